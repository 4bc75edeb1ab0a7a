// What a person does on the pages, by the words and fields they see.
import assert from "node:assert/strict";
import { findings } from "./axe.mjs";

/** Signs in through the form, as a person does. */
export async function signIn(page, server, login = "aiko") {
  await page.goto("/signin");
  await page.locator("input[name=login]").fill(login);
  await page.locator("input[name=password]").fill(server.password(login));
  await Promise.all([
    page.waitForURL((url) => url.pathname !== "/signin"),
    page.locator("input[name=password]").press("Enter"),
  ]);
}

/** Holds one page against what every page owes: a heading, its language, nothing grave from axe. */
export async function checkPage(page) {
  const where = new URL(page.url()).pathname;
  assert.equal(await page.locator("h1").count(), 1, `${where} has not exactly one h1`);
  assert.equal(await page.locator("html").getAttribute("lang"), "ja", `${where} does not say its language`);
  const lost = await page.locator("a.skip").evaluateAll((all) => all.map((link) => link.hash).filter((hash) => !document.querySelector(hash)));
  assert.deepEqual(lost, [], `links past the frame of ${where} lead nowhere`);
  assert.deepEqual(await findings(page), [], `axe on ${where}`);
}

/** Fails with everything that went wrong on the way. */
export function checkTrouble(trouble) {
  assert.deepEqual(trouble, [], "something went wrong on the way");
}
