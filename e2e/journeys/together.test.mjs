// A conference from its date to what came of it, with five browsers: the specialist, two providers, the mother, and the
// person on a phone. Nobody of the four outside has an account.
import assert from "node:assert/strict";
import { openPage, screens } from "../lib/browser.mjs";
import { answer, checkDoor, enter, handed, invite, mark, phone } from "../lib/door.mjs";
import { fill, pick, press } from "../lib/forms.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const MONTH = "2026-11";
const ADDITION = "サービス担当者会議実施加算";
const PARTIES = [
  ["provider", "就労支援センター見本"], ["provider", "ヘルパーステーション見本"], ["family", "お母さん"], ["person", "陽介さん"],
];

/** A picture as a telephone takes it, with the place where it was taken. */
async function photo(page) {
  const place = Buffer.from("Exif\0\0GPS N35.6 E139.6");
  const head = Buffer.from([0xff, 0xe1, 0, place.length + 2]);
  const picture = await page.screenshot({ type: "jpeg" });
  return Buffer.concat([picture.subarray(0, 2), head, place, picture.subarray(2)]);
}

/** The rows of the month's claim of one person: what is claimed, and the records behind it. */
async function claimed(page, person) {
  await page.goto(`/claims/month/${MONTH}/${person}`);
  await checkPage(page);
  const rows = page.locator("table.data tbody tr", { hasText: ADDITION });
  return rows.locator("a").evaluateAll((all) => all.map((link) => link.pathname));
}

/** Opens a room and lets each of the four in; answers nothing yet. */
async function open(page, others) {
  await press(page, "部屋をひらいて、リンクと番号を作る");
  await checkPage(page);
  const links = await handed(page);
  for (const [name, one] of others) await enter(one, links.get(name));
}

async function opinion({ page }, words, file) {
  await page.locator("input[name=answered_by]").fill("見本");
  await page.locator("textarea").first().fill(words);
  if (file) await page.locator("input[name=file1]").setInputFiles(file);
  await answer(page);
}

const typed = (page, words, key = "Enter") =>
  page.locator("#f-text").fill(words).then(() => page.locator("#f-text").press(key));

/** Presses a mark of the change everybody looks at and waits until it stands on the board. */
async function say(page, words, shown = words) {
  await page.locator("#change").getByRole("button", { name: words, exact: true }).click();
  await page.locator("#change .tag", { hasText: shown }).first().waitFor();
}

journey("a conference goes from its date to what came of it, with five browsers", async ({ page, server }) => {
  const browser = page.context().browser();
  const outside = (screen) => openPage(browser, server, screen);
  const wide = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const [work, help, mother, person] = [await outside(screens.desk), await outside(screens.tablet), await outside(wide), await outside(phone)];
  const names = PARTIES.map(([, name]) => name);
  const all = new Map(names.map((name, place) => [name, [work, help, mother, person][place]]));

  await signIn(page, server);
  await page.goto("/people?mine=1");
  const kase = await page.locator("main a[href^='/c/']", { hasText: "見本 陽介" }).first().getAttribute("href");
  const id = kase.split("/").pop();
  assert.deepEqual(await claimed(page, id), [], "nothing of a conference is claimed yet");

  // The draft that is talked about.
  await page.goto(`${kase}/plan`);
  await press(page, "次の期の計画案を作る（更新・変更）");
  const before = await page.locator("textarea[name=short_goal]").inputValue();
  await fill(page, { short_goal: "週4日、自分で起きて通う。", policy: "楽しみをふやしながら、休みかたも覚える。", past_effect: "朝の支度が早くなった。" });
  await press(page, "下書きを保存");
  await checkPage(page);

  // The date, found with everybody.
  await page.goto(`${kase}/meetings`);
  const conference = await page.locator("main a[href*='/conferences/0']").first().getAttribute("href");
  await page.goto(conference);
  await checkPage(page);
  await press(page, "候補日をたずねる");
  await invite(page, PARTIES);
  await fill(page, { occasion: "冬の通いかたについて話し合う", "candidates.0.on": "R8.11.26", "candidates.0.from": "14:00", "candidates.1.on": "R8.11.27", "candidates.1.from": "10:00" });
  await open(page, all);
  for (const [name, one] of all) await mark(one.page, name === "お母さん" ? ["good", "bad"] : ["good", "maybe"]);
  await press(page, "部屋を見る");
  await press(page, /この日に決める.*11月26日/);

  // What each of them says beforehand; one sends a picture along.
  await page.goto(conference);
  await press(page, "意見をたずねる");
  await invite(page, PARTIES.slice(0, 3));
  await fill(page, { occasion: "冬の通いかたについて話し合う", topics: ["goals"] });
  await open(page, [...all].slice(0, 3));
  await opinion(work, "週4日でも続けられそうです。", { name: "ようす.jpg", mimeType: "image/jpeg", buffer: await photo(page) });
  await opinion(help, "朝の支度は一人でできる日がふえました。");
  await opinion(mother, "朝の送り出しが楽になりました。");
  await press(page, "部屋を見る");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "保存する" }).first().click()]);
  const chunks = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk);
  const kept = Buffer.concat(chunks);
  assert.ok(kept.subarray(0, 2).equals(Buffer.from("ffd8", "hex")) && !kept.includes("GPS"), "the picture is kept without its place");

  // The conference, on two screens: each change of the draft, with what the person says to it.
  await page.goto(`${conference}/room`);
  await press(page, /計画案の変更を1つずつ見る/);
  await page.getByRole("button", { name: "会議を始める" }).click();
  await page.getByText("進行中").waitFor();
  const wall = await page.context().newPage();
  await wall.goto(`${conference}/room?view=screen`);
  await checkPage(wall);
  await checkPage(page);
  const count = Number((await page.locator("#change .count").innerText()).split("/")[1]);
  assert.ok(count >= 2, `${count} changes`);
  for (let place = 1; place <= count; place += 1) {
    const title = await page.locator("#change h3").innerText();
    await wall.locator("#change h3", { hasText: title }).waitFor();
    if (title === "総合的な援助の方針") {
      await say(page, "わからない");
      await say(page, "合意しなかった");
    } else {
      await say(page, "うなずいた");
      await typed(page, "本人：やってみる", "Shift+Alt+Enter");
      await page.locator("#change q", { hasText: "やってみる" }).waitFor();
      await say(page, "時間がかかる");
      await say(page, "合意した");
    }
    // The key of a presenter turns to the next, on the wall too.
    if (place === count) break;
    await page.locator("#f-text").press("PageDown");
    for (const screen of [page, wall]) await screen.locator("#change .count", { hasText: `${place + 1} / ${count}` }).waitFor();
  }
  await page.locator("#f-text").press("PageUp");
  await wall.locator("#change .count", { hasText: `${count - 1} / ${count}` }).waitFor();
  await wall.close();

  for (const words of ["本人：カードがいい", "就労支援センター見本：静かな部屋を用意できる"]) await typed(page, words);
  await typed(page, "就労支援センター見本：予定を紙で渡す R8.11.30まで", "Control+Enter");
  await typed(page, "母：カードをかばんに入れる R8.11.30まで", "Control+Enter");
  await page.locator("[data-part-of=decision] li").nth(1).waitFor();
  await page.getByRole("button", { name: "会議を終える" }).click();
  await page.getByText("終わりました").waitFor();
  await page.goto(conference);
  await press(page, "議事録を作る");
  const minutes = await page.locator("main form").first().innerText();
  await checkPage(page);
  assert.match(await page.locator("textarea[name=reactions]").inputValue(), /うなずいた「やってみる」/, minutes);
  await press(page, "確定する");
  await checkPage(page);
  const record = new URL(page.url()).pathname.split("/").pop();

  // The facts of the conference are in the month's claim; nobody has typed them again.
  const behind = await claimed(page, id);
  assert.deepEqual(behind, [`${kase}/papers/${record}`], `${ADDITION} rests on something else`);

  // What the centre took on comes back done by its link.
  await page.goto(`${kase}/rooms/new?ask=tasks`);
  await invite(page, PARTIES.slice(0, 1));
  await pick(page, "parties.0.owner", PARTIES[0][1]);
  await open(page, [...all].slice(0, 1));
  await work.page.getByLabel("済みました").first().check();
  await answer(work.page);
  await page.goto(`${kase}/tasks`);
  await checkPage(page);
  const done = page.locator("section.card", { has: page.getByRole("heading", { name: /済んだこと/ }) });
  assert.match(await done.innerText(), /予定を紙で渡す/, "the task is not among what is done");

  // What was agreed is a difference the draft can take; what was not goes back.
  await page.goto(`${kase}/plan`);
  await page.locator(`main a[href$='/edit']`).first().click();
  await page.getByText("総合的な援助の方針（もとのままにする）").waitFor();
  await press(page, "選んだ修正を入れる");
  assert.equal(await page.locator("textarea[name=short_goal]").inputValue(), "週4日、自分で起きて通う。");
  assert.notEqual(before, "週4日、自分で起きて通う。");
  await press(page, "確定する");
  await checkPage(page);

  // The changed plan, read and answered on the phone.
  await page.goto(`${kase}/rooms/new?ask=plan`);
  await invite(page, [["person", "陽介さん"]]);
  const paper = await page.locator("select[name=paper] option").nth(1).getAttribute("value");
  await fill(page, { paper, occasion: "新しい計画です", easy: "週《しゅう》4日《にち》、仕事《しごと》に 行《い》きます。" });
  await open(page, [["陽介さん", person]]);
  await person.page.getByRole("link", { name: "ぜんぶ" }).click();
  await checkDoor(person.page);
  assert.ok((await person.page.locator("ruby").count()) > 3, "all readings are shown");
  await person.page.getByLabel("はい").check();
  await answer(person.page);
  await press(page, "部屋を見る");
  await checkPage(page);
  assert.ok(await page.getByText("はい", { exact: true }).isVisible());
  await page.getByRole("link", { name: /同意の記録へ/ }).click();
  await fill(page, { explained_on: "R8.11.20", given_on: "R8.11.20", means: "mail", signer: "見本 陽介" });
  await press(page, "同意を記録する");
  await page.goto(`${kase}/papers/${paper}/consent`);
  await checkPage(page);
  assert.match(await page.locator("main").innerText(), /見本 陽介/, "the consent stands with the plan");

  for (const one of all.values()) checkTrouble(one.trouble);
});
