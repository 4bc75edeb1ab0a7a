// The doors of people who have no account: links as the office hands them out, and the pages behind them.
import assert from "node:assert/strict";
import { checkPage } from "./pages.mjs";

/** A small phone. */
export const phone = { viewport: { width: 320, height: 640 }, hasTouch: true };

/** What the page that hands links out says, by the name of the party. */
export async function handed(page) {
  const cards = await page.locator(".handed").all();
  const read = async (card) => [
    await card.locator("h2").innerText(),
    {
      code: (await card.locator(".code").innerText()).replace(" ", ""),
      path: new URL(await card.locator("dd.kept-lines").innerText()).pathname,
    },
  ];
  return new Map(await Promise.all(cards.map(read)));
}

/** Pages for outsiders owe more than others: no script at all, and nothing to push sideways on a small phone. */
export async function checkDoor(page) {
  await checkPage(page);
  assert.equal(await page.locator("script").count(), 0, "a page out here carries a script");
  const where = new URL(page.url()).pathname;
  const screen = page.viewportSize();
  for (const width of new Set([screen.width, 320])) {
    await page.setViewportSize({ ...screen, width });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${where} is ${wide} px too wide at ${width} px`);
  }
  await page.setViewportSize(screen);
}

/** Opens a link as its party does: looks, and types the code. */
export async function enter({ page }, { path, code }) {
  await page.goto(path);
  await checkDoor(page);
  await page.locator("input[name=code]").fill(code);
  await Promise.all([page.waitForURL(/\/room\//), page.locator("input[name=code]").press("Enter")]);
  await checkDoor(page);
}

/** Sends the answer on the page and sees that it has arrived. */
export async function answer(page) {
  await Promise.all([page.waitForURL(/sent=1/), page.getByRole("button", { name: /送る|おくる/ }).click()]);
  await checkDoor(page);
}

export async function mark(page, marks) {
  for (const [place, code] of marks.entries()) await page.locator(`input[name="mark.${place}"][value=${code}]`).check();
  await answer(page);
}

/** Leaves only these parties in the form. */
export async function invite(page, parties) {
  const rows = page.locator('[data-rows="parties"] > .row-item');
  while ((await rows.count()) > parties.length) await rows.last().locator("[data-remove]").click();
  while ((await rows.count()) < parties.length) await page.locator('[data-add="parties"]').click();
  for (const [place, [kind, name]] of parties.entries()) {
    await rows.nth(place).locator('select[name$=".kind"]').selectOption(kind);
    await rows.nth(place).locator("input[type=text]").first().fill(name);
  }
}
