// A person who has only a keyboard: every stop is looked at, and nothing is reached but by keys.
import assert from "node:assert/strict";

/** From where the focus stands, something on the way of the work lies this near, or it is out of reach. */
const FAR = 40;

/**
 * The keyboard of a page. Nothing else of the page is handed out, so that a journey made with it cannot click, fill or
 * focus. `heard` is told of every key that is not text.
 */
export async function keyboard(page, heard = () => {}) {
  const session = await page.context().newCDPSession(page);
  await session.send("Accessibility.enable");

  async function press(key, times = 1) {
    for (let time = 0; time < times; time += 1) {
      heard(key);
      await page.keyboard.press(key);
    }
  }

  /** Types text as it comes out of the keyboard or of the input method. */
  const type = (text) => page.keyboard.type(text);

  /** Replaces what stands in the field. */
  async function retype(text) {
    await press("Control+a");
    await type(text);
  }

  /** Where the focus is: name and role as a screen reader tells them, and what an eye would miss. */
  async function focus() {
    const { result } = await session.send("Runtime.evaluate", { expression: "document.activeElement" });
    const { nodes } = await session.send("Accessibility.getPartialAXTree", { objectId: result.objectId, fetchRelatives: false });
    const seen = await session.send("Runtime.callFunctionOn", {
      objectId: result.objectId, functionDeclaration: look.toString(), returnByValue: true,
    });
    const [node] = nodes;
    return { name: (node.name?.value ?? "").trim(), role: node.role?.value ?? "", ...seen.result.value };
  }

  /** One step of the focus, which must be seen. */
  async function step(key) {
    await press(key);
    const at = await focus();
    if (at.nowhere) return at;
    assert.deepEqual(at.faults, [], `the focus is not seen on ${at.role} “${at.name}” of ${new URL(page.url()).pathname}`);
    return at;
  }

  const fits = (at, name, role) => (role ? at.role === role : true) && (name instanceof RegExp ? name.test(at.name) : at.name === name);

  /** Tabs to the control of that name; Shift+Tab with `back`. */
  async function reach(name, { role, most = FAR, back = false } = {}) {
    const passed = [];
    for (let tabs = 0; tabs < most; tabs += 1) {
      const at = await step(back ? "Shift+Tab" : "Tab");
      if (!at.nowhere && fits(at, name, role)) return at;
      passed.push(at.nowhere ? "(the page)" : `${at.role} ${at.name}`);
    }
    return assert.fail(`${name} is not within ${most} tabs on ${new URL(page.url()).pathname}; passed: ${passed.join(" | ")}`);
  }

  /** Does what loads another page and waits until it stands; the page says `refused` or nothing of problems. */
  async function leave(act, expected = "accepted") {
    await Promise.all([page.waitForNavigation(), act()]);
    const problems = await page.locator(".summary").allInnerTexts();
    assert.equal(problems.length > 0 ? "refused" : "accepted", expected, `on ${new URL(page.url()).pathname}: ${problems}`);
  }

  /** Tabs to a link or button and presses it; the page it leads to is waited for. */
  async function follow(name, { key = "Enter", ...way } = {}) {
    await reach(name, way);
    await leave(() => press(key));
  }

  /** Past the frame into the page's own part. */
  async function toMain() {
    await reach("本文へ", { most: 1 });
    await press("Enter");
  }

  /** To the buttons at the end of a long form. */
  async function toSave() {
    await reach("保存のボタンへ", { most: 2 });
    await press("Enter");
  }

  return {
    press, type, retype, focus, step, reach, follow, leave, toMain, toSave,
    path: () => new URL(page.url()).pathname,
    text: (selector = "main") => page.locator(selector).innerText(),
    count: (selector) => page.locator(selector).count(),
  };
}

/** Runs in the page, on the element with the focus. */
function look() {
  const page = this.ownerDocument;
  if (this === page.body || this === page.documentElement) return { nowhere: true, faults: [] };
  const choice = this.matches("[type=radio], [type=checkbox]") && this.closest("label");
  const shown = choice || this;
  const faults = [];
  const box = shown.getBoundingClientRect();
  const [wide, high] = [page.defaultView.innerWidth, page.defaultView.innerHeight];
  if (box.width < 8 || box.height < 8) faults.push(`it is ${box.width}×${box.height}`);
  const style = page.defaultView.getComputedStyle(shown);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  if (!ring) faults.push("it has no ring");
  if (box.left < -1 || box.right > wide + 1 || box.top < -1 || (box.height <= high && box.bottom > high + 1)) {
    faults.push(`it is out of view: ${[box.left, box.top, box.right, box.bottom].map(Math.round)} in ${wide}×${high}`);
  }
  const bottom = Math.min(box.bottom, high);
  for (const [words, y] of [["top", box.top + 4], ["middle", (box.top + bottom) / 2], ["bottom", bottom - 4]]) {
    const over = page.elementFromPoint(Math.min(wide - 1, (box.left + Math.min(box.right, wide)) / 2), y);
    const own = over && (shown.contains(over) || over.contains(shown) || over.closest("label")?.contains(shown));
    if (!own) faults.push(`its ${words} (${Math.round(y)} of ${high}) lies under ${over ? `${over.tagName}.${over.className} from ${Math.round(over.getBoundingClientRect().top)}` : "nothing"}`);
  }
  return { nowhere: false, faults };
}
