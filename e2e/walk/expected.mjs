// What a case file expects of the product beside its own values. An expectation without a line here fails the journey.
import assert from "node:assert/strict";
import { bare, shown } from "./places.mjs";
import { month } from "./words.mjs";

const line = (months) => months.map(month).join(", ");

async function text(page, path) {
  await page.goto(path);
  return bare(await page.locator("main").innerText());
}

function says(said, words, where) {
  assert.ok(shown(words).map(bare).some((way) => said.includes(way)), `${words} is not on ${where}`);
}

/** The months of the tab in their order, with the word of each. */
async function monthsOfTab(page, { at }) {
  await page.goto(`${at}/monitoring`);
  const rows = await page.locator("main table tbody tr").evaluateAll((all) => all.map((row) => [
    row.querySelector("th").innerText.trim(), row.querySelector(".tag").innerText.trim(),
  ]));
  return rows.reverse();
}

const inEra = (months) => months.map((iso) => shown(iso)[0]);

/** The months after the last visit for which nothing has been written. */
async function dueNext(page, made, months) {
  const all = await monthsOfTab(page, made);
  const last = all.findLastIndex(([, word]) => word === "完了");
  assert.ok(last >= 0, "no month is done");
  assert.deepEqual(all.slice(last + 1), inEra(months).map((name) => [name, "まだ"]), "the months that are due next");
}

const report = async (page, made) => text(page, `${made.at}/monitoring/report/${made.reports.at(-1)}`);

/** What holds for each expectation; `made.at` is the address of the case. */
const holds = {
  async suggested_months(page, made, months, facts) {
    const both = `受給者証の月: ${line(facts.certificate.monitoring.months)} 標準期間による案: ${line(months)}`;
    says(await text(page, `${made.at}/certificates`), both, "the certificates, printed and suggested months side by side");
  },
  async printed_months_win(page, made, win, facts) {
    const months = (await monthsOfTab(page, made)).map(([name]) => name);
    assert.equal(win, true);
    assert.deepEqual(months, inEra(facts.certificate.monitoring.months), "only the printed months are due");
  },
  next_due_after_second_monitoring: dueNext,
  next_due: dueNext,
  async second_monitoring(page, made, { claimable, service_month, claim_month }) {
    const said = await report(page, made);
    assert.equal(said.includes(bare("請求できる状態 そろっています")), claimable);
    says(said, `サービス提供月 ${shown(service_month)[0]} 請求する月 ${shown(claim_month)[0]}`, "the report");
  },
  async unmet_needs(page, made, needs) {
    const said = await text(page, `${made.at}/plan/${made.plan}`);
    for (const need of needs) says(said, `満たせていない必要: ${need}`, "the plan");
  },
  async life_stage(page, made, stage) {
    says(await text(page, made.at), stage, "the case");
  },
  async fee_kind(page, made, kind) {
    assert.match(kind, /^障害児相談支援 only/);
    says(await report(page, made), "障害児相談支援だけで請求する", "the report");
  },
  async claimed(page, made, { service_month, item }) {
    assert.equal(item, "plan_fee");
    const said = await report(page, made);
    says(said, "この回は計画作成（障害児支援利用援助", "the report");
    says(said, `サービス提供月 ${shown(service_month)[0]}`, "the report");
  },
  async not_claimed(page, made, items) {
    assert.deepEqual(items, ["monitoring_fee"]);
    says(await report(page, made), "継続は重ねて請求しない", "the report");
  },
};

/** Holds a walked case against everything its file expects. */
export async function checkExpected(page, facts, made) {
  const at = `/c/${made.person}`;
  for (const [name, value] of Object.entries(facts.expected)) {
    assert.ok(holds[name], `nothing holds the expectation ${name}`);
    await holds[name](page, { ...made, at }, value, facts);
  }
}
