// The main job on real input: the child's file, typed in as a person types, read back from every paper and screen.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { signIn } from "../lib/pages.mjs";
import { walkChild } from "../walk/child.mjs";
import { checkExpected } from "../walk/expected.mjs";
import { caseFile, missing } from "../walk/readback.mjs";

journey("a child's case renewed across the start of school", async ({ page, server }) => {
  const facts = caseFile("child");
  await signIn(page, server);
  const made = await walkChild(page, facts);
  assert.deepEqual(await missing(page, facts, made), []);
  await checkExpected(page, facts, made);
}, { on: ["desk", "tablet"], spread: true });
