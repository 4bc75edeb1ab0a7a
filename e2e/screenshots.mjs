// Takes the pictures of the documents. `screenshots.json` lists them: a path, or
// the words of links to press after it, and the screen.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { launch, openPage, screens } from "./lib/browser.mjs";
import { checkTrouble, signIn } from "./lib/pages.mjs";
import { root, startServer } from "./lib/server.mjs";

const folder = path.join(root, "docs/screenshots");
const pictures = JSON.parse(await readFile(path.join(root, "e2e/screenshots.json"), "utf8"));

await mkdir(folder, { recursive: true });
const server = await startServer();
const browser = await launch();
try {
  for (const screen of Object.keys(screens)) {
    const wanted = pictures.filter((picture) => picture.screen === screen);
    if (wanted.length > 0) await take(screen, wanted);
  }
} finally {
  await browser.close();
  await server.stop();
}

async function take(screen, wanted) {
  const { page, context, trouble } = await openPage(browser, server, screens[screen]);
  await signIn(page, server);
  for (const picture of wanted) {
    await page.goto(picture.path);
    for (const words of picture.follow ?? []) {
      await page.getByRole("link", { name: words }).first().click();
      await page.waitForLoadState();
    }
    await page.screenshot({ path: path.join(folder, picture.file), animations: "disabled" });
    console.log(`docs/screenshots/${picture.file}`);
  }
  checkTrouble(trouble);
  await context.close();
}
