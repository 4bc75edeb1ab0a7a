/*
 * Keys: Ctrl+Enter sends, Ctrl+Z takes back, Ctrl+K opens the palette, and Enter does in a field what the page says.
 *
 *   body[data-enter=next]  [data-undo]
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, on, TEXT, ime, keepSeen } = app;
  const doc = document;

  const primary = (form) => $$("button[type=submit], button:not([type])", form)
    .filter((button) => !button.matches("[name=_add], [name=_remove], [data-add], [data-remove], .default-submit"))
    .sort((a, b) => b.matches(".button") - a.matches(".button"))[0];

  const submitFrom = (field) => {
    const form = field?.form ?? field?.closest?.("form") ?? $("form[data-autosave]");
    if (form) form.requestSubmit(primary(form));
  };

  const step = (field, back) => {
    const fields = $$(`${TEXT}, select, [type=checkbox], [type=radio], button:not([data-remove])`, field.form)
      .filter((node) => !node.disabled && !node.readOnly && node.tabIndex >= 0 && node.offsetParent)
      .filter((node) => node.type !== "radio" || node.checked || !$(`[name="${CSS.escape(node.name)}"]:checked`, field.form));
    const next = fields[fields.indexOf(field) + (back ? -1 : 1)];
    next?.focus();
    next?.select?.();
  };

  const enterInField = (event, field) => {
    const form = field.form;
    if (!form || !field.matches(`${TEXT}, select`) || field.matches("textarea, [data-quick], [type=search]")) return;
    if (form.role === "search") return;
    if (doc.body.dataset.enter === "next") {
      event.preventDefault();
      step(field, event.shiftKey);
    } else if (form.dataset.autosave && field.tagName === "INPUT") {
      // In a long form a stray Enter must not finish it; Ctrl+Enter does.
      event.preventDefault();
      app.saveNow(form);
    } else if (field.tagName === "INPUT" && $("[name=_add], [name=_remove]", form)) {
      event.preventDefault();
      submitFrom(field);
    }
  };

  on("keydown", (event) => {
    if (event.defaultPrevented || ime(event)) return;
    const control = event.ctrlKey || event.metaKey;
    const field = event.target;
    if (control && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k" && app.openPalette) {
      event.preventDefault();
      app.openPalette();
    } else if (control && event.key === "Enter") {
      event.preventDefault();
      submitFrom(field);
    } else if (control && event.key.toLowerCase() === "z" && !event.shiftKey && !field.matches?.(`${TEXT}, select`)) {
      const button = $("[data-undo]");
      const back = app.undo ?? (button && (() => button.click()));
      if (!back) return;
      event.preventDefault();
      app.undo = null;
      back();
    } else if (event.key === "Enter" && !control && !event.altKey) enterInField(event, field);
  });

  // The browser itself brings only the line with the caret into view.
  on("keyup", (event) => { if (event.key === "Tab") keepSeen(); });
})();
