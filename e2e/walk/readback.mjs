// Reading a typed file back from its papers (as printed) and its screens.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { bare, leaves, placesOf, shown } from "./places.mjs";

/** One of the case files. */
export const caseFile = (name) => JSON.parse(readFileSync(new URL(`files/${name}.json`, import.meta.url)));

/** What is missing: one line for each value that is not where the table says. */
export async function missing(page, facts, made) {
  const texts = new Map();
  const lost = [];
  for (const [path, value] of leaves(facts)) {
    const places = placesOf(path);
    if (!places) lost.push(`${path}: no place in the table`);
    for (const place of places ?? []) {
      const key = keyOf(place, path, made);
      if (!key) continue;
      if (!texts.has(key)) texts.set(key, bare(await read(page, key)));
      if (!stands(texts.get(key), place, path, value)) lost.push(`${path}: ${value} is not on ${place}`);
    }
  }
  return [...lost, ...(await missingBlocks(page, facts, made))];
}

/** Whether a value stands in the text of its place. A time of day with its date are two values. */
function stands(text, place, path, value) {
  if (typeof value === "boolean") return text.includes(bare(place.startsWith("says:") ? place.slice(5) : ticked(path))) === value;
  const parts = /^\d{4}-\d{2}-\d{2}T/.test(value) ? value.split("T") : [value];
  return parts.every((part) => shown(part).map(bare).some((way) => text.includes(way)));
}

/** How a ticked box is written into the text of its screen. */
const ticked = (path) => `［${path.replace(/^person\./, "")}］`;

const KIND = { 本人の生活: "own", サービス: "service", インフォーマル: "informal", 家族の予定: "family" };

/** Each block of the planned week stands in the grid on each of its days, as its kind. */
async function missingBlocks(page, { week_plan }, made) {
  await page.goto(`/c/${made.person}/plan/${made.plan}`);
  const lost = [];
  for (const { days, what, kind } of week_plan.blocks) {
    for (const day of days) {
      const cell = page.locator(`table.week td[data-day="${"月火水木金土日".indexOf(day)}"] .block[data-kind=${KIND[kind]}]`);
      if ((await cell.filter({ hasText: what }).count()) === 0) lost.push(`week_plan: ${day} ${what} is not in the grid`);
    }
  }
  return lost;
}

/** The address a place is read from. */
function keyOf(place, path, made) {
  const c = `/c/${made.person}`;
  const report = made.reports[Number(path.match(/^monitoring\.(\d+)/)?.[1] ?? 0)];
  const print = (form, paper) => `${c}/print/${form}/${paper}/pdf`;
  const papers = {
    face: made.assessment, "current-week": made.assessment, "draft-plan": made.draft, "draft-week": made.draft,
    plan: made.plan, "plan-week": made.plan, crisis: made.crisis, "report-free": report, "report-check": report,
  };
  if (place === "-" || place.startsWith("week:")) return undefined; // blocks are looked up in the grid
  if (place.startsWith("paper:")) return print(place.slice(6), papers[place.slice(6)]);
  if (place.startsWith("ticked:")) return `${c}${place.slice(7)}`;
  if (place.startsWith("says:")) return `${c}/monitoring/report/${report}`;
  if (place.startsWith("section:")) return `${c}/assessment/${made.assessment}`;
  const screens = {
    certificate: `${c}/certificates`, meeting: `${c}/meetings/${made.meeting}`, report: `${c}/monitoring/report/${report}`,
    "screen:plan": `${c}/plan/${made.plan}`, "screen:/settings": "/settings", "screen:/settings/staff": "/settings/staff",
    "screen:/papers/draft": `${c}/plan/${made.draft}`, "screen:/papers/plan": `${c}/plan/${made.plan}`,
  };
  return screens[place] ?? c + place.slice("screen:".length);
}

async function read(page, address) {
  if (address.endsWith("/pdf")) {
    const answer = await page.request.get(address);
    if (!answer.ok()) throw new Error(`${address} answers ${answer.status()}`);
    return execFileSync("pdftotext", ["-raw", "-", "-"], { input: await answer.body(), maxBuffer: 1 << 26 }).toString();
  }
  await page.goto(address);
  return page.locator("main").evaluate((main) => {
    for (const folded of main.querySelectorAll("details")) folded.open = true;
    const typed = [...main.querySelectorAll("input:not([type=hidden]), textarea, select")];
    const words = typed.map((field) => (field.type === "radio" || field.type === "checkbox"
      ? (field.checked ? field.closest("label")?.innerText : "")
      : field.tagName === "SELECT" ? field.selectedOptions[0]?.text : field.value));
    const ticks = [...main.querySelectorAll("[type=checkbox]:checked")].map((box) => `［${box.name}］`);
    return [main.innerText, ...words, ...ticks].join("\n");
  });
}
