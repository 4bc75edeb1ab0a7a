// Every kind of page that links lead to in the demo office: a heading, no error, nothing grave from axe.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { checkPage, signIn } from "../lib/pages.mjs";

/** Of pages with the same shape of address this many are looked at. */
const OF_EACH_KIND = 2;
const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const kindOf = (path) => path.replace(id, "ID").replace(/\d{4}-\d{2}-\d{2}/g, "DAY").replace(/\d{4}-\d{2}/g, "MONTH").replace(/\?.*/, "");

/** Files and pages of others are not pages of ours; signing out ends the walk. */
const leaves = (path) => /\/(pdf|xlsx|fax)$|\.(svg|ics|pdf)$|^\/signout|^\/assets/.test(path);

journey(
  "every kind of page of the demo office stands",
  async ({ page, server }) => {
    await signIn(page, server);
    const seen = new Map();
    const queue = ["/", "/people?mine=1", "/settings/staff"];
    const queued = new Set(queue);
    while (queue.length > 0) {
      const path = queue.shift();
      const kind = kindOf(path);
      if ((seen.get(kind) ?? 0) >= OF_EACH_KIND) continue;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      const response = await page.goto(path);
      assert.equal(response.status(), 200, `${path} answers ${response.status()}`);
      await checkPage(page);
      const links = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
      for (const link of links) {
        const url = new URL(link);
        const next = url.pathname + url.search;
        if (url.origin !== server.address || leaves(url.pathname) || queued.has(next)) continue;
        queued.add(next);
        queue.push(next);
      }
    }
    assert.ok(seen.size > 20, `only ${seen.size} kinds of pages were reached: ${[...seen.keys()].join(", ")}`);
  },
  { on: ["desk", "tablet"], spread: true },
);
