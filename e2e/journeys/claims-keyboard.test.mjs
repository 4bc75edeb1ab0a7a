// The month of a claim without a mouse: two codes typed, the file made and sent, one person sent back.
import assert from "node:assert/strict";
import { journey } from "../lib/journey.mjs";
import { keyboard } from "../lib/keyboard.mjs";

const FREEZE = "選んだ人を確定してファイルを作る";

journey("a month is claimed and answered with the keyboard alone", async ({ page, server, expectStatus }) => {
  const keys = await keyboard(page);
  await page.goto("/");
  await keys.reach(/^名前/);
  await keys.type("kanri");
  await keys.reach(/^パスワード/);
  await keys.type(server.password("kanri"));
  await keys.leave(() => keys.press("Enter"));

  await keys.follow("請求", { role: "link" });
  await keys.toMain();
  await keys.follow("前の月");
  assert.equal(keys.path(), "/claims/month/2026-09");
  await keys.toMain();
  expectStatus(422);
  await keys.reach(FREEZE, { most: 200 });
  await keys.leave(() => keys.press("Enter"), "refused");
  await keys.reach(/^「計画相談支援.*サービスコード/, { role: "link" });
  await keys.press("Enter");
  assert.match((await keys.focus()).name, /^計画相談支援/, "the problem leads to its field");
  await keys.type("52X999");
  await keys.reach(/^障害児相談支援/, { role: "textbox", back: true });
  await keys.type("55X999");
  await keys.follow(FREEZE);
  assert.equal(keys.path(), "/claims/files");

  await keys.toMain();
  await keys.follow("J2612001.CSV", { role: "link" });
  await keys.toMain();
  await keys.follow("送信を記録する");
  await keys.toMain();
  await keys.follow("結果を入れる");
  await keys.toMain();
  await keys.reach(/さんの結果$/, { role: "combobox" });
  await keys.press("ArrowDown");
  await keys.reach(/さんのエラーコード$/, { role: "textbox" });
  await keys.type("EG03");
  await keys.leave(() => keys.press("Control+Enter"));
  assert.ok((await keys.text()).includes("返戻"), "what was sent back says so");
});
