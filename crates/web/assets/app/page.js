/*
 * When a page, or a part of one, has come: problems first, what was open stays open. Clicks that need no page of their own.
 *
 *   [data-palette]  [data-print]  details[data-keep][id]
 *
 * Adds { enliven }
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, on, quietly } = app;
  const doc = document;

  const keepKey = (details) => `open:${location.pathname}#${details.id}`;

  const enliven = (root) => {
    const summary = $(".summary, [autofocus-error]", root);
    if (summary) {
      summary.tabIndex = summary.matches("input, select, textarea") ? 0 : -1;
      summary.focus();
    }
    for (const details of $$("details[data-keep][id]", root)) {
      const kept = sessionStorage.getItem(keepKey(details));
      if (kept !== null) details.open = kept === "1";
    }
    for (const current of $$(".rail [data-state=progress], .menu [aria-current], .tabs [aria-current]", root)) {
      const strip = current.closest(".rail ol, .menu, .tabs");
      strip.scrollLeft += current.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 3;
    }
    const done = $(".notice:has([data-undo])", root);
    if (done) quietly(done.innerText);
  };

  on("toggle", (event) => {
    if (event.target.matches?.("details[data-keep][id]")) sessionStorage.setItem(keepKey(event.target), event.target.open ? "1" : "0");
  }, true);
  on("htmx:after:swap", (event) => enliven(event.target.isConnected === false ? doc : event.target));


  on("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest?.("[data-palette], [data-print], a");
    if (!target) return;
    if (target.matches("[data-palette]")) {
      event.preventDefault();
      app.openPalette();
    } else if (target.matches("[data-print]")) {
      event.preventDefault();
      print();
    } else if (target.matches('a[href^="/notes/new"]:not([data-full]), a[data-dialog]')) {
      event.preventDefault();
      app.openQuick(target);
    } else if (target.matches('.summary a[href^="#"]')) {
      const field = doc.getElementById(decodeURIComponent(target.hash.slice(1)));
      const place = field?.matches("input, select, textarea") ? field : field && $("input, select, textarea", field);
      if (!place) return;
      event.preventDefault();
      place.closest("details")?.setAttribute("open", "");
      place.focus();
    }
  });

  app.enliven = enliven;
  enliven(doc);
})();
