/*
 * Submitting once: a form on its way cannot be sent again, and its button says so.
 *
 *   form[data-no-busy], button[data-busy="words"]   for downloads; other words than 保存しています…
 */
(() => {
  "use strict";

  const { on, closeDraft, reopenDraft, reopenDrafts } = window.bansou;

  const busy = new Map();

  const free = (form) => {
    const held = busy.get(form);
    if (!held) return;
    busy.delete(form);
    clearTimeout(held.timer);
    reopenDraft(form);
    if (!held.button) return;
    held.button.removeAttribute("aria-disabled");
    held.button.replaceChildren(...held.words);
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!busy.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  addEventListener("submit", (event) => {
    const form = event.target;
    const byHtmx = form.hasAttribute("data-hx-post");
    if (form.method !== "post" || (event.defaultPrevented && !byHtmx)) return;
    closeDraft(form);
    if (form.hasAttribute("data-no-busy") || event.submitter?.hasAttribute("data-no-busy")) return;
    const button = event.submitter?.tagName === "BUTTON" ? event.submitter : null;
    const held = { button, words: button ? [...button.childNodes] : [] };
    busy.set(form, held);
    held.timer = setTimeout(() => free(form), 20000);
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren(button.dataset.busy ?? "保存しています…");
  });

  on("htmx:finally:request", (event) => {
    const form = event.target.closest?.("form");
    if (form) free(form);
  });

  addEventListener("pageshow", async (event) => {
    [...busy.keys()].forEach(free);
    reopenDrafts();
    if (!event.persisted) return;
    // A page out of the back/forward cache may belong to somebody who has signed out.
    try {
      const answer = await fetch("/session", { cache: "no-store" });
      if (!answer.ok || answer.redirected) location.reload();
    } catch { /* No line: the page stays as it is. */ }
  });
})();
