// Links go to providers by mail and their codes do not: one address is wrong, is told so and is put right; and one address
// that was asked twice sees both on one page.
import assert from "node:assert/strict";
import { setTimeout as after } from "node:timers/promises";
import { openPage } from "../lib/browser.mjs";
import { checkDoor, enter, handed, invite, phone } from "../lib/door.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { mailServer, words } from "../lib/mail.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const post = await mailServer();
const serve = ["--smtp", post.url, "--mail-from", "見本相談支援センター <soudan@mihon.example>"];

/** Looks at the room until a letter is in this state. */
async function until(page, room, word) {
  for (let tries = 0; tries < 100; tries += 1) {
    await page.goto(room);
    if ((await page.getByText(word, { exact: true }).count()) > 0) return;
    await after(200);
  }
  assert.fail(`no letter is told to be 「${word}」`);
}

/** Sends the links whose addresses are filled in. Answers the tab that opens beside the codes. */
async function sendLinks(page) {
  const button = page.getByRole("button", { name: "アドレスを書いた相手にリンクを送る" });
  const [tab] = await Promise.all([page.context().waitForEvent("page"), button.click()]);
  return tab;
}

/** The words of letter number so-and-so, as soon as it has come. */
async function letter(place) {
  for (let tries = 0; post.caught.length <= place && tries < 100; tries += 1) await after(200);
  assert.ok(post.caught.length > place, "no letter has come");
  return words(post.caught[place]);
}

journey(
  "a link goes by mail without its code, and an address that does not exist is told",
  async ({ page, server }) => {
    post.caught.length = 0;
    await signIn(page, server);
    await page.goto("/people?mine=1");
    const kase = await page.locator("main a[href^='/c/']").first().getAttribute("href");
    const name = await page.locator("main a[href^='/c/']").first().innerText();
    await page.goto(`${kase}/rooms/new?ask=dates`);
    const rows = page.locator('[data-rows="parties"] > .row-item');
    while ((await rows.count()) > 2) await rows.last().locator("[data-remove]").click();
    await fill(page, {
      occasion: "次の計画について話し合う", "candidates.0.on": "R8.12.1", "candidates.0.from": "14:00",
      "parties.0.kind": "provider", "parties.0.name": "就労支援センター見本",
      "parties.1.kind": "clinic", "parties.1.name": "見本クリニック",
    });
    await press(page, "部屋をひらいて、リンクと番号を作る");
    await checkPage(page);
    const code = (await page.locator(".handed .code").first().innerText()).replace(" ", "");
    const link = await page.locator(".handed dd.kept-lines").first().innerText();
    await fill(page, { "to.0.address": "sabikan@mihon.example", "to.1.address": "nobody@mihon.example" });
    const tab = await sendLinks(page);
    await tab.waitForLoadState();
    const room = tab.url();
    assert.ok(await page.locator(".handed .code").first().isVisible(), "the codes are still shown");
    await tab.close();
    await until(page, room, "送りました");
    await until(page, room, "送れませんでした");
    await checkPage(page);
    assert.equal(post.caught.length, 1);
    const said = words(post.caught[0]);
    assert.deepEqual(post.caught[0].to, ["sabikan@mihon.example"]);
    assert.ok(said.includes(link), said);
    assert.ok(!said.includes(code) && !post.caught[0].data.includes(code), "the code travels by mail");
    assert.ok(!said.includes(name.trim().split(/\s/).pop()), "a letter names the person");
    assert.ok(await page.getByText("アドレスを確かめてください").isVisible());

    await press(page, /この日に決める/);
    await fill(page, { "to.1.address": "uketsuke@mihon.example" });
    await press(page, "決まった日を送る（予定のファイルつき）");
    await checkPage(page);
    await letter(2);
    assert.deepEqual(post.caught.slice(1).flatMap((one) => one.to).sort(), [
      "sabikan@mihon.example", "uketsuke@mihon.example",
    ]);
    assert.ok(post.caught[1].data.includes("text/calendar"));
  },
  { serve },
);

/** Asks a provider for a date and sends it the link. Answers the link and the code. */
async function ask(page, kase, address, reply_by) {
  await page.goto(`${kase}/rooms/new?ask=dates`);
  await invite(page, [["provider", "就労支援センター見本"]]);
  await fill(page, { occasion: "次の計画について話し合う", "candidates.0.on": "R8.12.1", "candidates.0.from": "14:00", reply_by });
  await press(page, "部屋をひらいて、リンクと番号を作る");
  const [one] = (await handed(page)).values();
  const letters = post.caught.length;
  await fill(page, { "to.0.address": address });
  const tab = await sendLinks(page);
  await tab.close();
  await letter(letters);
  return one;
}

journey(
  "what one mail address was asked stands on one page, and each room still wants its own code the first time",
  async ({ page, server }) => {
    post.caught.length = 0;
    await signIn(page, server);
    await page.goto("/people?mine=1");
    const links = await page.locator("main a[href^='/c/']").evaluateAll((all) => all.map((link) => link.pathname));
    const [first, second] = [...new Set(links)];
    const known = await ask(page, first, "sabikan@mihon.example", "R8.11.25");
    const other = await ask(page, second, "sabikan@mihon.example", "R8.11.26");

    const outside = await openPage(page.context().browser(), server, phone);
    await enter(outside, known);
    await outside.page.getByRole("button", { name: "まとめて見る" }).click();
    await outside.page.getByText("リンクを送りました").waitFor();
    await checkDoor(outside.page);
    const said = await letter(2);
    assert.deepEqual(post.caught[2].to, ["sabikan@mihon.example"]);

    await outside.page.goto(said.match(/\/together\/\S+/)[0]);
    await checkDoor(outside.page);
    await outside.page.getByRole("button", { name: "ひらく" }).click();
    await outside.page.getByRole("heading", { name: "届いているおたずね" }).waitFor();
    await checkDoor(outside.page);
    // Whoever reads the address has not yet been told a code: the room opened by its own link asks for it too.
    const rooms = outside.page.locator("main section");
    const wanted = outside.page.locator("input[name=code]");
    assert.deepEqual([await rooms.count(), await wanted.count()], [2, 2]);
    const own = rooms.filter({ hasText: "令和8年11月26日" }).locator("input[name=code]");

    outside.expectStatus(422);
    await own.fill("12");
    await own.press("Enter");
    await outside.page.getByText("6けたの数字を入れてください").waitFor();
    await checkDoor(outside.page);
    await own.fill(other.code);
    await Promise.all([outside.page.waitForURL(/\/room\//), own.press("Enter")]);
    await checkDoor(outside.page);

    await outside.page.goto("/together");
    assert.deepEqual([await own.count(), await wanted.count()], [0, 1], "a room that was opened asks for its code again");
    await outside.page.getByRole("button", { name: "終わる" }).click();
    await outside.page.getByRole("heading", { name: "終わりました" }).waitFor();
    await checkDoor(outside.page);
    checkTrouble(outside.trouble);
  },
  { serve },
);
