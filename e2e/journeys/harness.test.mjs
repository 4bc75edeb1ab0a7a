// The journeys are only worth what their watchers catch.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { launch, openPage } from "../lib/browser.mjs";

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

/** Serves `body` under the policy of the product and answers what the watchers saw. */
async function visit(body, act = async () => {}) {
  const served = createServer((request, response) => {
    if (request.url === "/missing") response.statusCode = 404;
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policy);
    response.end(`<!doctype html><html lang="ja"><title>見本</title><link rel="icon" href="data:,">${body}</html>`);
  });
  served.listen(0, "127.0.0.1");
  await once(served, "listening");
  const server = { address: `http://127.0.0.1:${served.address().port}` };
  const browser = await launch();
  try {
    const { page, trouble, expectStatus } = await openPage(browser, server);
    const seen = await act(page, expectStatus, () => page.goto("/", { waitUntil: "load" }));
    return { trouble, seen };
  } finally {
    await browser.close();
    served.closeAllConnections();
    served.close();
  }
}

const open = (page, expectStatus, go) => go();

test("a quiet page leaves no trouble and axe runs under the strict policy", async () => {
  const { trouble, seen } = await visit("<main><h1>見本</h1></main>", async (page, _, go) => {
    await go();
    return findings(page);
  });
  assert.deepEqual(trouble, []);
  assert.deepEqual(seen, []);
});

test("axe reports a field without a label", async () => {
  const { seen } = await visit("<main><h1>見本</h1><input></main>", async (page, _, go) => {
    await go();
    return findings(page);
  });
  assert.match(seen.join(), /critical label/);
});

test("an inline script is a trouble", async () => {
  const { trouble } = await visit("<h1>見本</h1><script>1</script>", open);
  assert.match(trouble.join(), /content security policy/i);
});

test("an inline style is a trouble", async () => {
  const { trouble } = await visit("<h1 style='color:red'>見本</h1>", open);
  assert.match(trouble.join(), /content security policy/i);
});

test("a request to another host is a trouble", async () => {
  const { trouble } = await visit("<h1>見本</h1><a href='http://other.invalid/'>よそ</a>", async (page, _, go) => {
    await go();
    const failed = page.waitForEvent("requestfailed");
    await Promise.all([failed, page.locator("a").click({ noWaitAfter: true })]);
  });
  assert.match(trouble.join(), /other host: http:\/\/other\.invalid/);
});

test("a refused answer is a trouble unless it was expected", async () => {
  const missing = (expected) => async (page, expectStatus) => {
    if (expected) expectStatus(404);
    await page.goto("/missing");
  };
  const { trouble } = await visit("<h1>見本</h1>", missing(false));
  assert.match(trouble.join(), /status: 404 GET/);
  assert.deepEqual((await visit("<h1>見本</h1>", missing(true))).trouble, []);
});
