// Debian's Chromium, kept from the network, with everything that goes wrong on a page collected.
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The screens bansou is made for: an office PC and a tablet held upright, which is touched. */
export const screens = {
  desk: { viewport: { width: 1366, height: 768 }, hasTouch: false },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true },
};

const executables = [process.env.BANSOU_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];

const fonts = join(dirname(fileURLToPath(import.meta.url)), "../../assets/fonts");

/** Shows pages in the fonts the papers are printed in, also on a machine that has no Japanese font. */
function fontConfig() {
  const file = join(mkdtempSync(join(tmpdir(), "bansou-fonts-")), "fonts.conf");
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>${fonts}</dir></fontconfig>`);
  return file;
}

function options() {
  const executablePath = executables.find((file) => file && existsSync(file));
  if (!executablePath) throw new Error("no Chromium: install Debian's package chromium");
  return {
    executablePath,
    headless: true,
    // Chromium's sandbox refuses root; everybody else keeps it.
    chromiumSandbox: process.getuid() !== 0,
    env: { ...process.env, FONTCONFIG_FILE: fontConfig() },
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  };
}

export const launch = () => chromium.launch(options());

/** How a browser sees the server: from Japan. */
const seen = (server, screen) => ({
  ...screen, baseURL: server.address, locale: "ja-JP", timezoneId: "Asia/Tokyo", acceptDownloads: true,
});

/** A browser whose profile stays in a folder, to be killed and started again. */
export const launchKept = (profile, server, screen) => chromium.launchPersistentContext(profile, { ...options(), ...seen(server, screen) });

/**
 * Opens a page on the server. `trouble` collects what no journey may leave
 * behind; `expectStatus(422)` allows one answer of that status.
 */
export async function openPage(browser, server, screen = screens.desk) {
  const context = await browser.newContext(seen(server, screen));
  // A debug build on two shared cores answers within seconds; more is a fault.
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const trouble = [];
  const allowed = [];
  context.on("page", (opened) => watch(opened, server, trouble, allowed));
  watch(page, server, trouble, allowed);
  return { context, page, trouble, expectStatus: (status) => allowed.push(status) };
}

function watch(page, server, trouble, allowed) {
  const note = (kind, text) => trouble.push(`${kind}: ${text} (on ${page.url()})`);
  page.on("console", (message) => {
    const text = message.text();
    // Chromium repeats each refused status as an error of its own; responses are judged below.
    if (text.startsWith("Failed to load resource: the server responded")) return;
    if (message.type() === "error") note("console", text);
    else if (/content security policy/i.test(text)) note("policy", text);
  });
  page.on("pageerror", (error) => note("script", error.message));
  page.on("request", (request) => {
    const url = new URL(request.url());
    const inside = ["data:", "blob:", "about:"].includes(url.protocol) || url.origin === server.address;
    if (!inside) note("other host", request.url());
  });
  page.on("requestfailed", (request) => {
    // A download or a newer navigation ends the request before it; nothing failed.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") {
      note("request", `${request.url()} ${request.failure()?.errorText}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() < 400) return;
    const index = allowed.indexOf(response.status());
    if (index >= 0) allowed.splice(index, 1);
    else note("status", `${response.status()} ${response.request().method()} ${response.url()}`);
  });
}
