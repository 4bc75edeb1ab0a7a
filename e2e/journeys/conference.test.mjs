// A conference from its preparation to the tasks that are done: two who write at once, one of them cut off in between.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { countedHand } from "../lib/hand.mjs";
import { fill, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, signIn } from "../lib/pages.mjs";

const MOST = 25;

const remarks = [
  "本人：静かな部屋がよい", "母：朝の送り出しがつらい日がある", "見本就労：静かな部屋を2つ用意できる", "見本就労：休む日は電話がほしい",
  "本人：電話はにがて", "母：カードなら持たせられる", "本人：カードがいい", "見本就労：予定は紙で渡せる",
];
const decisions = [
  "本人：『休みます』カードを作る R8.12.6まで", "見本就労：翌日の予定を紙で渡す R8.12.7まで",
  "母：カードをかばんに入れる R8.12.7まで", "見本 相子：5月に様子を見に行く R9.5.31まで",
];

/** Registers a person with a preparation and answers the address of the conference. */
async function prepare(page) {
  await page.goto("/people/new");
  await fill(page, { name: "見本 会議", kana: "みほん かいぎ", born: "H13.8.9" });
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Control+Enter")]);
  const person = page.url().split("/c/")[1].split("/")[0];
  await page.goto(`/c/${person}/meetings`);
  await press(page, "会議を準備する");
  assert.match(await page.locator("main").innerText(), /合計 60分/);
  await checkPage(page);
  await fill(page, {
    purpose: "通所を安心して続けるための約束を、見本さんと一緒に決める。", occasion: "monitoring", on: "R8.11.20", from: "14:00",
    place: "見本就労 会議室", easy_purpose: "仕事《しごと》に通《かよ》う約束《やくそく》を、いっしょに決《き》めます。",
    "members.2.who": "母", "members.2.kind": "family", "members.3.who": "見本就労", "members.3.kind": "provider",
    "members.4.who": "見本クリニック 主治医", "members.4.kind": "medical", "members.4.attends": "absent", "members.4.wish": "週3日を超えないこと。",
  });
  await press(page, "準備を保存する");
  await checkPage(page);
  return { person, conference: new URL(page.url()).pathname };
}

/** What a PDF says, without blanks. */
async function printed(context, path) {
  const answer = await context.request.get(path);
  assert.equal(answer.status(), 200, path);
  return execFileSync("pdftotext", ["-raw", "-", "-"], { input: await answer.body() }).toString().replaceAll(/\s/g, "");
}

const typed = (page, words, key = "Enter") =>
  page.locator("#f-text").fill(words).then(() => page.locator("#f-text").press(key));

const onBoard = (page, words) => page.locator("#board .room-lines").getByText(words, { exact: true }).waitFor();

journey("a conference is prepared, held by two recorders at once, and followed until its tasks are done", async ({ page, context, server, report }) => {
  await signIn(page, server);
  const { person, conference } = await prepare(page);
  await page.goto(`${conference}/easy`);
  assert.equal(await page.locator("main ruby", { hasText: "仕事" }).count(), 1);
  await checkPage(page);
  assert.match(await printed(context, `${conference}/notice/pdf`), /通所を安心して続けるための約束/);
  assert.match(await printed(context, `${conference}/easy/pdf`), /しごと/);

  await page.goto(`${conference}/room`);
  await page.getByRole("button", { name: "会議を始める" }).click();
  await page.getByText("進行中").waitFor();
  await checkPage(page);

  // The second recorder, at another machine.
  const browser = context.browser();
  const other = await browser.newContext({ baseURL: server.address, locale: "ja-JP", timezoneId: "Asia/Tokyo" });
  const second = await other.newPage();
  await signIn(second, server);
  await second.goto(`${conference}/room`);
  const began = Date.now();
  await typed(page, remarks[0]);
  await onBoard(second, "静かな部屋がよい");
  report(`a line stood on the other screen after ${Date.now() - began} ms`);

  // Both at once, and then the second loses its network in the middle.
  await Promise.all([typed(page, remarks[1]), typed(second, remarks[2])]);
  await onBoard(page, "静かな部屋を2つ用意できる");
  await onBoard(second, "朝の送り出しがつらい日がある");
  // An answer cut off on its way would be a third line to send again.
  await second.locator("[data-unsent]:empty").waitFor({ state: "attached" });
  await other.setOffline(true);
  await typed(second, remarks[3]);
  await typed(second, remarks[4]);
  await second.getByText("未送信 2件").waitFor();
  assert.equal(await second.locator("[data-waiting] li").count(), 2, "what is not sent stands on the page");
  await second.locator("#f-text").fill("書きかけの");
  await typed(page, remarks[5]);
  await other.setOffline(false);
  await onBoard(page, "電話はにがて");
  await onBoard(page, "休む日は電話がほしい");
  await onBoard(second, "カードなら持たせられる");
  assert.equal(await second.locator("#f-text").inputValue(), "書きかけの", "the line being typed is untouched");
  assert.equal(await page.locator("#board .room-lines").getByText("電話はにがて", { exact: true }).count(), 1, "nothing is doubled");
  await other.close();

  for (const words of remarks.slice(6)) await typed(page, words);
  for (const words of decisions) await typed(page, words, "Control+Enter");
  await typed(page, "送迎の時刻", "Shift+Enter");
  await typed(page, "短期目標を「週3日通う」にする", "Alt+Enter");
  await typed(page, "夜の短期入所先がない", "Control+Shift+Enter");
  await onBoard(page, "夜の短期入所先がない");
  assert.equal(await page.locator("[data-part-of=remark] li").count(), 8);
  assert.equal(await page.locator("[data-part-of=decision] li").count(), 4);
  await checkPage(page);

  // From here on every move is counted: the meeting is over.
  const hand = await countedHand(page);
  await page.reload();
  await hand.press("会議を終える", (main) => main.getByRole("button", { name: "会議を終える" }));
  await page.getByText("終わりました").waitFor();
  await hand.press("準備とまとめへ", (main) => main.getByRole("link", { name: "準備とまとめへ" }));
  await page.getByRole("button", { name: "議事録を作る" }).waitFor();
  await hand.go("議事録を作る");
  await hand.press("3点まとめ", (main) => main.getByLabel("3点まとめ"));
  await hand.type("週3日で続ける");
  await hand.key("Enter");
  await hand.type("休むときはカード");
  await hand.key("Enter");
  await hand.type("5月に確かめる");
  await hand.go("確定する");
  await hand.go("渡したことを記録する");
  await hand.press("同じ日", (main) => main.getByLabel("全員に同じ日に渡したとき"));
  await hand.type("R8.11.20");
  await hand.go("交付を記録する");
  const moves = await hand.counted();
  report(`${moves.length} moves from held to sent (at most ${MOST}): ${moves.join(", ")}`);
  assert.ok(moves.length <= MOST, moves.join(", "));

  const paper = new URL(await page.locator("main a", { hasText: "印刷" }).first().getAttribute("href"), server.address).pathname;
  const minutes = await printed(context, `${paper}/pdf`);
  for (const words of [
    "サービス担当者会議録", "静かな部屋がよい", "朝の送り出しがつらい日がある", "静かな部屋を2つ用意できる", "『休みます』カードを作る", "R8.12.6",
    "週3日で続ける", "夜の短期入所先がない", "週3日を超えないこと。", "短期目標を「週3日通う」にする", "R8.11.20",
  ]) assert.ok(minutes.includes(words), `the minutes lack ${words}: ${minutes}`);
  assert.equal((await context.request.get(`${paper}/xlsx`)).status(), 200);

  await page.goto(`/c/${person}/tasks`);
  await checkPage(page);
  assert.match(await page.locator("main").innerText(), /まだのこと 4件/);
  for (let left = 4; left > 0; left -= 1) {
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: /済んだ/ }).first().click()]);
  }
  assert.match(await page.locator("main").innerText(), /まだのこと 0件[^]*済んだこと 4件/);
  await page.goto(`${conference}/check`);
  await checkPage(page);
  await page.goto(`${conference}/room?view=screen`);
  await checkPage(page);
});
