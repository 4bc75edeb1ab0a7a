// Three visits are taken along in the morning and made without network: one is refused, one is signed, one is changed in the
// office meanwhile. In the afternoon they come back, become reports with their papers, and stand in the claims of the month.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { openPage, screens } from "../lib/browser.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";
import { addPhotos, card, due, keptNow, online, openVisit, sign, takeAlong, unlock, write } from "../lib/visit.mjs";

/** What is written at the visit that is signed. */
const HEARD = "仕事に慣れてきた";
/** What becomes of the two texts of the visit that was changed in the office meanwhile. */
const AGREED = "どちらも読んで、まとめた文";

/** What a PDF says, without blanks. */
async function printed(page, path) {
  const answer = await page.context().request.get(path);
  assert.equal(answer.status(), 200, path);
  return execFileSync("pdftotext", ["-raw", "-", "-"], { input: await answer.body() }).toString().replaceAll(/\s/g, "");
}

/** The morning: three visits on the tablet, and its page opens without network. */
async function morning(tablet, visits) {
  for (const [place, visit] of visits.entries()) await takeAlong(tablet.page, visit, place === 0);
  await unlock(tablet.page);
  await checkPage(tablet.page);
  await tablet.page.evaluate(() => navigator.serviceWorker.ready);
  await tablet.context.setOffline(true);
  await tablet.page.close();
  const away = await tablet.context.newPage();
  await away.goto("/visit/");
  await away.locator("input[name=pin]").fill("000000");
  await away.getByRole("button", { name: "ひらく", exact: true }).click();
  await away.getByText("あと9回").waitFor();
  await unlock(away);
  assert.equal(await away.locator("[data-outings] > li").count(), 3);
  return away;
}

async function sendLater(away) {
  await away.getByRole("button", { name: "事務所へ送る" }).click();
  await away.getByText("送信を待っています").waitFor();
  await away.getByRole("button", { name: "一覧へ" }).click();
}

/** The visits: one door stays shut, one is signed with a photo, one is written while the office writes too. */
async function visiting(away, office, visits) {
  await card(away, 0).getByRole("button", { name: "会うことを断られた" }).click();
  await away.getByText("会うことを断られた（記録しました）").waitFor();
  await write(away, 1, HEARD);
  await keptNow(away);
  await away.reload();
  await unlock(away);
  await openVisit(away, 1);
  assert.equal(await away.locator("textarea[name=overall]").inputValue(), HEARD);
  await addPhotos(away, ["職場の机"]);
  await sign(away);
  await sendLater(away);
  await write(away, 2, "訪問先で書いた文");
  await keptNow(away);
  await office.goto(`${visits[2].kase}/monitoring/write/${visits[2].month}`);
  await fill(office, { overall: "事務所で書いた文" });
  await press(office, "下書きを保存");
  await away.getByRole("button", { name: "同意・終わり" }).click();
  await sendLater(away);
}

/** Back in the office: what was ready goes by itself, and signing out tells of what was not. */
async function back(tablet, away) {
  await tablet.context.setOffline(false);
  await away.evaluate(() => dispatchEvent(new Event("online")));
  await away.getByText("事務所に届きました").first().waitFor();
  await away.locator("[data-outings] > li").nth(1).waitFor({ state: "detached" });
  assert.equal(await away.locator("[data-outings] > li").count(), 1, "what has come is wiped, what was not sent stays");
  await checkPage(away);
  await away.goto("/");
  await away.locator("details.account summary").click();
  await away.getByRole("button", { name: "サインアウト" }).click();
  await away.getByText("この端末に、まだ送っていない訪問の記録が1件あります").waitFor();
  await checkPage(away);
  await away.getByRole("link", { name: "送る" }).click();
  await unlock(away);
  await card(away, 0).getByText("会うことを断られた（記録しました）").waitFor();
}

/** 送る of the attempt: it is kept by the office, and nothing is left on the tablet. */
async function sendAttempt(away) {
  await openVisit(away, 0);
  await away.getByRole("button", { name: "同意・終わり" }).click();
  await away.getByRole("button", { name: "一覧へ" }).click();
  await card(away, 0).getByRole("button", { name: "会うことを断られた" }).click();
  await away.getByRole("button", { name: "これだけ送る" }).click();
  await away.getByText("事務所に届きました").waitFor();
  await away.getByRole("link", { name: "経過を見る" }).waitFor();
}

/** The rest of a report whose words are there: the rows as last time, and what last time left open. */
async function complete(page) {
  await press(page, "前回と同じで埋める");
  for (const box of await page.locator("input[type=checkbox][name$='.no_change']").all()) await box.check();
  for (const group of await page.locator("input[type=radio][name$='.achievement']").evaluateAll((all) => [...new Set(all.map((one) => one.name))])) {
    if (!await page.locator(`input[name="${group}"]:checked`).count()) await page.locator(`input[name="${group}"]`).first().check();
  }
  await press(page, "確定する");
}

async function copied(page) {
  await press(page, "写しを渡したことを記録する");
  await page.locator(".row-item", { hasText: "市町村" }).getByLabel("交付した日").fill("R8.11.20");
  await press(page, "交付を記録する");
  assert.match(await page.locator("main").innerText(), /そろっています/);
}

/** Both prints of the report tell of the visit; the one in sentences has its words. */
async function papersSay(page, words) {
  const path = (form) => page.locator(`main .page-head a[href*='/print/${form}/']`).first().getAttribute("href");
  const [sentences, checked] = [await printed(page, `${await path("report-free")}/pdf`), await printed(page, `${await path("report-check")}/pdf`)];
  assert.ok(sentences.includes(words), `${words} is missing: ${sentences.slice(0, 400)}`);
  for (const said of [sentences, checked]) assert.ok(said.includes("令和8年11月20日"), said.slice(0, 400));
}

/** The signed visit: its signature is its consent, its photo stands beside the report. */
async function signedReport(page, { kase }) {
  await page.goto(`${kase}/outings`);
  await checkPage(page);
  await press(page, "報告書に取り込む");
  assert.equal(await page.locator("textarea[name=overall]").inputValue(), HEARD);
  assert.equal(await page.locator(".photo-list figcaption").count(), 1, "the photo stands beside the form");
  await complete(page);
  await page.getByRole("link", { name: "同意を記録する" }).first().click();
  await page.getByText("訪問先での署名").waitFor();
  await checkPage(page);
  assert.match(await page.locator("blockquote").innerText(), new RegExp(HEARD));
  await press(page, "同意を記録する");
  await copied(page);
  assert.match(await page.locator(".photo-list figcaption").innerText(), /職場の机/);
  await checkPage(page);
  await papersSay(page, HEARD);
}

/** The visit both sides wrote: both texts stand in the field, the saved one beside it; a person makes one of them. */
async function agreedReport(page, { kase }) {
  await page.goto(`${kase}/outings`);
  await Promise.all([page.waitForURL(/returned/), page.getByRole("link", { name: "報告書に取り込む" }).click()]);
  await checkPage(page);
  assert.equal(await page.locator("textarea[name=overall]").inputValue(), "事務所で書いた文\n訪問先で書いた文");
  assert.match(await page.locator(".theirs").first().innerText(), /事務所で書いた文/);
  await fill(page, { overall: AGREED });
  await complete(page);
  await page.getByRole("link", { name: "同意を記録する" }).first().click();
  await page.getByText("紙に署名", { exact: true }).first().click();
  await press(page, "同意を記録する");
  await copied(page);
  await papersSay(page, AGREED);
}

/** The attempt stands in the notes as one, twice tried; there is no report of it. */
async function attempted(page, { kase }) {
  await page.goto(`${kase}/notes`);
  const notes = await page.locator("main").innerText();
  assert.equal(notes.split("訪問したが、会うことを断られた。").length - 1, 2);
  await page.goto(`${kase}/monitoring`);
  assert.equal(await page.locator("main a[href$='/monitoring/write/2026-11']").count() > 0, true, "the month is still to be visited");
}

/** The claims of the month: the two visits with what is claimed for them, the attempt not. */
async function claimed(browser, server, names) {
  const desk = await openPage(browser, server);
  await signIn(desk.page, server, "kanri");
  await desk.page.goto("/claims/month/2026-11");
  await checkPage(desk.page);
  const ready = await desk.page.locator("table.data tbody tr").evaluateAll((all) => all.map((row) => row.innerText));
  const of = (name) => ready.filter((text) => text.trim().split("\n")[0] === name);
  for (const name of names.slice(1)) {
    const row = of(name)[0];
    assert.ok(row, `${name} is not ready to be claimed for`);
    assert.match(row, /継続(サービス利用|障害児)支援/);
  }
  const unmet = of(names[0]).filter((text) => /継続(サービス利用|障害児)支援/.test(text));
  assert.deepEqual(unmet, [], "nobody is claimed for who was not met");
  checkTrouble(desk.trouble);
  await desk.context.close();
}

journey("three visits are made without network and become papers and claims", async ({ page, server }) => {
  await signIn(page, server);
  const browser = page.context().browser();
  const tablet = await openPage(browser, server, screens.tablet);
  await signIn(tablet.page, server);
  const visits = await due(page, 3);
  assert.equal(visits.length, 3, "the demo office has visits to make");
  const names = [];
  for (const { kase } of visits) {
    await page.goto(kase);
    names.push((await page.title()).match(/見本 ?[^さ]+/)[0].trim());
  }
  const away = await morning(tablet, visits);
  await visiting(away, page, visits);
  await back(tablet, away);
  await sendAttempt(away);

  await page.goto("/");
  await checkPage(page);
  assert.equal(await page.getByText("訪問から戻った記録").count(), 2);
  await agreedReport(page, visits[2]);
  await signedReport(page, visits[1]);
  await page.goto("/");
  assert.equal(await page.getByText("訪問から戻った記録").count(), 0);
  await attempted(page, visits[0]);
  await claimed(browser, server, names);
  checkTrouble(online(tablet.trouble));
});
