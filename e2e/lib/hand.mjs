// A person whose every move is counted.
import assert from "node:assert/strict";
import { push } from "./forms.mjs";

/** Keys that write; every other key is a move. */
const writes = (key) => [...key].length === 1;

/**
 * The only way a counted journey reaches its page: clicks and keys that are not text are counted as they are made, and
 * once more by the page itself as they arrive.
 */
export async function countedHand(page) {
  const moves = [];
  await page.addInitScript(() => {
    const note = (words) => {
      sessionStorage.setItem("moves", `${sessionStorage.getItem("moves") ?? ""}${words}\n`);
    };
    addEventListener("pointerdown", (event) => event.isTrusted && note("press"), true);
    addEventListener("keydown", (event) => event.isTrusted && [...event.key].length > 1 && note("key"), true);
  });
  const main = page.locator("main");
  return {
    /** Presses what `find(main)` finds. */
    async press(words, find) {
      moves.push(words);
      await push(find(main).filter({ visible: true }).first());
    },
    /** Presses a button or link by its words and waits for the page it leads to. */
    async go(words, name = words) {
      moves.push(words);
      const target = main.getByRole("button", { name }).or(main.getByRole("link", { name }));
      await Promise.all([page.waitForNavigation(), push(target.filter({ visible: true }).first())]);
      assert.deepEqual(await page.locator(".summary").allInnerTexts(), [], `refused: ${words}`);
    },
    async key(key) {
      if (!writes(key)) moves.push(key);
      await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    /** The moves so far, in words, agreed with what the page has seen. */
    async counted() {
      const seen = await page.evaluate(() => (sessionStorage.getItem("moves") ?? "").split("\n").filter(Boolean).length);
      assert.equal(seen, moves.length, `the page saw ${seen} moves, the hand made ${moves.length}`);
      return moves;
    },
    text: () => page.locator("main").innerText(),
  };
}
