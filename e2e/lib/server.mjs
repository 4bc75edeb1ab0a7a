// Starts the demo office for one journey and stops it again.
import { spawn, spawnSync, execFileSync } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as after } from "node:timers/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const binary = process.env.BANSOU_BINARY ?? path.join(root, "target/debug/bansou");
const patience = 60_000;

/** The databases a journey runs on: always SQLite, PostgreSQL where the check offers one. */
export function engines() {
  const postgres = process.env.BANSOU_TEST_POSTGRES;
  const all = [{ name: "SQLite", open: () => ({ options: [], close() {} }) }];
  if (postgres) all.push({ name: "PostgreSQL", open: () => ownDatabase(postgres) });
  return all;
}

/** Creates a database for one server. `close` drops it. */
function ownDatabase(url) {
  const name = `bansou_journey_${randomUUID().replaceAll("-", "")}`;
  const ask = (sql) => execFileSync("psql", ["-X", "-q", "-v", "ON_ERROR_STOP=1", url, "-c", sql]);
  ask(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    options: ["--database", own.href],
    close: () => ask(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/** An engine whose database outlives its servers, so that one can be ended and another opened on what it left. */
export function lasting(engine) {
  const folder = mkdtempSync(path.join(tmpdir(), "bansou-journey-"));
  const own = engine.open();
  const options = own.options.length > 0 ? own.options : ["--database", `sqlite:${path.join(folder, "office.db")}`];
  return {
    name: engine.name,
    open: () => ({ options, close() {} }),
    /** What `bansou verify` says of the journal, and whether it holds. */
    verify() {
      const done = spawnSync(binary, ["verify", ...options], { cwd: root, encoding: "utf8" });
      return { whole: done.status === 0, said: done.stdout + done.stderr };
    },
    drop() {
      own.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts `bansou serve --demo`. Answers its address, the demo passwords by
 * login, `stop`, and `kill`, which gives it no moment to finish anything.
 */
export async function startServer(engine = engines()[0], options = []) {
  const database = engine.open();
  const child = spawn(
    binary,
    [
      "serve", "--demo", "--listen", "127.0.0.1:0",
      "--assets", path.join(root, "assets"), "--fonts", path.join(root, "assets/fonts"),
      ...database.options, ...options,
    ],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"] },
  );
  const said = [];
  const passwords = new Map();
  createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
  const stop = async () => {
    await end(child);
    database.close();
  };
  try {
    const address = await readAddress(child, said, passwords);
    const kill = async () => {
      child.kill("SIGKILL");
      await end(child);
    };
    return { address, password: (login) => passwordOf(passwords, login), said, stop, kill };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends the server as a person would, and by force when it does not listen. */
async function end(child) {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
    const ended = once(child, "exit");
    if (!child.killed) child.kill("SIGTERM");
    await ended;
    clearTimeout(force);
  }
  child.stdout.destroy();
  child.stderr.destroy();
}

function passwordOf(passwords, login) {
  const password = passwords.get(login);
  if (!password) throw new Error(`the server printed no demo account ${login}`);
  return password;
}

/**
 * Reads what the server prints: `bansou: http://127.0.0.1:PORT`, and one line
 * `account: LOGIN PASSWORD …` for each demo account, before or after it.
 */
function readAddress(child, said, passwords) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error([why, ...said].join("\n")));
    const timer = setTimeout(() => fail("the server did not say its address in time"), patience);
    const finish = (address) => {
      clearTimeout(timer);
      resolve(address);
    };
    child.on("error", (error) => fail(`cannot start ${binary}: ${error.message}`));
    child.on("exit", (code) => fail(`the server ended with ${code} before it was ready`));
    createInterface({ input: child.stdout }).on("line", (line) => {
      said.push(line);
      const address = /^bansou: (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
      const account = /^account: (\S+) (\S+)/.exec(line);
      if (account) passwords.set(account[1], account[2]);
      if (address) waitForAnswer(address[1]).then(() => settled(passwords)).then(() => finish(address[1]), (error) => fail(error.message));
    });
  });
}

/** One answered request means that every line the server prints at its start is printed. */
const waitForAnswer = (address) => fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patience) });

/** What is printed may still be on its way through the pipe: waits until no account follows the last. */
async function settled(passwords) {
  for (let known = -1; known !== passwords.size || known === 0; ) {
    known = passwords.size;
    await after(50);
  }
}
