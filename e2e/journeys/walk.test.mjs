// The main job on real input: both case files, typed in as a person types, read back from every paper and screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { journey } from "../lib/journey.mjs";
import { signIn } from "../lib/pages.mjs";
import { walkAdult } from "../walk/adult.mjs";
import { walkChild } from "../walk/child.mjs";
import { bare, shown } from "../walk/places.mjs";
import { missing } from "../walk/readback.mjs";

const file = (name) => JSON.parse(readFileSync(new URL(`../walk/files/${name}.json`, import.meta.url)));

async function has(page, path, words) {
  await page.goto(path);
  const text = bare(await page.locator("main").innerText());
  for (const word of words) {
    assert.ok(shown(word).map(bare).some((way) => text.includes(way)), `${word} is not on ${path}`);
  }
}

journey("an adult's case from the first call to the second monitoring", async ({ page, server }) => {
  const facts = file("adult");
  await signIn(page, server);
  const made = await walkAdult(page, facts);
  assert.deepEqual(await missing(page, facts, made), []);
  const c = `/c/${made.person}`;
  await has(page, `${c}/certificates`, [...facts.certificate.monitoring.months, ...facts.expected.suggested_months]);
  await has(page, `${c}/monitoring`, facts.expected.next_due_after_second_monitoring);
  await has(page, c, [facts.expected.life_stage]);
});

journey("a child's case renewed across the start of school", async ({ page, server }) => {
  const facts = file("child");
  await signIn(page, server);
  const made = await walkChild(page, facts);
  assert.deepEqual(await missing(page, facts, made), []);
  const c = `/c/${made.person}`;
  await has(page, `${c}/monitoring`, facts.expected.next_due);
  await has(page, c, [facts.expected.life_stage]);
});
