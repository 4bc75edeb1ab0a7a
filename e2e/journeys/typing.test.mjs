// What happens to typing between the keys: 変換, a lost page, an impatient hand, a page left open beside another.
import assert from "node:assert/strict";
import { fill } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, signIn } from "../lib/pages.mjs";

/** An input method: words stand in the field underlined until they are chosen. */
async function inputMethod(page) {
  const session = await page.context().newCDPSession(page);
  return {
    compose: (text) => session.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }),
    /** The Enter that chooses, as browsers send it: first the key, then the words. */
    async choose(text) {
      await this.enter();
      await session.send("Input.insertText", { text });
    },
    /** Enter while words are underlined, once as the input method's key and once as the plain one. */
    async enter() {
      const enter = { code: "Enter", key: "Enter", nativeVirtualKeyCode: 13 };
      for (const windowsVirtualKeyCode of [229, 13]) {
        await session.send("Input.dispatchKeyEvent", { type: "keyDown", ...enter, windowsVirtualKeyCode, text: "\r" });
        await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter, windowsVirtualKeyCode });
      }
    },
  };
}

/** A form of many fields and the address its draft is kept for. */
const form = "/inquiries/new";

journey("the Enter that ends 変換 submits nothing", async ({ page, server }) => {
  await signIn(page, server);
  const method = await inputMethod(page);
  for (const [path, field, words] of [
    ["/people/new", "main [name=name]", "見本 里"], [form, "main [name=words]", "相談したい"], ["/people", "main [name=q]", "見本"],
    ["/people", "#top-search", "見本"],
  ]) {
    await page.goto(path);
    const sent = [];
    const note = (request) => request.isNavigationRequest() && sent.push(request.url());
    page.on("request", note);
    await page.locator(field).focus();
    await method.compose("みほん");
    await method.choose(words);
    assert.equal(await page.locator(field).inputValue(), words, `${field} of ${path}`);
    // A navigation begun by the key would have been asked for before this answer comes.
    await page.evaluate(() => fetch("/session"));
    page.off("request", note);
    assert.deepEqual(sent, [], `Enter in ${field} of ${path} left the page`);
  }
  await page.goto("/people/new");
  await page.keyboard.press("Control+k");
  await page.locator("dialog.palette input").waitFor();
  await method.compose("みほん");
  await method.choose("見本");
  assert.equal(await page.locator("dialog.palette[open] input").inputValue(), "見本", "the palette waits for its own Enter");
});

journey("a draft is kept around 変換 and never in the middle of it", async ({ page, server }) => {
  await signIn(page, server);
  await page.clock.install();
  await page.goto(form);
  const kept = [];
  page.on("request", (request) => request.url().endsWith("/drafts") && kept.push(new URLSearchParams(request.postData()).get("words")));
  const method = await inputMethod(page);
  const field = page.locator("main [name=words]");
  await field.focus();
  await page.keyboard.type("昨日から");
  await method.compose("ねむれない");
  await page.clock.runFor(20_000);
  await page.evaluate(() => fetch("/session"));
  assert.deepEqual(kept, [], "nothing is kept while words are underlined");
  assert.equal(await field.inputValue(), "昨日からねむれない");
  await method.choose("眠れない");
  assert.equal(await field.inputValue(), "昨日から眠れない", "the underlined words are replaced, not doubled");
  const answer = page.waitForResponse((response) => response.url().endsWith("/drafts"));
  await page.clock.runFor(5_000);
  assert.equal((await answer).status(), 200);
  assert.deepEqual(kept, ["昨日から眠れない"]);
});

journey(
  "what was typed survives a page that is lost",
  async ({ page, server }) => {
    await signIn(page, server);
    await page.goto(form);
    await page.locator("main [name=words]").fill("母が入院することになった。");
    await page.reload();
    await page.getByRole("link", { name: "続きから入力する" }).click();
    await page.waitForURL(/draft=1/);
    assert.equal(await page.locator("main [name=words]").inputValue(), "母が入院することになった。");
    await checkPage(page);
  },
  { on: ["desk", "tablet"], spread: true },
);

/** Counts what the list of inquiries says of these words. */
async function inquiries(page, words) {
  await page.goto("/inquiries");
  return page.locator("main").getByText(words).count();
}

async function ask(page, words) {
  await page.goto(form);
  await fill(page, { means: "telephone", from: "母", about: words, words: "相談したい。" });
}

journey("an impatient second press saves once", async ({ page, server, context }) => {
  await signIn(page, server);
  await ask(page, "見本 二度子");
  await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "保存する" }).last().dblclick()]);
  assert.equal(await inquiries(page, "見本 二度子"), 1, "one inquiry by two presses");
  // The same form sent twice past every script, as by a browser that repeats a request.
  await ask(page, "見本 再送子");
  const sent = await page.locator("main form[data-autosave]").evaluate((it) => [...new FormData(it)]);
  const body = new URLSearchParams(sent).toString();
  const send = () => context.request.post(form, {
    data: body, maxRedirects: 0, headers: { "content-type": "application/x-www-form-urlencoded", origin: server.address },
  });
  const [first, second] = await Promise.all([send(), send()]);
  assert.equal(first.headers().location, second.headers().location, "both presses lead to the one record");
  assert.equal(await inquiries(page, "見本 再送子"), 1, "one inquiry by two requests");
});

journey("a stale page stands beside what has been saved meanwhile, and loses neither text", async ({ page, server, context, expectStatus }) => {
  await signIn(page, server);
  await page.goto("/people/new");
  await page.locator("main [name=name]").fill("見本 並子");
  await page.locator("main [name=kana]").fill("みほん なみこ");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Control+Enter")]);
  const sheet = `/c/${page.url().split("/c/")[1].split("/")[0]}/person`;
  const other = await context.newPage();
  await page.goto(sheet);
  await other.goto(sheet);
  await other.locator("main [name=caution]").fill("大きな音が苦手");
  await Promise.all([other.waitForNavigation(), other.keyboard.press("Control+Enter")]);
  await page.locator("main [name=caution]").fill("右の耳が聞こえにくい");
  expectStatus(409);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Control+Enter")]);
  const said = await page.locator("main").innerText();
  assert.match(said, /ほかの人が保存しました/);
  assert.match(said, /保存されている内容\s*大きな音が苦手/);
  assert.equal(await page.locator("main [name=caution]").inputValue(), "右の耳が聞こえにくい");
  await checkPage(page);
  await page.locator(".summary").getByRole("link", { name: "配慮・注意" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "caution", "the list leads to the field");
  await page.locator("main [name=caution]").fill("大きな音が苦手。右の耳が聞こえにくい");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Control+Enter")]);
  assert.match(await page.locator(".identity").innerText(), /大きな音が苦手。右の耳が聞こえにくい/);
});
