// The browser is killed while somebody types on a visit. Its profile is kept; what was typed three seconds before is there.
// BANSOU_KILLS makes more of them, for the long run that docs/performance.md tells of; BANSOU_KILLS_MINUTES ends it earlier.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launchKept, screens } from "../lib/browser.mjs";
import { signIn } from "../lib/pages.mjs";
import { engines, startServer } from "../lib/server.mjs";

const KILLS = Number(process.env.BANSOU_KILLS ?? 20);
const MINUTES = Number(process.env.BANSOU_KILLS_MINUTES ?? Infinity);
const PIN = "135791";
/** What may be lost of the typing. */
const LOST = 3000;
/** Words only this visit holds. */
const CANARY = "かくしてある文";

async function open(context) {
  const page = context.pages()[0] ?? await context.newPage();
  await page.goto("/visit/");
  await page.locator("input[name=pin]").fill(PIN);
  await page.getByRole("button", { name: "ひらく", exact: true }).click();
  await page.getByRole("button", { name: "訪問をひらく" }).click();
  const field = page.locator("textarea[name=overall]");
  await field.waitFor();
  return { page, field };
}

/** Every process of the browser at once, as a flat battery ends them. */
function kill(profile) {
  const own = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid)).filter((pid) => {
    try { return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(profile); } catch { return false; }
  });
  if (own.length) execFileSync("kill", ["-9", ...own]);
}

/** Types until the time is up. Answers what stood there, moment by moment. */
async function typeFor(field, length, time) {
  const stood = [];
  const end = Date.now() + time;
  for (let at = length; Date.now() < end; at += 1) {
    await field.pressSequentially(String(at % 10));
    stood.push([Date.now(), at + 1]);
  }
  return stood;
}

test(`of ${KILLS} kills while typing none costs more than three seconds of it`, { timeout: 60_000 * KILLS }, async (t) => {
  const server = await startServer(engines()[0], []);
  const profile = mkdtempSync(join(tmpdir(), "bansou-kill-"));
  let worst = 0;
  let kills = 0;
  const begun = Date.now();
  try {
    let context = await launchKept(profile, server, screens.tablet);
    const first = context.pages()[0];
    await signIn(first, server);
    await first.goto("/monitoring");
    const path = await first.locator("main a[href*='/monitoring/write/']").first().getAttribute("href");
    const [, person, month] = path.match(/^\/c\/([^/]+)\/monitoring\/write\/(.+)$/);
    await first.goto(`/visit/?person=${person}&month=${month}`);
    await first.locator("input[name=pin]").fill(PIN);
    await first.getByRole("button", { name: "この番号にする" }).click();
    await first.getByText("を持ち出しました").waitFor();
    await first.evaluate(() => navigator.serviceWorker.ready);
    let { field } = await open(context);
    await field.fill(CANARY);
    await first.waitForTimeout(2000);
    let length = CANARY.length;
    for (let round = 0; round < KILLS && Date.now() - begun < MINUTES * 60_000; round += 1) {
      // A fixed row of times, from a moment after the first key to well past the third second.
      const stood = await typeFor(field, length, 300 + (round * 977) % 4200);
      const killed = Date.now();
      kill(profile);
      await context.close().catch(() => {});
      context = await launchKept(profile, server, screens.tablet);
      await context.setOffline(true);
      ({ field } = await open(context));
      const there = (await field.inputValue()).length;
      const owed = stood.filter(([at]) => at <= killed - LOST).at(-1)?.[1] ?? length;
      assert.ok(there >= owed, `${owed} letters stood there three seconds before, ${there} are left (round ${round})`);
      const gone = stood.find(([, letters]) => letters > there);
      worst = Math.max(worst, gone ? killed - gone[0] : 0);
      length = there;
      kills += 1;
    }
    kill(profile);
    await context.close().catch(() => {});
    assertSealed(profile);
    t.diagnostic(`${kills} kills, the most that was lost: ${worst} ms of typing`);
  } finally {
    kill(profile);
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
  }
});

/** T3: a copy of the profile holds nothing to read. */
function assertSealed(profile) {
  const marks = [Buffer.from(CANARY, "utf8"), Buffer.from(CANARY, "utf16le")];
  for (const name of readdirSync(profile, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const bytes = readFileSync(join(name.parentPath, name.name));
    for (const mark of marks) assert.ok(!bytes.includes(mark), `${name.name} holds what was typed`);
  }
}
