// The link goes to a provider by mail and its code does not; one address is wrong, is told so and is put right.
import assert from "node:assert/strict";
import { setTimeout as after } from "node:timers/promises";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { mailServer, words } from "../lib/mail.mjs";
import { checkPage, signIn } from "../lib/pages.mjs";

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
    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("button", { name: "アドレスを書いた相手にリンクを送る" }).click(),
    ]);
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
    for (let tries = 0; post.caught.length < 3 && tries < 100; tries += 1) await after(200);
    assert.deepEqual(post.caught.slice(1).flatMap((one) => one.to).sort(), [
      "sabikan@mihon.example", "uketsuke@mihon.example",
    ]);
    assert.ok(post.caught[1].data.includes("text/calendar"));
  },
  { serve },
);
