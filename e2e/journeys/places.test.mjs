// The table of places is only worth what it names: each value of both files, and nothing by a catch-all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leaves, placesOf } from "../walk/places.mjs";
import { caseFile } from "../walk/readback.mjs";

/** What a file says of itself, or expects, and what no slice keeps yet. */
const unread = /^(about|expected\..+|.+\.unverified|monitoring\.\d+\.leads_to|office\.area_grade)$/;

for (const name of ["adult", "child"]) {
  test(`every value of the ${name}'s file has its place`, () => {
    const facts = caseFile(name);
    const lost = leaves(facts).filter(([path]) => !placesOf(path));
    assert.deepEqual(lost, []);
    const unplaced = leaves(facts).filter(([path]) => placesOf(path)?.includes("-") && !unread.test(path));
    assert.deepEqual(unplaced, [], "values that would be read nowhere");
  });
}

test("a value that no line names has no place", () => {
  assert.equal(placesOf("person.shoe_size"), undefined);
});
