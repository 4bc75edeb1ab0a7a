// A visit on a tablet: taken along, opened, written, photographed, signed.
import { fill } from "./forms.mjs";

export const PIN = "246810";

/** What fails because the network is off is what such a journey is about. */
export const online = (trouble) => trouble.filter((line) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/.test(line));

/** The cases of the worker that are due this month: last month's would need a reason too. */
export async function due(page, most) {
  await page.goto("/monitoring");
  const links = await page.locator("main a[href$='/monitoring/write/2026-11']").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  return [...new Set(links)].slice(0, most).map((path) => {
    const [, kase, month] = path.match(/^(\/c\/[^/]+)\/monitoring\/write\/(.+)$/);
    return { kase, month };
  });
}

/** Takes a visit along. Taking along asks for the PIN only once; what lies there is opened with it again. */
export async function takeAlong(page, { kase, month }, first) {
  await page.goto(`/visit/?person=${kase.split("/").pop()}&month=${month}`);
  if (first) {
    await page.locator("input[name=pin]").fill(PIN);
    await page.getByRole("button", { name: "この番号にする" }).click();
  }
  await page.getByText("を持ち出しました").waitFor();
}

export async function unlock(page) {
  await page.locator("input[name=pin]").fill(PIN);
  await page.getByRole("button", { name: "ひらく", exact: true }).click();
  await page.locator("[data-outings] > li").first().waitFor();
}

export const card = (page, place) => page.locator("[data-outings] > li").nth(place);

export async function openVisit(page, place) {
  await card(page, place).getByRole("button", { name: "訪問をひらく" }).click();
  await page.locator("textarea[name=overall]").waitFor();
}

export async function write(page, place, overall) {
  await openVisit(page, place);
  await fill(page, { "visit.on": "R8.11.20", "visit.met": "本人", overall });
}

export async function keptNow(page) {
  await page.waitForTimeout(1200);
  await page.getByText(/この端末に保存 \d/).waitFor();
}

export async function sign(page) {
  await page.getByRole("button", { name: "同意・終わり" }).click();
  const box = await page.locator("[data-sign] canvas").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 200, box.y + 90, { steps: 8 });
  await page.mouse.up();
  await page.getByText("署名を受けとりました").waitFor();
}

/** A photo as a camera gives it: larger than what is kept. Drawn in the page. */
export async function photo(page, words, side = 2000) {
  const url = await page.evaluate(([text, length]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: length, height: length * 0.75 });
    const ground = canvas.getContext("2d");
    ground.fillStyle = "#cde";
    ground.fillRect(0, 0, canvas.width, canvas.height);
    ground.fillStyle = "#123";
    ground.font = `${length / 10}px sans-serif`;
    ground.fillText(text, length / 10, length / 3);
    return canvas.toDataURL("image/jpeg", 0.9);
  }, [words, side]);
  return { name: `${words}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(url.split(",")[1], "base64") };
}

/** Picks photos and says a word to each. */
export async function addPhotos(page, words, side) {
  await page.getByRole("button", { name: /^写真/ }).first().click();
  const files = [];
  for (const text of words) files.push(await photo(page, text, side));
  await page.locator("[data-photo-in]").last().setInputFiles(files);
  await page.getByText(`写真を${words.length}枚、この端末に暗号にして置きました`).waitFor();
  const all = await page.locator("[data-photos] input").count();
  for (const [place, text] of words.entries()) await page.locator("[data-photos] input").nth(all - words.length + place).fill(text);
  await keptNow(page);
}
