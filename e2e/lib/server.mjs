// Starts the demo office for one journey and stops it again.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
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

/**
 * Starts `bansou serve --demo`. Answers its address, the demo passwords by
 * login, and `stop`.
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
    return { address, password: (login) => passwordOf(passwords, login), said, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Ends the server as a person would, and by force when it does not listen. */
async function end(child) {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.kill("SIGTERM");
    await once(child, "exit");
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
      if (address) waitForAnswer(address[1]).then(finish, (error) => fail(error.message));
    });
  });
}

/** One answered request means that every line the server prints at its start is printed. */
async function waitForAnswer(address) {
  await fetch(address, { redirect: "manual", signal: AbortSignal.timeout(patience) });
  return address;
}
