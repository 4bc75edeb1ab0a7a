// One main job, told as a person does it, on every database and screen it names.
import { test } from "node:test";
import { launch, openPage, screens } from "./browser.mjs";
import { checkTrouble } from "./pages.mjs";
import { engines, startServer } from "./server.mjs";

/** A whole case typed into a debug build takes minutes on a busy machine. */
const patience = 900_000;

/**
 * Registers `steps` as a test for each database and each screen of `on`. `spread` walks each database and each screen
 * at least once instead of every pair, for journeys that take minutes. `steps` gets
 * `{ page, context, server, expectStatus, report }`; `report` prints a line beside the result.
 */
export function journey(name, steps, { on = ["desk"], serve = [], spread = false } = {}) {
  for (const [engine, screen] of spread ? once(engines(), on) : pairs(engines(), on)) {
    test(`${name} (${engine.name}, ${screen})`, { timeout: patience }, (t) => walk(engine, screen, serve, steps, t));
  }
}

const pairs = (some, others) => some.flatMap((one) => others.map((other) => [one, other]));

function once(some, others) {
  const length = Math.max(some.length, others.length);
  return Array.from({ length }, (_, place) => [some[place % some.length], others[place % others.length]]);
}

async function walk(engine, screen, serve, steps, t) {
  const server = await startServer(engine, serve);
  try {
    const browser = await launch();
    try {
      const opened = await openPage(browser, server, screens[screen]);
      await steps({ ...opened, server, report: (line) => t.diagnostic(line) });
      checkTrouble(opened.trouble);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
