import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { checkPage, signIn } from "../lib/pages.mjs";

journey(
  "a member of staff signs in and stands before today's work",
  async ({ page, server }) => {
    await page.goto("/");
    assert.equal(new URL(page.url()).pathname, "/signin", "nothing is shown before signing in");
    await checkPage(page);
    await signIn(page, server);
    assert.equal(new URL(page.url()).pathname, "/");
    await checkPage(page);
  },
  { on: ["desk", "tablet"] },
);

journey("a wrong password is refused in place and nothing typed but the password is lost", async (office) => {
  const { page, expectStatus } = office;
  await page.goto("/signin");
  await page.locator("input[name=login]").fill("aiko");
  await page.locator("input[name=password]").fill("ちがう合言葉");
  expectStatus(422);
  await page.locator("input[name=password]").press("Enter");
  await page.locator("[role=alert]").first().waitFor();
  assert.equal(await page.locator("input[name=login]").inputValue(), "aiko");
  assert.equal(await page.locator("input[name=password]").inputValue(), "");
  await checkPage(page);
});
