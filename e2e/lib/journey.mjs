// One main job, told as a person does it, on every database and screen it names.
import { test } from "node:test";
import { launch, openPage, screens } from "./browser.mjs";
import { checkTrouble } from "./pages.mjs";
import { engines, startServer } from "./server.mjs";

/** A whole case typed into a debug build takes minutes on a busy machine. */
const patience = 900_000;

/**
 * Registers `steps` as a test for each database. `steps` gets
 * `{ page, context, server, expectStatus }`.
 */
export function journey(name, steps, { on = ["desk"], serve = [] } = {}) {
  for (const engine of engines()) {
    for (const screen of on) {
      test(`${name} (${engine.name}, ${screen})`, { timeout: patience }, () => walk(engine, screen, serve, steps));
    }
  }
}

async function walk(engine, screen, serve, steps) {
  const server = await startServer(engine, serve);
  try {
    const browser = await launch();
    try {
      const opened = await openPage(browser, server, screens[screen]);
      await steps({ ...opened, server });
      checkTrouble(opened.trouble);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
