// The month of a claim in the browser: two errors found and mended, the file made, one person sent back and claimed again.
import assert from "node:assert/strict";
import { openPage } from "../lib/browser.mjs";
import { journey } from "../lib/journey.mjs";
import { checkPage, checkTrouble, signIn } from "../lib/pages.mjs";

const MONTH = "/claims/month/2026-09";

const press = async (page, words) => {
  await page.getByRole("button", { name: words, exact: true }).click();
  await page.waitForLoadState();
};

async function typeCodes(page) {
  for (const field of await page.locator("input[name^='code.']").all()) {
    const child = (await field.getAttribute("name")).startsWith("code.child.");
    await field.fill(child ? "55X999" : "52X999");
  }
}

/** The files of the list: where each stands, and its name. */
const filesOf = (page) => page.locator("table.data th a").evaluateAll((all) => all.map((link) => [link.pathname, link.textContent]));

async function bytesOf(page, file) {
  await page.goto(file);
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "ダウンロード" }).click()]);
  const chunks = [];
  for await (const chunk of await saved.createReadStream()) chunks.push(chunk);
  return Buffer.concat(chunks).toString("latin1");
}

journey("two clerks freeze and download one month at once", async ({ page, context, server, expectStatus }) => {
  const other = await openPage(context.browser(), server);
  // Whoever is second is refused; which of the two that is, is open.
  expectStatus(422);
  other.expectStatus(422);
  const clerks = [page, other.page];
  for (const [clerk, login] of [[page, "kanri"], [other.page, "jimu"]]) {
    await signIn(clerk, server, login);
    await clerk.goto(MONTH);
    await typeCodes(clerk);
  }
  const people = await page.locator("input[name=claim]").count();
  await Promise.all(clerks.map((clerk) => press(clerk, "選んだ人を確定してファイルを作る")));
  const [first, ...more] = clerks.filter((clerk) => new URL(clerk.url()).pathname === "/claims/files");
  assert.ok(first && more.length === 0, "one of the two is first");
  const second = clerks.find((clerk) => clerk !== first);
  const told = await second.locator(".summary li").allTextContents();
  const who = first === page ? "見本 管理" : "見本 事子";
  assert.equal(told.length, people, "each claim is told of");
  for (const said of told) assert.ok(said.includes(`${who}さんがファイル`), said);

  const files = await filesOf(first);
  assert.equal(files.length, 2, "one file for each benefit");
  assert.equal(new Set(files.map(([, name]) => name)).size, 2, "no serial twice");
  for (const [file] of files) {
    const [one, two] = await Promise.all(clerks.map((clerk) => bytesOf(clerk, file)));
    assert.equal(one, two, "both save the same bytes");
  }
  await Promise.all(clerks.map((clerk) => clerk.goto(files[0][0])));
  other.expectStatus(409);
  expectStatus(409);
  await Promise.all(clerks.map((clerk) => press(clerk, "送信を記録する")));
  await page.goto("/claims/files");
  assert.equal(await page.locator("table.data tbody tr").count(), 2, "nothing was made twice");
  checkTrouble(other.trouble);
  await other.context.close();
});

journey(
  "a month is claimed, sent, sent back in part and claimed again",
  async ({ page, server, expectStatus }) => {
    await signIn(page, server, "kanri");
    await page.goto(MONTH);
    await checkPage(page);
    const people = await page.locator("input[name=claim]").count();
    assert.ok(people > 5, "the demo has people to claim for");

    expectStatus(422);
    await press(page, "選んだ人を確定してファイルを作る");
    assert.equal(await page.locator(".summary li").count(), 2, "a code is missing for each benefit");
    await typeCodes(page);
    await press(page, "選んだ人を確定してファイルを作る");
    assert.equal(new URL(page.url()).pathname, "/claims/files");
    await checkPage(page);

    await page.locator("table.data th a").first().click();
    await page.waitForLoadState();
    await checkPage(page);
    const download = async () => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "ダウンロード" }).click()]);
      const chunks = [];
      for await (const chunk of await file.createReadStream()) chunks.push(chunk);
      return [file.suggestedFilename(), Buffer.concat(chunks).toString("latin1")];
    };
    const first = await download();
    assert.deepEqual(await download(), first, "the same file at every press");
    assert.match(first[0], /^[JK]2612001\.CSV$/);
    await press(page, "送信を記録する");

    await page.getByRole("link", { name: "結果を入れる" }).click();
    await page.waitForLoadState();
    await checkPage(page);
    await page.locator("select[name$='.kind']").first().selectOption("returned");
    expectStatus(422);
    await press(page, "結果を記録する");
    assert.equal(await page.locator(".summary li").count(), 1, "what was sent back has a reason");
    await page.locator("input[name$='.code']").first().fill("EG03");
    await press(page, "結果を記録する");
    assert.equal(await page.getByText("返戻", { exact: true }).count(), 1);

    await page.goto(MONTH);
    assert.equal(await page.locator("input[name=claim]").count(), 1, "only the one sent back is left");
    await typeCodes(page);
    await press(page, "選んだ人を確定してファイルを作る");
    assert.equal(await page.locator("table.data tbody tr").count(), 3, "a file of its own");
    await page.goto("/claims/money");
    await checkPage(page);
  },
  { on: ["desk", "tablet"], spread: true },
);
