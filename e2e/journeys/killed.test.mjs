// The power goes while a month is frozen, taken back or answered: each line of the month stands in exactly one place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as after } from "node:timers/promises";
import { openDesk } from "../lib/desk.mjs";
import { engines, lasting, startServer } from "../lib/server.mjs";

const MONTH = "/claims/month/2026-09";
/** When the process dies, as shares of the time the same press takes undisturbed. */
const MOMENTS = [0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 0.97, 1.05];
const ENDED = ["取り消し", "返戻", "過誤・取下げ"];

const all = (html, pattern) => [...html.matchAll(pattern)].map((found) => found[1]);

/** Every page of the list of files. */
async function wholeList(desk, page = 1) {
  const { body } = await desk.get(`/claims/files?page=${page}`);
  return body.includes("古いほう") ? body + (await wholeList(desk, page + 1)) : body;
}

/** Where each claim of the month stands: ready on the month's page, or live in files. */
async function places(desk) {
  const month = await desk.get(MONTH);
  assert.equal(month.status, 200, month.body);
  const ready = all(month.body, /name="claim" value="([^"]+)"/g);
  const list = await wholeList(desk);
  const files = all(list, /<th scope="row" class="when"><a href="([^"]+)"/g);
  const names = all(list, /<th scope="row" class="when"><a href="[^"]+">([^<]+)</g);
  const live = [];
  for (const [nth, file] of files.entries()) {
    const { body } = await desk.get(file);
    const benefit = names[nth].startsWith("J") ? "planning" : "child";
    const rows = body.split('<th scope="row"><a class="name" href="').slice(1);
    for (const row of rows) {
      const word = /data-state="[^"]+">([^<]+)<\/span><\/td><td class="when"><div>/.exec(row)?.[1];
      assert.ok(word, row);
      if (!ENDED.includes(word)) live.push({ key: `${row.split('"')[0].split("/").pop()}.${benefit}`, file });
    }
    assert.ok(rows.length > 0, `${names[nth]} stands without its claims`);
  }
  assert.equal(new Set(names).size, names.length, `a serial stands twice: ${names}`);
  return { ready, live, files };
}

/** Everybody of `month` stands in one place, and nobody else does. */
function checkPlaces(month, { ready, live }, when) {
  const found = [...ready, ...live.map((claim) => claim.key)].sort();
  assert.deepEqual(found, month, `each line in exactly one place ${when}`);
}

async function freeze(desk) {
  const { body } = await desk.get(MONTH);
  const codes = all(body, /name="(code\.[^"]+)"/g);
  const fields = [
    ...all(body, /name="claim" value="([^"]+)"/g).map((key) => ["claim", key]),
    ...codes.map((code) => [code, code.startsWith("code.child.") ? "55X999" : "52X999"]),
    ["processing", "R8.12"],
  ];
  return () => desk.post(MONTH, fields);
}

/** Takes back every file that was not sent. */
async function takeBack(desk) {
  const { files } = await places(desk);
  for (const file of files) {
    if ((await desk.get(file)).body.includes(`${file}/undo`)) await desk.post(`${file}/undo`, [["why", "まちがい"]]);
  }
}

async function frozenFile(desk) {
  await (await freeze(desk))();
  const { live } = await places(desk);
  return live[0].file;
}

/** The presses that move lines from one place to another: what comes before, and the press itself. */
const presses = {
  "a month is frozen": async (desk) => {
    await takeBack(desk);
    return freeze(desk);
  },
  "a file is taken back": async (desk) => {
    const file = await frozenFile(desk);
    return () => desk.post(`${file}/undo`, [["why", "まちがい"]]);
  },
  "a file is sent back": async (desk) => {
    const file = await frozenFile(desk);
    if ((await desk.get(file)).body.includes(`${file}/send`)) await desk.post(`${file}/send`, [["on", "R8.11.20"]]);
    const { body } = await desk.get(`${file}/results`);
    const kinds = all(body, /name="(r\.[^".]+)\.kind"/g).flatMap((row) => [[`${row}.kind`, "returned"], [`${row}.code`, "EG03"]]);
    return () => desk.post(`${file}/results`, [["on", "R8.11.20"], ...kinds]);
  },
};

async function lastOf(prepare, engine) {
  const server = await startServer(engine);
  try {
    const desk = await openDesk(server, "kanri");
    const press = await prepare(desk);
    const begun = performance.now();
    await press();
    return performance.now() - begun;
  } finally {
    await server.stop();
  }
}

for (const base of engines()) {
  for (const [name, prepare] of Object.entries(presses)) {
    test(`the process dies while ${name} (${base.name})`, { timeout: 900_000 }, async (t) => {
      const engine = lasting(base);
      let server;
      try {
        const lasts = await lastOf(prepare, engine);
        server = await startServer(engine);
        let desk = await openDesk(server, "kanri");
        const first = await places(desk);
        const month = [...first.ready, ...first.live.map((claim) => claim.key)].sort();
        assert.ok(month.length > 10, "there are people to claim for");
        let finished = 0;
        for (const moment of MOMENTS) {
          const press = await prepare(desk);
          const answer = press().then(() => 1, () => 0);
          await after(lasts * moment);
          await server.kill();
          finished += await answer;
          const verified = engine.verify();
          assert.ok(verified.whole, verified.said);
          server = await startServer(engine);
          desk = await openDesk(server, "kanri");
          checkPlaces(month, await places(desk), `after ${moment} of ${lasts.toFixed(0)} ms`);
        }
        t.diagnostic(`${MOMENTS.length - finished} of ${MOMENTS.length} presses were cut off, each of about ${lasts.toFixed(0)} ms`);
      } finally {
        await server?.stop();
        engine.drop();
      }
    });
  }
}
