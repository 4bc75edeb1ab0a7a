/*
 * A page's fragment in dialog.quick, beside what somebody is at.
 *
 *   a[href^="/notes/new"], a[data-dialog]   [data-full] does not; opened by page.js
 *
 * Adds { openQuick }
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, make, parsed, TEXT, fieldsOf, saveAll } = app;
  const doc = document;
  const OURS = doc.currentScript.src;

  // One part in a dialog is fetched by htmx; no page carries it for that.
  const fetchedParts = async (root) => {
    if (!$("[hx-get]", root)) return;
    if (!window.htmx) {
      const script = make("script", { src: OURS.replace("app.js", "htmx.min.js") });
      await new Promise((resolve) => {
        script.onload = script.onerror = resolve;
        doc.head.append(script);
      });
    }
    window.htmx?.process(root);
  };

  const openQuick = async (link) => {
    const url = link.href;
    const leave = () => { location.href = url; };
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return leave();
      const page = parsed(await answer.text());
      const part = $("main", page) ?? page.body;
      const title = $("h1, h2", part);
      const head = make("h2", { id: "quick-title", textContent: title?.textContent.trim() || link.textContent.trim() });
      title?.remove();
      const close = make("button", { type: "button", className: "button-quiet", textContent: "閉じる" });
      const dialog = $("dialog.quick") ?? doc.body.appendChild(make("dialog", { className: "quick" }));
      dialog.setAttribute("aria-labelledby", "quick-title");
      dialog.replaceChildren(make("header", {}, head, close), ...part.childNodes);
      const body = () => $$("form", dialog).map((form) => String(fieldsOf(form))).join();
      const may = () => body() === before || confirm("書きかけを閉じますか。");
      dialog.oncancel = (event) => { if (event.target === dialog && !may()) event.preventDefault(); };
      close.onclick = () => { if (may()) dialog.close(); };
      dialog.onclose = () => { saveAll(false); dialog.replaceChildren(); };
      dialog.showModal();
      const before = body();
      fetchedParts(dialog);
      app.enliven(dialog);
      ($("[autofocus]", dialog) ?? $(`${TEXT}, select`, dialog) ?? close).focus();
    } catch { leave(); }
  };

  app.openQuick = openQuick;
})();
