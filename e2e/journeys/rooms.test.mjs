// A date is found with people who have no account: the specialist, a provider at a PC and the mother on a small phone, each
// with a browser of their own; then the person reads the plan and says what they think.
import assert from "node:assert/strict";
import { openPage, screens } from "../lib/browser.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const phone = { viewport: { width: 320, height: 640 }, hasTouch: true };

/** What the page that hands links out says, by the name of the party. */
async function handed(page) {
  const cards = await page.locator(".handed").all();
  const read = async (card) => [
    await card.locator("h2").innerText(),
    {
      code: (await card.locator(".code").innerText()).replace(" ", ""),
      path: new URL(await card.locator("dd.kept-lines").innerText()).pathname,
    },
  ];
  return new Map(await Promise.all(cards.map(read)));
}

/** Pages for outsiders owe more than others: no script at all, and nothing to push sideways on a small phone. */
async function checkDoor(page) {
  await checkPage(page);
  assert.equal(await page.locator("script").count(), 0, "a page out here carries a script");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${new URL(page.url()).pathname} is ${wide} px too wide`);
}

/** Opens a link as its party does: looks, types a wrong code, then the right one. */
async function enter({ page, expectStatus }, { path, code }) {
  await page.goto(path);
  await checkDoor(page);
  await page.locator("input[name=code]").fill(code === "000000" ? "000001" : "000000");
  expectStatus(422);
  await page.locator("input[name=code]").press("Enter");
  await page.locator(".problem").waitFor();
  await checkDoor(page);
  await page.locator("input[name=code]").fill(code);
  await Promise.all([page.waitForURL(/\/room\//), page.locator("input[name=code]").press("Enter")]);
  await checkDoor(page);
}

async function mark(page, marks) {
  for (const [place, code] of marks.entries()) await page.locator(`input[name="mark.${place}"][value=${code}]`).check();
  await Promise.all([page.waitForURL(/sent=1/), page.getByRole("button", { name: /送る|おくる/ }).click()]);
  await checkDoor(page);
}

/** Leaves only these parties in the form. */
async function invite(page, parties) {
  const rows = page.locator('[data-rows="parties"] > .row-item');
  while ((await rows.count()) > parties.length) await rows.last().locator("[data-remove]").click();
  for (const [place, [kind, name]] of parties.entries()) {
    await rows.nth(place).locator("select").selectOption(kind);
    await rows.nth(place).locator("input[type=text]").first().fill(name);
  }
}

journey("a date is found with people outside the office, and a plan is read by its person", async (office) => {
  const { page, server } = office;
  const browser = page.context().browser();
  const outside = (screen) => openPage(browser, server, screen);
  const [provider, mother, person] = [await outside(screens.desk), await outside(phone), await outside(phone)];

  await signIn(page, server);
  await page.goto("/people?mine=1");
  const kase = await page.locator("main a[href^='/c/']").first().getAttribute("href");
  const name = await page.locator("main a[href^='/c/']").first().innerText();
  await page.goto(`${kase}/rooms`);
  await checkPage(page);
  await press(page, "日程のおたずね");
  await checkPage(page);
  await invite(page, [["provider", "就労支援センター見本"], ["family", "お母さん"]]);
  await fill(page, {
    occasion: "次の計画について話し合う", place: "見本相談支援センター",
    "candidates.0.on": "R8.12.1", "candidates.0.from": "14:00",
    "candidates.1.on": "R8.12.3", "candidates.1.from": "10:00",
  });
  await press(page, "部屋をひらいて、リンクと番号を作る");
  await checkPage(page);
  const links = await handed(page);

  await enter(provider, links.get("就労支援センター見本"));
  await mark(provider.page, ["bad", "good"]);
  await enter(mother, links.get("お母さん"));
  for (const one of [provider, mother]) {
    assert.ok(!(await one.page.content()).includes(name.trim().split(/\s/).pop()), "a page outside names the person");
  }
  await mark(mother.page, ["good", "maybe"]);

  await press(page, "部屋を見る");
  await checkPage(page);
  assert.equal(await page.getByText("いちばんよい").count(), 1);
  await press(page, /この日に決める.*12月3日/);
  await provider.page.reload();
  await checkDoor(provider.page);
  const [file] = await Promise.all([
    provider.page.waitForEvent("download"),
    provider.page.getByRole("link", { name: "カレンダーに入れる" }).click(),
  ]);
  assert.equal(file.suggestedFilename(), "会議の予定.ics");

  await page.goto(`${kase}/rooms/new?ask=plan`);
  await checkPage(page);
  await invite(page, [["person", "ご本人"]]);
  const paper = await page.locator("select[name=paper] option").nth(1).getAttribute("value");
  await fill(page, { paper, occasion: "4月からの計画です", easy: "{電車|でんしゃ}の しごとを めざします。" });
  await press(page, "部屋をひらいて、リンクと番号を作る");
  await enter(person, (await handed(page)).get("ご本人"));
  await person.page.getByRole("link", { name: "ぜんぶ" }).click();
  await checkDoor(person.page);
  assert.ok((await person.page.locator("ruby").count()) > 3, "all readings are shown");
  await person.page.getByLabel("わからない").check();
  await Promise.all([person.page.waitForURL(/sent=1/), person.page.getByRole("button", { name: /送る|おくる/ }).click()]);
  await press(page, "部屋を見る");
  await checkPage(page);
  assert.ok(await page.getByText("わからない").isVisible());

  await page.goto(`${kase}/sharing`);
  await checkPage(page);
  for (const one of [provider, mother, person]) checkTrouble(one.trouble);
});
