// Every kind of page that links lead to in the demo office: a heading, no error, nothing grave from axe. Then every kind of
// button on them: it may save, refuse or ask again, but it is understood.
import assert from "node:assert/strict";
import { screens } from "../lib/browser.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

/** Of pages with the same shape of address this many are looked at. */
const OF_EACH_KIND = 2;
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const kindOf = (path) => path.replace(id, "ID").replace(/\d{4}-\d{2}-\d{2}/g, "DAY").replace(/\d{4}-\d{2}/g, "MONTH").replace(/\?.*/, "");

/** Files and pages of others are not pages of ours; signing out ends the walk. */
const leaves = (path) => /\/(pdf|xlsx|fax)$|\.(svg|ics|pdf)$|^\/signout|^\/assets/.test(path);

/** Every button of the forms on a page that post, by what it posts to and as what. */
const buttonsOf = (page) => page.locator("form[method=post]").evaluateAll((forms) => forms.flatMap((form, place) => {
  const buttons = [...form.elements].filter((field) => field.type === "submit");
  return buttons.filter((button) => !button.matches(":disabled")).map((button) => ({ place, number: buttons.indexOf(button), action: new URL(button.getAttribute("formaction") ?? form.action, form.baseURI).pathname, name: button.name }));
}));

/** Sends a form by one of its buttons as it stands on the page. Answers the status; 0 is on to another page. */
const send = (page, { place, number }) => page.locator("form[method=post]").nth(place).evaluate(async (form, at) => {
  const button = [...form.elements].filter((field) => field.type === "submit")[at];
  const typed = new FormData(form, button);
  const body = form.enctype === "multipart/form-data" ? typed : new URLSearchParams(typed);
  const answer = await fetch(button.getAttribute("formaction") ?? form.action, { method: "POST", body, redirect: "manual" });
  return { status: answer.status, said: answer.status < 400 ? "" : (await answer.text()).replace(/<[^>]*>|\s+/g, " ").slice(0, 300) };
}, number);

/** What ends the work of other buttons is pressed after them, and what takes a thing away at the very end. */
const endings = [/confirm|correct|finish/, /disable|discard|close|withdraw|strike|revoke/, /signout/];
const order = (kind) => endings.findLastIndex((ending) => ending.test(kind));

/** Presses one button of each kind on a fresh page and collects those that were not understood. */
async function pressAll(page, buttons, trouble, report) {
  const [wrong, gone] = [[], []];
  const all = [...buttons].sort(([one], [other]) => order(one) - order(other));
  for (const [kind, { path, action, name }] of all) {
    if ((await page.goto(path)).status() !== 200) {
      gone.push(kind);
      continue;
    }
    const button = (await buttonsOf(page)).find((one) => one.action === action && one.name === name);
    if (!button) {
      gone.push(kind);
      continue;
    }
    const { status, said } = await send(page, button);
    if (![0, 200, 409, 422].includes(status)) wrong.push(`${kind} on ${path}: ${status} ${said}`);
  }
  // Refusals stand in the browser's console, and pages go with what was discarded.
  trouble.length = 0;
  report(`${all.length} kinds of buttons, ${gone.length} of them gone meanwhile: ${gone.join(", ")}`);
  assert.ok(gone.length * 10 <= all.length, "too many buttons were gone before they were pressed");
  return wrong;
}

/** Walks every kind of page that links lead to from these. Answers the kinds, and one button of each kind on them. */
async function crawl(page, server, queue, stays = () => true) {
  const [seen, buttons, queued] = [new Map(), new Map(), new Set(queue)];
  while (queue.length > 0) {
    const path = queue.shift();
    const kind = kindOf(path);
    if ((seen.get(kind) ?? 0) >= OF_EACH_KIND) continue;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    const response = await page.goto(path);
    assert.equal(response.status(), 200, `${path} answers ${response.status()}`);
    await checkPage(page);
    for (const { action, name } of await buttonsOf(page)) {
      const pressed = `${kindOf(action)} ${name}`;
      if (!buttons.has(pressed)) buttons.set(pressed, { path, action, name });
    }
    const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
    for (const link of links) {
      const url = new URL(link);
      const next = url.pathname + url.search;
      if (url.origin !== server.address || leaves(url.pathname) || !stays(url.pathname) || queued.has(next)) continue;
      queued.add(next);
      queue.push(next);
    }
  }
  return { seen, buttons };
}

journey(
  "every kind of page of the demo office stands, and every kind of button on them is understood",
  async ({ page, context, server, trouble, report }) => {
    await signIn(page, server);
    const { seen, buttons } = await crawl(page, server, ["/", "/people?mine=1", "/settings/staff"]);
    assert.ok(seen.size > 20, `only ${seen.size} kinds of pages were reached: ${[...seen.keys()].join(", ")}`);
    checkTrouble(trouble);
    // A button posts the same on every screen.
    if (page.viewportSize().width < screens.desk.viewport.width) return;

    const asSpecialist = await pressAll(page, buttons, trouble, report);
    await context.clearCookies();
    await signIn(page, server, "kanri");
    const managed = await crawl(page, server, ["/settings"], (path) => path.startsWith("/settings"));
    checkTrouble(trouble);

    // The manager comes second: among the buttons is the one that ends the specialist's account.
    const asManager = await pressAll(page, managed.buttons, trouble, report);
    assert.deepEqual([...asSpecialist, ...asManager], [], "buttons that were not understood");
  },
  { on: ["desk", "tablet"], spread: true },
);
