// The main job on real input: the adult's file, typed in as a person types, read back from every paper and screen.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { signIn } from "../lib/pages.mjs";
import { walkAdult } from "../walk/adult.mjs";
import { checkExpected } from "../walk/expected.mjs";
import { caseFile, missing } from "../walk/readback.mjs";

journey("an adult's case from the first call to the second monitoring", async ({ page, server }) => {
  const facts = caseFile("adult");
  await signIn(page, server);
  const made = await walkAdult(page, facts);
  assert.deepEqual(await missing(page, facts, made), []);
  await checkExpected(page, facts, made);
}, { on: ["desk", "tablet"], spread: true });
