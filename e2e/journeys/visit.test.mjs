// Three visits are taken along in the morning and made without network: one is refused, one is signed, one is changed in the
// office meanwhile. In the afternoon they come back.
import assert from "node:assert/strict";
import { openPage, screens } from "../lib/browser.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const PIN = "246810";

/** What fails because the network is off is what this journey is about. */
const online = (trouble) => trouble.filter((line) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/.test(line));

/** The cases of the worker that are due this month: last month's would need a reason too. */
async function due(page, most) {
  await page.goto("/monitoring");
  const links = await page.locator("main a[href$='/monitoring/write/2026-11']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  return [...new Set(links)].slice(0, most).map((path) => {
    const [, kase, month] = path.match(/^(\/c\/[^/]+)\/monitoring\/write\/(.+)$/);
    return { kase, month };
  });
}

async function takeAlong(page, { kase, month }, first) {
  await page.goto(`/visit/?person=${kase.split("/").pop()}&month=${month}`);
  if (first) {
    await page.locator("input[name=pin]").fill(PIN);
    await page.getByRole("button", { name: "この番号にする" }).click();
  }
  // Taking along asks for the PIN only once; what lies there is opened with it again.
  await page.getByText("を持ち出しました").waitFor();
}

async function unlock(page) {
  await page.locator("input[name=pin]").fill(PIN);
  await page.getByRole("button", { name: "ひらく", exact: true }).click();
  await page.locator("[data-outings] > li").first().waitFor();
}

const card = (page, place) => page.locator("[data-outings] > li").nth(place);

async function write(page, place, overall) {
  await card(page, place).getByRole("button", { name: "訪問をひらく" }).click();
  await page.locator("textarea[name=overall]").waitFor();
  await fill(page, { "visit.on": "R8.11.20", "visit.met": "本人", overall });
}

async function keptNow(page) {
  await page.waitForTimeout(1200);
  await page.getByText(/この端末に保存 \d/).waitFor();
}

async function sign(page) {
  await page.getByRole("button", { name: "同意・終わり" }).click();
  const box = await page.locator("[data-sign] canvas").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 90, { steps: 8 });
  await page.mouse.up();
  await page.getByText("署名を受けとりました").waitFor();
}

journey("three visits are made without network and come back", async ({ page, server, expectStatus }) => {
  await signIn(page, server);
  const browser = page.context().browser();
  const tablet = await openPage(browser, server, screens.tablet);
  await signIn(tablet.page, server);
  const visits = await due(page, 3);
  assert.equal(visits.length, 3, "the demo office has visits to make");
  for (const [place, visit] of visits.entries()) await takeAlong(tablet.page, visit, place === 0);
  await unlock(tablet.page);
  await checkPage(tablet.page);
  await tablet.page.evaluate(() => navigator.serviceWorker.ready);

  // Without network, and after the page was closed.
  await tablet.context.setOffline(true);
  await tablet.page.close();
  const away = await tablet.context.newPage();
  await away.goto("/visit/");
  await away.locator("input[name=pin]").fill("000000");
  await away.getByRole("button", { name: "ひらく", exact: true }).click();
  await away.getByText("あと9回").waitFor();
  await unlock(away);
  assert.equal(await away.locator("[data-outings] > li").count(), 3);

  // One is refused.
  await card(away, 0).getByRole("button", { name: "会うことを断られた" }).click();
  await away.getByText("会うことを断られた（記録しました）").waitFor();
  // One is written, closed in the middle, and signed.
  await write(away, 1, "仕事に慣れてきた");
  await keptNow(away);
  await away.reload();
  await unlock(away);
  await card(away, 1).getByRole("button", { name: "訪問をひらく" }).click();
  assert.equal(await away.locator("textarea[name=overall]").inputValue(), "仕事に慣れてきた");
  await sign(away);
  await away.getByRole("button", { name: "事務所へ送る" }).click();
  await away.getByText("送信を待っています").waitFor();
  await away.getByRole("button", { name: "一覧へ" }).click();
  // One is written here and, at the same time, in the office.
  await write(away, 2, "訪問先で書いた文");
  await keptNow(away);
  await page.goto(`${visits[2].kase}/monitoring/write/${visits[2].month}`);
  await fill(page, { overall: "事務所で書いた文" });
  await press(page, "下書きを保存");
  await away.getByRole("button", { name: "同意・終わり" }).click();
  await away.getByRole("button", { name: "事務所へ送る" }).click();
  await away.getByText("送信を待っています").waitFor();
  await away.getByRole("button", { name: "一覧へ" }).click();

  // Back in the office: what was ready goes by itself.
  await tablet.context.setOffline(false);
  await card(away, 0).getByRole("button", { name: "訪問をひらく" }).waitFor();
  await away.evaluate(() => dispatchEvent(new Event("online")));
  await away.getByText("事務所に届きました").first().waitFor();
  await away.waitForTimeout(1000);
  await away.reload();
  await unlock(away);
  assert.equal(await away.locator("[data-outings] > li").count(), 1, "what has come is wiped, what was not sent stays");
  await checkPage(away);

  await page.goto("/");
  await checkPage(page);
  assert.equal(await page.getByText("訪問から戻った記録").count(), 2);
  // The conflict: both texts stand in the field, and the saved one beside it.
  await page.goto(`${visits[2].kase}/outings`);
  await checkPage(page);
  await Promise.all([page.waitForURL(/returned/), page.getByRole("link", { name: "報告書に取り込む" }).click()]);
  await checkPage(page);
  assert.equal(await page.locator("textarea[name=overall]").inputValue(), "事務所で書いた文\n訪問先で書いた文");
  assert.match(await page.locator(".theirs").first().innerText(), /事務所で書いた文/);
  await fill(page, { overall: "どちらも読んで、まとめた文" });
  await press(page, "下書きを保存");
  // The signed one becomes a report with its consent.
  await page.goto(`${visits[1].kase}/outings`);
  await press(page, "報告書に取り込む");
  assert.equal(await page.locator("textarea[name=overall]").inputValue(), "仕事に慣れてきた");
  await press(page, "前回と同じで埋める");
  for (const box of await page.locator("input[type=checkbox][name$='.no_change']").all()) await box.check();
  for (const group of await page.locator("input[type=radio][name$='.achievement']").evaluateAll((all) => [...new Set(all.map((one) => one.name))])) {
    if (!await page.locator(`input[name="${group}"]:checked`).count()) await page.locator(`input[name="${group}"]`).first().check();
  }
  await press(page, "確定する");
  await page.getByRole("link", { name: "同意を記録する" }).first().click();
  await page.getByText("訪問先での署名").waitFor();
  await checkPage(page);
  assert.match(await page.locator("blockquote").innerText(), /仕事に慣れてきた/);
  await press(page, "同意を記録する");
  await page.goto("/");
  assert.equal(await page.getByText("訪問から戻った記録").count(), 0);
  checkTrouble(online(tablet.trouble));
});
