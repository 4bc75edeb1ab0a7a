// A plan and a monitoring report made without a mouse, every stop of the focus seen on the way.
import assert from "node:assert/strict";
import { findings } from "../lib/axe.mjs";
import { journey } from "../lib/journey.mjs";
import { keyboard } from "../lib/keyboard.mjs";

async function signIn(keys, page, server) {
  await page.goto("/");
  await keys.reach(/^名前/);
  await keys.type("aiko");
  await keys.reach(/^パスワード/);
  await keys.type(server.password("aiko"));
  await keys.leave(() => keys.press("Enter"));
}

/** Writes into fields in the order of the page. */
async function write(keys, ...fields) {
  for (const [name, text] of fields) {
    await keys.reach(name, { role: "textbox" });
    await keys.retype(text);
  }
}

async function register(keys) {
  await keys.follow("利用者", { role: "link" });
  await keys.toMain();
  await keys.follow("利用者を登録する");
  await keys.toMain();
  await write(keys, [/^氏名/, "見本 律子"], [/^ふりがな/, "みほん りつこ"]);
  await keys.leave(() => keys.press("Control+Enter"));
}

async function writeNeed(keys, need, [kind, content, provider]) {
  await write(keys, [/^解決すべき課題/, need], [/^支援目標/, "週に3日から始める。"], [/^種類/, kind],
    [/^内容/, content], [/^提供事業者名/, provider], [/^課題解決のための本人の役割/, "前の日に支度をする。"]);
}

async function writeDraft(keys) {
  await keys.toMain();
  await write(keys, [/^本人の意向/, "わたしは、外へ出て人と話したい。"], [/^総合的な援助の方針/, "出かける日を少しずつふやす。"],
    [/^長期目標 /, "週に4日、通う。"], [/^短期目標 /, "週に3日、通う。"]);
  await writeNeed(keys, "わたしは、日中行くところがほしい。", ["生活介護", "創作と散歩", "見本の家"]);
  await keys.reach("課題を追加");
  await keys.press("Enter");
  const first = await keys.focus();
  assert.match(first.name, /^解決すべき課題/, "the focus goes to the first field of the added need");
  assert.deepEqual(first.faults, []);
  await keys.type("わたしは、本を借りに行きたい。");
  await write(keys, [/^支援目標/, "月に2回、図書館へ行く。"], [/^種類/, "インフォーマル"], [/^内容/, "いっしょに歩く"], [/^提供事業者名/, "見本図書館"]);
}

const block = (page, words) => page.locator("table.week .block", { hasText: words });
/** The list of the week as lines. */
const listed = (page) => page.locator(".rows[data-rows=week] > .row-item").evaluateAll((rows) => rows.map((row) =>
  [...row.querySelectorAll("input:not([type=hidden])")].map((field) => field.value).join(" ").trim()));

/** Types the week line by line, corrects the list, moves in the grid. */
async function writeWeek(keys, page) {
  await keys.reach(/^1行で足す/);
  await keys.type("月水金 10-15 生活介護 見本の家");
  await keys.press("Enter");
  await block(page, "生活介護").nth(2).waitFor();
  await keys.type("火 9-10:30 図書館 見本図書館");
  await keys.press("Enter");
  await block(page, "図書館").waitFor();
  assert.deepEqual(await listed(page), ["月水金 10:00 15:00 生活介護 見本の家", "火 9:00 10:30 図書館 見本図書館"]);
  await write(keys, [/^終わり/, "16:00"]);
  await keys.reach(/^種類/, { role: "combobox" });
  await keys.reach(/^種類/, { role: "combobox" });
  await keys.press("ArrowDown");
  await keys.press("ArrowDown");
  await keys.reach(/^火曜 ?図書館/, { role: "button" });
  await block(page, "10:00～16:00").first().waitFor();
  await moveInGrid(keys, page);
}

async function moveInGrid(keys, page) {
  const stands = async (name) => {
    let at = await keys.focus();
    // The grid is drawn anew after a change and the focus is set again; a slow machine takes a moment.
    for (let tries = 0; tries < 40 && (!name.test(at.name) || at.faults.length); tries += 1) {
      await page.waitForTimeout(50);
      at = await keys.focus();
    }
    assert.match(at.name, name);
    assert.deepEqual(at.faults, [], `the focus is not seen on ${at.name}`);
  };
  await page.waitForLoadState("networkidle");
  await stands(/^火曜 ?図書館/);
  await keys.step("ArrowLeft");
  await stands(/^月曜 ?生活介護 10:00～16:00/);
  await keys.step("ArrowRight");
  await stands(/^火曜 ?図書館/);
  await keys.press("Alt+ArrowDown");
  await block(page, "9:30～11:00").waitFor();
  await stands(/^火曜 ?図書館 9:30/);
  await keys.press("Alt+ArrowRight");
  await page.locator("td[data-day='2'] .block", { hasText: "図書館" }).waitFor();
  await stands(/^水曜 ?図書館/);
  await keys.press("Delete");
  await block(page, "図書館").waitFor({ state: "detached" });
  await stands(/生活介護/);
  await keys.press("Control+z");
  await block(page, "図書館").waitFor();
  assert.deepEqual((await listed(page)).sort(), ["月水金 10:00 16:00 生活介護 見本の家", "水 9:30 11:00 図書館 見本図書館"].sort());
}

/** Confirms what lacks something: the list of problems has the focus, each leads to its field, and then it is accepted. */
async function confirm(keys, expectStatus) {
  await keys.toSave();
  await keys.reach("確定する");
  expectStatus(422);
  await keys.leave(() => keys.press("Enter"), "refused");
  await keys.reach(/^優先順位1の「達成時期」/, { most: 1 });
  await keys.press("Enter");
  const field = await keys.focus();
  assert.match(field.name, /^達成時期/, "a problem leads to its field");
  assert.deepEqual(field.faults, []);
  await keys.type("R9.4");
  await write(keys, [/^達成時期/, "R9.10"]);
  await keys.leave(() => keys.press("Control+Enter"));
  await keys.toSave();
  await keys.follow("確定する");
}

/** From a confirmed paper to its consent. */
async function consent(keys) {
  await keys.toMain();
  await keys.follow("同意を記録する");
  await keys.toMain();
  await keys.reach("紙に署名", { role: "radio" });
  await keys.press("Space");
  await keys.leave(() => keys.press("Control+Enter"));
}

journey("a plan is written, agreed to and handed over with the keyboard alone", async ({ page, server, expectStatus }) => {
  const keys = await keyboard(page);
  await signIn(keys, page, server);
  await register(keys);
  await keys.toMain();
  await keys.follow("計画", { role: "link" });
  await keys.toMain();
  await keys.follow("計画案を作る");
  await writeDraft(keys);
  await writeWeek(keys, page);
  await keys.leave(() => keys.press("Control+Enter"));
  await confirm(keys, expectStatus);
  await consent(keys);
  await keys.toMain();
  await keys.follow("交付を記録する");
  await keys.toMain();
  await keys.reach(/^交付した日/);
  await keys.type("R8.11.20");
  await keys.reach(/^交付した日/);
  await keys.type("11/20");
  await keys.leave(() => keys.press("Control+Enter"));
  const said = await keys.text();
  for (const words of ["同意・交付済み", "見本 律子 紙に署名", "市町村"]) assert.ok(said.includes(words), `${words} is missing`);
  assert.equal(await block(page, "図書館").count(), 1, "the week is kept as it was moved");
});

/** The row's choices by the arrows: what is chosen moves with them. */
async function judge(keys) {
  await write(keys, [/^サービス提供状況/, "予定どおり利用している。"], [/^本人の感想/, "たのしい。"]);
  await keys.reach(/前回|パーセント/, { role: "radio" });
  await keys.step("ArrowRight");
}

journey("a report goes from the board to its consent and its copy with the keyboard alone", async ({ page, server }) => {
  const keys = await keyboard(page);
  await signIn(keys, page, server);
  await keys.follow("モニタリング", { role: "link" });
  await keys.toMain();
  await keys.follow(/^報告を書く ?（見本 翔さん 11月分）/);
  await keys.toMain();
  await write(keys, [/^実施日/, "R8.11.20"]);
  await keys.follow("前回と同じで埋める");
  await keys.toMain();
  await write(keys, [/^全体の状況/, "通所を楽しみにしている。次の予定を自分で書くようになった。"]);
  await judge(keys);
  await keys.reach("宿題を追加", { most: 120 });
  await keys.press("Enter");
  assert.match((await keys.focus()).name, /^だれが/);
  await keys.type("本人");
  await write(keys, [/^何を/, "行きたいところをノートに書く"]);
  await keys.leave(() => keys.press("Control+Enter"));
  await keys.toSave();
  await keys.follow("確定する");
  await consent(keys);
  await keys.toMain();
  await keys.follow("写しを渡したことを記録する");
  await keys.toMain();
  while (!(await keys.focus()).name.startsWith("交付した日") || !(await isMunicipality(page))) await keys.reach(/^交付した日/);
  await keys.type("R8.11.20");
  await keys.leave(() => keys.press("Control+Enter"));
  const said = await keys.text();
  for (const words of ["そろっています", "たのしい。", "行きたいところをノートに書く"]) assert.ok(said.includes(words), `${words} is missing`);
});

const isMunicipality = (page) => page.evaluate(() =>
  document.activeElement.closest(".row-item").querySelector("[name$='.recipient']").value === "municipality");

journey("the palette and the quick note are worked by keys and give the focus back", async ({ page, server }) => {
  const keys = await keyboard(page);
  await signIn(keys, page, server);
  await keys.press("Control+k");
  await keys.type("見本 翔");
  await page.locator("dialog.palette [role=option]").first().waitFor();
  assert.deepEqual(await findings(page), [], "axe on the palette");
  await keys.press("Escape");
  await keys.press("Control+k");
  await keys.type("見本 翔");
  await keys.leave(() => keys.press("Enter"));
  assert.match(keys.path(), /^\/c\//);
  await keys.reach("＋記録");
  await keys.press("Enter");
  await page.locator("dialog.quick[open]").waitFor();
  assert.deepEqual((await keys.focus()).faults, [], "the focus is seen in the quick note");
  assert.deepEqual(await findings(page), [], "axe on the quick note");
  const outside = [];
  for (let tabs = 0; tabs < 25; tabs += 1) {
    const at = await keys.step("Tab");
    const inside = await page.evaluate(() => document.activeElement.closest("dialog") !== null);
    if (!at.nowhere && !inside) outside.push(at.name);
  }
  assert.deepEqual(outside, [], "the focus stays in the quick note");
  await keys.press("Escape");
  await page.locator("dialog.quick[open]").waitFor({ state: "hidden" });
  assert.equal((await keys.focus()).name, "＋記録", "the focus goes back to where the note was opened");
});
