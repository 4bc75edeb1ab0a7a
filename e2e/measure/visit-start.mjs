// How long it takes, without network and on a processor four times slower, until somebody can write at a visit. Prints one line of
// JSON for `cargo xtask bench --visits`.
import { once } from "node:events";
import { get } from "node:http";
import { setTimeout as after } from "node:timers/promises";
import { launch, openPage, screens } from "../lib/browser.mjs";
import { signIn } from "../lib/pages.mjs";
import { engines, startServer } from "../lib/server.mjs";
import { PIN, due, takeAlong } from "../lib/visit.mjs";

const TIMES = Number(process.env.BANSOU_STARTS ?? 20);
const SLOWER = 4;
const PATIENCE = 60_000;

/**
 * Runs in the page from its first moment: types the PIN when its field has the focus, opens the visit, and puts a letter into the
 * field of the report. Each moment is counted from the beginning of the navigation.
 */
function hand(pin) {
  const told = globalThis.told = {};
  const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
  crypto.subtle.deriveKey = async (...how) => {
    const from = performance.now();
    const key = await derive(...how);
    told.derived = performance.now() - from;
    return key;
  };
  const turns = [
    () => {
      const field = document.querySelector("input[name=pin]");
      if (!field || !document.querySelector("[data-count]")?.textContent || document.activeElement !== field) return false;
      told.asked = performance.now();
      field.value = pin;
      field.form.requestSubmit();
      return true;
    },
    () => {
      const open = document.querySelector("[data-outings] [data-do=open]");
      open?.click();
      return Boolean(open);
    },
    () => {
      const field = document.querySelector("textarea[name=overall]");
      if (!field) return false;
      field.focus();
      document.execCommand("insertText", false, "あ");
      if (!field.value.endsWith("あ")) return false;
      told.typed = performance.now();
      return true;
    },
  ];
  let waiting = false;
  const look = () => {
    waiting = false;
    while (turns.length && turns[0]()) turns.shift();
  };
  // After what the page is doing, as a hand is.
  new MutationObserver(() => {
    if (!waiting) setTimeout(look);
    waiting = true;
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}

async function start(context) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(hand, PIN);
  await page.goto("/visit/");
  let told = {};
  for (const end = Date.now() + PATIENCE; !told.typed; told = await page.evaluate(() => globalThis.told)) {
    if (Date.now() > end) throw new Error(`no letter within ${PATIENCE} ms: ${JSON.stringify(told)}`);
    await after(200);
  }
  await page.close();
  return told;
}

/** Bytes of what the page's scripts take on their way. */
async function scripts(server) {
  const html = await (await fetch(`${server.address}/visit/`)).text();
  let bytes = 0;
  for (const [, path] of html.matchAll(/<script src="([^"]+)"/g)) {
    const [answer] = await once(get(`${server.address}${path}`, { headers: { "accept-encoding": "gzip" } }), "response");
    for await (const chunk of answer) bytes += chunk.length;
  }
  return bytes;
}

const server = await startServer(engines()[0], []);
const browser = await launch();
try {
  const { page, context } = await openPage(browser, server, screens.tablet);
  await signIn(page, server);
  await takeAlong(page, (await due(page, 1))[0], true);
  await page.evaluate("navigator.serviceWorker.ready");
  await page.close();
  await context.setOffline(true);
  const runs = [];
  for (let time = 0; time < TIMES; time += 1) {
    runs.push(await start(context));
    // The next start finds nothing of this one still at work.
    await after(300);
  }
  const sorted = (name) => runs.map((run) => run[name]).sort((one, other) => one - other);
  const of = (name) => ({ half: sorted(name)[Math.floor(TIMES / 2)], most: sorted(name).at(-1) });
  console.log(JSON.stringify({ times: TIMES, scripts: await scripts(server), slower: SLOWER, asked: of("asked"), derived: of("derived"), typed: of("typed") }));
} finally {
  await browser.close();
  await server.stop();
}
