/*
 * 訪問の画面: its templates, its sentences, and the visit that stands on it. The words stand in /visit/'s templates.
 *
 * window.visit = { now, needsSignIn, refused, $, $$, main, part, show, put, post, kept, FULL, parsed }; each further part adds its own.
 *   now: the visit on the screen, { id, bundle, draft, form }; waits: for the line.
 */
(() => {
  "use strict";

  const { $, $$ } = globalThis.bansou;
  const main = $("#main");

  const part = (id) => $(`#${id}`).content.cloneNode(true);
  const shown = (content) => {
    main.replaceChildren(content);
    $("[data-lock]").hidden = !globalThis.visitStore.isOpen();
    ($("[autofocus]", main) ?? main).focus();
  };
  const show = (id) => shown(part(id));
  const put = (selector, text, root = main) => { $(selector, root).textContent = text; };
  const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  const post = (url, fields) => fetch(url, {
    method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(15000),
  });

  /** Says at the top what became of the typing. */
  const kept = (text, failed = false) => {
    const place = $("[data-kept]");
    place.textContent = text;
    place.toggleAttribute("data-failed", failed);
  };

  const FULL = "この端末に保存できません。空きを作るか、いま送ってください";

  globalThis.visit = { now: null, needsSignIn: false, refused: "", $, $$, main, part, shown, show, put, parsed, post, kept, FULL };
})();
