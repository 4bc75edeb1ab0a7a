// Photos of a visit: kept while the page is closed, refused in words by a full disk, sent one by one over a line that breaks.
import assert from "node:assert/strict";
import { openPage, screens } from "../lib/browser.mjs";
import { press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";
import { PIN, addPhotos, due, keptNow, online, openVisit, photo, takeAlong, unlock, write } from "../lib/visit.mjs";

/** What a browser does that has no more room: the transaction that would write is broken off. */
function fill() {
  const { put } = IDBObjectStore.prototype;
  globalThis.emptied = () => { IDBObjectStore.prototype.put = put; };
  IDBObjectStore.prototype.put = function full(value) {
    const request = put.call(this, value);
    if (this.name === "photo") this.transaction.abort();
    return request;
  };
}

/** The worker at the desk and with the tablet that takes the first visit along. */
async function withTablet(page, server) {
  await signIn(page, server);
  const tablet = await openPage(page.context().browser(), server, screens.tablet);
  await signIn(tablet.page, server);
  const [visit] = await due(page, 1);
  await takeAlong(tablet.page, visit, true);
  return { tablet, visit };
}

/** Out of the office, where there is no line. */
async function leave(tablet) {
  await tablet.page.evaluate(() => navigator.serviceWorker.ready);
  await tablet.context.setOffline(true);
}

journey("photos of a visit stay through everything and arrive once each", async ({ page, server }) => {
  const { tablet, visit } = await withTablet(page, server);
  await leave(tablet);

  await write(tablet.page, 0, "玄関の段差でつまずく");
  await addPhotos(tablet.page, ["玄関", "台所"]);
  await checkPage(tablet.page);
  await tablet.page.close();
  const away = await tablet.context.newPage();
  await away.goto("/visit/");
  await unlock(away);
  await openVisit(away, 0);
  await away.getByRole("button", { name: "写真（2）" }).click();
  assert.deepEqual(await away.locator("[data-photos] input").evaluateAll((all) => all.map((one) => one.value)), ["玄関", "台所"]);
  const drawn = await away.locator("[data-photos] canvas").first().evaluate((canvas) => canvas.getContext("2d").getImageData(5, 5, 1, 1).data[2]);
  assert.ok(drawn > 200, "the photo is drawn from what was kept");
  // A file no browser can draw.
  await away.locator("[data-photo-in]").last().setInputFiles({ name: "IMG.heic", mimeType: "image/heic", buffer: Buffer.from("ftypheic") });
  await away.getByText("開けない形式です").waitFor();

  // The disk is full: the photo is refused, everything else stands.
  await away.evaluate(fill);
  await away.locator("[data-photo-in]").last().setInputFiles([await photo(away, "居間")]);
  await away.getByText("この端末に空きがないため、この写真は置けません").waitFor();
  await away.evaluate(() => globalThis.emptied());
  await away.getByRole("button", { name: "記録", exact: true }).click();
  assert.equal(await away.locator("textarea[name=overall]").inputValue(), "玄関の段差でつまずく");
  await away.getByRole("button", { name: "写真（2）" }).click();
  await addPhotos(away, ["居間", "うつってはいけないもの"]);
  await away.getByRole("button", { name: "写真4を消す" }).click();
  await away.getByRole("button", { name: "写真（3）" }).waitFor();
  await keptNow(away);

  // On the way back the line breaks after the first photo, and once more after the answer was on its way.
  let photos = 0;
  await tablet.context.route("**/visit/photo/*", async (route) => {
    photos += 1;
    if (photos === 2) return route.abort();
    if (photos === 3) {
      await route.fetch();
      return route.abort();
    }
    return route.continue();
  });
  await tablet.context.setOffline(false);
  await away.getByRole("button", { name: "同意・終わり" }).click();
  await away.getByRole("button", { name: "事務所へ送る" }).click();
  await away.getByText("写真は 1/3 を送りました").waitFor();
  await checkPage(away);
  assert.equal(await away.getByRole("button", { name: "続きを書く" }).isVisible(), false, "what was written is in the office");
  await page.goto(`${visit.kase}/outings`);
  await page.getByText("写真 1/3枚。残りは端末にあります").waitFor();
  const broken = away.waitForEvent("requestfailed");
  await away.getByRole("button", { name: "いま送ってみる" }).click();
  await broken;
  await away.reload();
  await away.locator("input[name=pin]").fill(PIN);
  await away.getByRole("button", { name: "ひらく", exact: true }).click();
  // Opened again, it goes on by itself.
  await away.getByText("持ち出した訪問はありません").waitFor();

  await page.goto(`${visit.kase}/outings`);
  await checkPage(page);
  assert.deepEqual(await page.locator(".photo-list figcaption").evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim())), ["玄関", "台所", "居間"]);
  const sizes = await page.locator(".photo-list img").evaluateAll(async (all) => {
    for (const one of all) one.loading = "eager";
    await Promise.all(all.map((one) => one.decode()));
    return all.map((one) => Math.max(one.naturalWidth, one.naturalHeight));
  });
  assert.deepEqual(sizes, [1600, 1600, 1600]);
  await page.locator(".photo-list a").nth(2).click();
  await checkPage(page);
  await page.getByLabel("取り消す理由").fill("写っている家族がいやだと言った");
  await press(page, "取り消す");
  assert.equal(await page.locator(".photo-list img").count(), 2);
  await page.getByText("写っている家族がいやだと言った").waitFor();
  checkTrouble(online(tablet.trouble));
});

/** A line like the edge of a village: slow, late, and gone for a moment every few seconds. Answers how to mend it. */
async function badLine(context, page) {
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const slow = { offline: false, latency: 100, downloadThroughput: 60_000, uploadThroughput: 40_000 };
  const set = (offline) => session.send("Network.emulateNetworkConditions", { ...slow, offline });
  await set(false);
  let gone = 0;
  let turn = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn.then(async () => {
      gone += 1;
      await set(true);
      await page.waitForTimeout(400);
      await set(false);
    });
  }, 3000);
  return async () => {
    clearInterval(timer);
    await turn;
    return gone;
  };
}

journey("thirty photos arrive once each over a slow line that breaks", async ({ page, server, report }) => {
  const { tablet, visit } = await withTablet(page, server);
  await write(tablet.page, 0, "家の中の段差を見てまわった");
  const words = Array.from({ length: 30 }, (_, number) => `段差${number + 1}`);
  await addPhotos(tablet.page, words, 400);

  const sent = new Map();
  let broken = 0;
  tablet.page.on("request", (request) => {
    if (!request.url().includes("/visit/photo/")) return;
    const id = request.postData()?.match(/name="photo"\s+(\S+)/)?.[1] ?? request.url();
    sent.set(id, (sent.get(id) ?? 0) + 1);
  });
  tablet.page.on("requestfailed", (request) => { broken += request.url().includes("/visit/photo/"); });
  const mend = await badLine(tablet.context, tablet.page);
  await tablet.page.getByRole("button", { name: "同意・終わり" }).click();
  await tablet.page.getByRole("button", { name: "事務所へ送る" }).click();
  await tablet.page.getByText("と写真30枚は、この端末から消しました").waitFor({ timeout: 60_000 });
  const gone = await mend();
  assert.ok(gone > 0 && broken > 0, `the line was gone ${gone} times and broke ${broken} sendings`);
  report(`${[...sent.values()].reduce((sum, times) => sum + times, 0)} sendings, ${broken} of them broken; the line was gone ${gone} times`);

  await page.goto(`${visit.kase}/outings`);
  const arrived = await page.locator(".photo-list figcaption").evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim()));
  assert.deepEqual(arrived, words);
  await checkPage(page);
  checkTrouble(online(tablet.trouble));
});

journey("a lost tablet that holds photos hands them in sealed and says so, and its worker opens them at the office", async ({ page, server }) => {
  const { tablet, visit } = await withTablet(page, server);
  await leave(tablet);
  await write(tablet.page, 0, "なくす前に書いた文");
  await addPhotos(tablet.page, ["玄関", "台所"], 400);

  // Called back while it is away; nobody is signed in on it any more.
  await page.goto(`${visit.kase}/outings`);
  await page.locator("details.more summary").click();
  await page.getByLabel("取り消す理由").fill("電車に置き忘れた");
  await press(page, "取り消す");
  await tablet.context.clearCookies();

  // The line comes and goes: the second photo does not get through at first, and every return of the line is heard.
  let lost = 0;
  await tablet.page.route(/\/visit\/sealed\/[^/]+\/[^/]+$/, (route) => {
    lost += 1;
    return lost === 2 ? route.abort() : route.continue();
  });
  await tablet.context.setOffline(false);
  const back = () => tablet.page.evaluate(() => { for (let time = 0; time < 3; time += 1) dispatchEvent(new Event("online")); });
  const told = tablet.page.getByText("書きかけと写真2枚は封をしたまま事務所へ送り、この端末からは消しました");
  for (let time = 0; time < 20 && !(await told.isVisible()); time += 1) {
    await back();
    await tablet.page.waitForTimeout(500);
  }
  await told.waitFor();
  assert.ok(lost > 2, "the second photo was sent again");
  await checkPage(tablet.page);
  await tablet.page.getByText("持ち出した訪問はありません").waitFor();
  const left = await tablet.page.evaluate(async () => {
    const db = await new Promise((done) => { indexedDB.open("bansou-visit").onsuccess = (event) => done(event.target.result); });
    const names = ["draft", "outing", "photo"];
    const count = (name) => new Promise((done) => { db.transaction(name).objectStore(name).count().onsuccess = (event) => done(event.target.result); });
    return Promise.all(names.map(count));
  });
  assert.deepEqual(left, [0, 0, 0], "nothing is left on the tablet");

  // At the office the worker opens what came back sealed.
  await page.goto(`${visit.kase}/outings`);
  await checkPage(page);
  await page.getByRole("link", { name: "封をひらく" }).click();
  await page.getByText("と写真2枚は、この端末から消しました").waitFor();
  await page.goto(`${visit.kase}/outings`);
  assert.deepEqual(await page.locator(".photo-list figcaption").evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim())), ["玄関", "台所"]);
  await Promise.all([page.waitForURL(/returned/), page.getByRole("link", { name: "報告書に取り込む" }).click()]);
  assert.equal(await page.locator("textarea[name=overall]").inputValue(), "なくす前に書いた文");
  checkTrouble(online(tablet.trouble));
});
