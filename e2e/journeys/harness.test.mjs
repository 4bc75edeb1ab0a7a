// The journeys are only worth what their watchers catch.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { findings } from "../lib/axe.mjs";
import { launch, openPage } from "../lib/browser.mjs";
import { countedHand } from "../lib/hand.mjs";
import { keyboard } from "../lib/keyboard.mjs";

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

const css = `
  :focus-visible { outline: 3px solid black } .bare:focus-visible { outline: 0 } main { min-block-size: 200vh }
  .bar { position: fixed; inset: 0 0 auto; block-size: 50vh; background: white }`;

/** Serves `body` under the policy of the product and answers what the watchers saw. */
async function visit(body, act = async () => {}) {
  const served = createServer((request, response) => {
    if (request.url === "/missing") response.statusCode = 404;
    if (request.url === "/look.css") {
      response.setHeader("content-type", "text/css");
      response.end(css);
      return;
    }
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.setHeader("content-security-policy", policy);
    response.end(`<!doctype html><html lang="ja"><title>見本</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/look.css">${body}</html>`);
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

/** Tabs to 保存 on the page. */
const tabbed = (body, most) => visit(body, async (page, _, go) => {
  await go();
  const keys = await keyboard(page);
  return keys.reach("保存", { role: "button", most });
});

test("a stop of the keyboard is found by the name a screen reader tells", async () => {
  const { seen } = await tabbed("<main><h1>見本</h1><a href='/'>一覧</a><button aria-label='保存'>○</button></main>", 2);
  assert.equal(seen.name, "保存");
});

test("a control out of reach, without a ring or under something is a fault of the page", async () => {
  await assert.rejects(tabbed("<main><h1>見本</h1><a href='/'>一覧</a><button>保存</button></main>", 1), /not within 1 tabs/);
  await assert.rejects(tabbed("<main><h1>見本</h1><button class='bare'>保存</button></main>"), /it has no ring/);
  await assert.rejects(tabbed("<main><h1>見本</h1><button>保存</button></main><p class='bar'>上</p>"), /lies under P\.bar/);
});

test("a counted hand notices moves that were not made by it", async () => {
  const moves = (extra) => visit("<main><h1>見本</h1><button>足す</button></main>", async (page, _, go) => {
    const hand = await countedHand(page);
    await go();
    await hand.press("足す", (main) => main.getByRole("button"));
    await hand.type("abc");
    if (extra) await page.keyboard.press("Tab");
    return hand.counted();
  });
  assert.deepEqual((await moves(false)).seen, ["足す"]);
  await assert.rejects(moves(true), /the page saw 2 moves, the hand made 1/);
});
