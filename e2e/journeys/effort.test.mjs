// What an unchanged monitoring costs: clicks and keys that are not text, from the board to the copy.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { countedHand } from "../lib/hand.mjs";
import { signIn } from "../lib/pages.mjs";

const MOST = 12;

/** The report of this month, from the board: dated, and filled as last time. */
async function begun(page, server) {
  await signIn(page, server);
  await page.goto("/monitoring");
  const hand = await countedHand(page);
  await page.reload();
  await hand.go("報告を書く", /報告を書く ?（見本 翔さん 11月分）/);
  await hand.press("実施日", (main) => main.getByLabel("実施日"));
  await hand.type("R8.11.20");
  await hand.go("前回と同じで埋める");
  return hand;
}

/** Confirmed, agreed to on paper, its copy handed over. Answers what the page says then. */
async function confirmed(hand) {
  await hand.go("確定する");
  await hand.go("同意を記録する");
  await hand.press("紙に署名", (main) => main.getByText("紙に署名", { exact: true }));
  await hand.go("同意を記録する");
  await hand.go("写しを渡したことを記録する");
  await hand.press("市町村に交付した日", (main) => main.locator(".row-item", { hasText: "市町村" }).getByLabel("交付した日"));
  await hand.type("R8.11.20");
  await hand.go("交付を記録する");
  return hand.text();
}

/** Counts the moves, and says them. */
async function within(hand, most) {
  const moves = await hand.counted();
  assert.ok(moves.length <= most, `${moves.length} moves: ${moves.join(", ")}`);
  return `${moves.length} moves (at most ${most}): ${moves.join(", ")}`;
}

journey(
  "an unchanged report takes at most 12 moves from the board to its consent and its copy",
  async ({ page, server, report }) => {
    const hand = await begun(page, server);
    const said = await confirmed(hand);
    for (const words of ["そろっています", "週間計画の変更\n\n変更なし"]) assert.ok(said.includes(words), `${words} is missing`);
    report(await within(hand, MOST));
  },
  { on: ["desk", "tablet"], spread: true },
);

const MOST_CHANGED = 30;

journey(
  "a report with two red blocks in its week takes at most 30 moves from the board to its consent and its copy",
  async ({ page, server, report }) => {
    const hand = await begun(page, server);
    await hand.press("週間計画は変わらない", (main) => main.getByText("週間計画は変わらない", { exact: true }));
    await hand.press("週間計画の変更を書く", (main) => main.getByText("週間計画の変更を書く", { exact: true }));
    await hand.press("変更予定", (main) => main.getByText("変更予定", { exact: true }));
    const rows = page.locator('.rows[data-rows="week"] > .row-item');
    const before = await rows.count();
    // One block begins later, one is new.
    await hand.press("始まり", () => rows.first().getByLabel("始まり"));
    await hand.key("Control+a");
    await hand.type("10:30");
    await hand.press("1行で足す", (main) => main.getByLabel("1行で足す"));
    await hand.type("土 13-15 生活介護 見本の家");
    await hand.key("Enter");
    await rows.nth(before).waitFor();
    await hand.press("評価及び課題", (main) => main.getByLabel("週予定に関する評価及び課題"));
    await hand.type("朝をゆっくりにし、土曜に外へ出る。");
    const said = await confirmed(hand);
    for (const words of ["そろっています", "変更予定", "見本の家", "10:30"]) assert.ok(said.includes(words), `${words} is missing`);
    const red = await page.locator(".diff li").count();
    assert.ok(red >= 2, `${red} red blocks`);
    report(await within(hand, MOST_CHANGED));
  },
  { on: ["desk", "tablet"], spread: true },
);
