// Filling forms as a person does: by the fields they see, adding rows with the buttons that add them.
import assert from "node:assert/strict";

const touched = new WeakMap();

/** Presses as the screen is pressed: with a finger where it can be touched, else with the mouse. */
export async function push(target) {
  const page = target.page();
  if (!touched.has(page)) touched.set(page, (await page.evaluate("navigator.maxTouchPoints")) > 0);
  await (touched.get(page) ? target.tap() : target.click());
}

/** Types each value into the field of that name; missing rows are added first. `true` ticks a box. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === "") continue;
    await addRowsFor(page, name);
    await set(page, name, value);
  }
}

/** Chooses the option that begins with these words. */
export async function pick(page, name, words) {
  const options = await page.locator(`main form select[name="${name}"] option`).all();
  for (const option of options) {
    if ((await option.innerText()).startsWith(words)) return fill(page, { [name]: await option.getAttribute("value") });
  }
  assert.fail(`${name} does not offer ${words} on ${new URL(page.url()).pathname}`);
}

async function set(page, name, value) {
  const fields = page.locator(`main form [name="${name}"]`);
  const first = fields.first();
  await openAround(first);
  assert.ok((await fields.count()) > 0, `no field ${name} on ${new URL(page.url()).pathname}`);
  const kind = await first.evaluate((field) => (field.tagName === "INPUT" ? field.type : field.tagName));
  if (kind === "radio" || kind === "checkbox") {
    for (const code of [value].flat()) await choose(fields, name, code);
  } else if (kind === "SELECT") {
    await first.selectOption(value);
  } else {
    await first.fill(value);
  }
}

/** What is folded away is unfolded by pressing its summary. */
async function openAround(field) {
  const folded = field.locator("xpath=ancestor::details[not(@open)]");
  while ((await folded.count()) > 0) await push(folded.first().locator("summary").first());
}

async function choose(fields, name, code) {
  const codes = await fields.evaluateAll((all) => all.map((field) => field.value));
  const place = code === true ? 0 : codes.indexOf(code);
  assert.ok(place >= 0, `no choice ${code} of ${name}: ${codes.join(", ")}`);
  const field = fields.nth(place);
  if (!(await field.isChecked())) await push(field);
  assert.ok(await field.isChecked(), `${name} cannot be ticked on ${new URL(field.page().url()).pathname}`);
}

/** `needs.1.services.0.kind` needs the second need and its first service. */
async function addRowsFor(page, name) {
  const parts = name.split(".");
  for (let place = 1; place < parts.length - 1; place += 2) {
    const part = parts.slice(0, place).join(".");
    const row = `${part}.${parts[place]}.`;
    for (let tries = 0; (await page.locator(`main form [name^="${row}"]`).count()) === 0; tries += 1) {
      assert.ok(tries < 20, `row ${row} cannot be added on ${new URL(page.url()).pathname}`);
      const add = page.locator(`main form button[data-add="${part}"]`).first();
      await openAround(add);
      await push(add);
    }
  }
}

/** Presses a button or link by its words and waits for the page it leads to. */
export async function press(page, words) {
  const target = page.locator("main").getByRole("button", { name: words }).or(page.locator("main").getByRole("link", { name: words }));
  assert.ok((await target.count()) > 0, `nothing to press called ${words} on ${new URL(page.url()).pathname}`);
  const [response] = await Promise.all([page.waitForNavigation(), push(target.first())]);
  const problems = await page.locator(".summary").allInnerTexts();
  assert.deepEqual(problems, [], `refused: ${words} on ${new URL(page.url()).pathname}`);
  return response;
}
