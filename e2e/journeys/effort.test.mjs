// What an unchanged monitoring costs: clicks and keys that are not text, from the board to the copy.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { countedHand } from "../lib/hand.mjs";
import { signIn } from "../lib/pages.mjs";

const MOST = 12;

journey(
  "an unchanged report takes at most 12 moves from the board to its consent and its copy",
  async ({ page, server, report }) => {
    await signIn(page, server);
    await page.goto("/monitoring");
    const hand = await countedHand(page);
    await page.reload();
    await hand.go("報告を書く", /報告を書く ?（見本 翔さん 11月分）/);
    await hand.press("実施日", (main) => main.getByLabel("実施日"));
    await hand.type("R8.11.20");
    await hand.go("前回と同じで埋める");
    await hand.go("確定する");
    await hand.go("同意を記録する");
    await hand.press("紙に署名", (main) => main.getByText("紙に署名", { exact: true }));
    await hand.go("同意を記録する");
    await hand.go("写しを渡したことを記録する");
    await hand.press("市町村に交付した日", (main) => main.locator(".row-item", { hasText: "市町村" }).getByLabel("交付した日"));
    await hand.type("R8.11.20");
    await hand.go("交付を記録する");
    const said = await hand.text();
    for (const words of ["そろっています", "週間計画の変更\n\n変更なし"]) assert.ok(said.includes(words), `${words} is missing`);
    const moves = await hand.counted();
    report(`${moves.length} moves (at most ${MOST}): ${moves.join(", ")}`);
    assert.ok(moves.length <= MOST, `${moves.length} moves: ${moves.join(", ")}`);
  },
  { on: ["desk", "tablet"], spread: true },
);
