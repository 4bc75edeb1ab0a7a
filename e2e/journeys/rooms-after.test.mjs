// After a meeting, with people who have no account: its record is handed out and received, what it decided is done by link,
// and a service manager finds everything behind one link.
import assert from "node:assert/strict";
import { openPage } from "../lib/browser.mjs";
import { fill, pick, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true };
const CENTRE = "就労支援センター見本";

/** What the page that hands links out says, in the order of its parties. */
async function handed(page) {
  const read = async (card) => ({
    code: (await card.locator(".code").innerText()).replace(" ", ""),
    path: new URL(await card.locator("dd.kept-lines").innerText()).pathname,
  });
  return Promise.all((await page.locator(".handed").all()).map(read));
}

/** Pages for outsiders owe more than others: no script at all, and nothing to push sideways on a small phone. */
async function checkDoor(page) {
  await checkPage(page);
  assert.equal(await page.locator("script").count(), 0, "a page out here carries a script");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${new URL(page.url()).pathname} is ${wide} px too wide`);
}

async function enter(page, { path, code }) {
  await page.goto(path);
  await checkDoor(page);
  await page.locator("input[name=code]").fill(code);
  await Promise.all([page.waitForURL(/\/room\//), page.locator("input[name=code]").press("Enter")]);
  await checkDoor(page);
}

async function send(page, button) {
  await Promise.all([page.waitForURL(/sent=1/), page.getByRole("button", { name: button, exact: true }).click()]);
  await checkDoor(page);
}

/** Opens a room of this purpose for these parties and answers their links. */
async function open(page, kase, purpose, fields, parties, owner) {
  await page.goto(`${kase}/rooms/new?ask=${purpose}`);
  await checkPage(page);
  const rows = page.locator('[data-rows="parties"] > .row-item');
  while ((await rows.count()) > parties.length) await rows.last().locator("[data-remove]").click();
  const named = parties.flatMap((party, row) =>
    Object.entries(party).map(([field, value]) => [`parties.${row}.${field}`, value]),
  );
  await fill(page, { ...fields, ...Object.fromEntries(named) });
  if (owner) await pick(page, "parties.0.owner", owner);
  await press(page, "部屋をひらいて、リンクと番号を作る");
  await checkPage(page);
  return handed(page);
}

const first = (page, name) => page.locator(`select[name=${name}] option`).nth(1).getAttribute("value");

journey("what a meeting decided is handed out, received and done by link", async (office) => {
  const { page, server } = office;
  const browser = page.context().browser();
  const outside = () => openPage(browser, server, phone);
  const [centre, person] = [await outside(), await outside()];

  await signIn(page, server);
  await page.goto("/people?mine=1");
  const kase = await page.locator("main a[href^='/c/']").first().getAttribute("href");
  await page.goto(`${kase}/sharing`);
  await fill(page, { kind: "given", on: "R8.11.10", said_by: "本人", until: "R9.3.31", whom: ["provider"], what: ["plan", "life"] });
  await press(page, "記録する");
  await page.goto(`${kase}/meetings/new`);
  await fill(page, {
    on: "R8.11.19", purpose: "通所を続ける約束", attended: `本人\n${CENTRE}`, summary: "週3日で続ける",
    "decisions.0.who": CENTRE, "decisions.0.what": "静かな部屋を用意する", "decisions.0.by": "R8.12.6",
  });
  await press(page, "確定する");

  await page.goto(`${kase}/rooms/new?ask=minutes`);
  const record = await first(page, "record");
  const links = await open(page, kase, "minutes", { record }, [
    { kind: "provider", name: CENTRE },
    { kind: "person", name: "ご本人" },
  ]);
  await enter(centre.page, links[0]);
  await fill(centre.page, { by: "見本 管理" });
  await send(centre.page, "受け取りました");
  await enter(person.page, links[1]);
  await send(person.page, "うけとりました");

  const [task] = await open(page, kase, "tasks", {}, [{ kind: "provider", name: CENTRE }], CENTRE);
  await enter(centre.page, task);
  await centre.page.getByLabel("とりかかっています").first().check();
  await send(centre.page, "送る");
  await page.goto(`${kase}/tasks`);
  await checkPage(page);
  assert.ok(await page.getByText("とりかかっています").first().isVisible());

  await page.goto(`${kase}/rooms/new?ask=desk`);
  const paper = await first(page, "paper");
  const [desk] = await open(page, kase, "desk", { paper }, [{ kind: "provider", name: CENTRE }]);
  await enter(centre.page, desk);
  await fill(centre.page, { month: "2026-10", went: "休まず通えた" });
  await send(centre.page, "月の便りを送る");
  await fill(centre.page, { "goal.0": "休まず通う" });
  await send(centre.page, "目標を送る");
  for (const path of [`${kase}/notes`, `${kase}/plan/${paper}`, "/"]) {
    await page.goto(path);
    await checkPage(page);
  }
  assert.ok(await page.getByText("新しく届いた").isVisible());
  for (const one of [centre, person]) checkTrouble(one.trouble);
});
