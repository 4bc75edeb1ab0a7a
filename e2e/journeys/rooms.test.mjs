// A date is found with people who have no account: the specialist, a provider at a PC and the mother on a small phone, each
// with a browser of their own; then the person reads the plan and says what they think.
import assert from "node:assert/strict";
import { openPage, screens } from "../lib/browser.mjs";
import { answer, checkDoor, enter, handed, invite, mark, phone } from "../lib/door.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

/** Opens a link as somebody does who mistypes the code first. */
async function enterAtSecondTry(one, { path, code }) {
  await one.page.goto(path);
  await one.page.locator("input[name=code]").fill(code === "000000" ? "000001" : "000000");
  one.expectStatus(422);
  await one.page.locator("input[name=code]").press("Enter");
  await one.page.locator(".problem").waitFor();
  await checkDoor(one.page);
  await enter(one, { path, code });
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

  await enterAtSecondTry(provider, links.get("就労支援センター見本"));
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
  await fill(page, { paper, occasion: "4月からの計画です", easy: "電車《でんしゃ》の しごとを めざします。" });
  await press(page, "部屋をひらいて、リンクと番号を作る");
  await enter(person, (await handed(page)).get("ご本人"));
  await person.page.getByRole("link", { name: "ぜんぶ" }).click();
  await checkDoor(person.page);
  assert.ok((await person.page.locator("ruby").count()) > 3, "all readings are shown");
  await person.page.getByLabel("わからない").check();
  await answer(person.page);
  await press(page, "部屋を見る");
  await checkPage(page);
  assert.ok(await page.getByText("わからない").isVisible());

  await page.goto(`${kase}/sharing`);
  await checkPage(page);
  for (const one of [provider, mother, person]) checkTrouble(one.trouble);
});
