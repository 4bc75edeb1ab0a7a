/*
 * Drafts: what is typed is kept at the office while somebody types, and when the page is left.
 *
 *   form[data-autosave=URL], [data-draft-status]   a draft; [data-no-autosave] leaves a field out
 *
 * Adds { fieldsOf, saveNow, saveAll, closeDraft, reopenDraft, reopenDrafts }
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, on, parsed, composing, quietly } = app;
  const doc = document;

  const LOST = "下書きを保存できません。通信を確かめてください";
  const ENTRUSTED = "entrusted";
  const SIGNED_OUT = "別の画面でサインインすると、下書きを保存できます";
  const drafts = new Map();
  let announcedAt = -30000;

  const draftOf = (form) => {
    if (!drafts.has(form)) drafts.set(form, { form, typed: 0, saved: 0, timer: 0, failures: 0, request: null, closed: false });
    return drafts.get(form);
  };

  const fieldsOf = (form) => {
    const leave = new Set($$("[type=password], [type=file], [data-no-autosave]", form).map((field) => field.name));
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !leave.has(name));
    return new URLSearchParams(pairs);
  };

  const draftStatus = (draft, text, failed) => {
    const place = $("[data-draft-status]", draft.form) ?? $("[data-draft-status]");
    if (place) {
      place.ariaLive = "off";
      place.textContent = text;
      place.toggleAttribute("data-failed", failed);
    }
    const now = performance.now();
    if (failed ? draft.failures === 1 : now - announcedAt > 30000) {
      announcedAt = now;
      quietly(text);
    }
  };

  const later = (draft, wait) => {
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => saveDraft(draft), wait);
  };

  const saveDraft = async (draft, leaving = false) => {
    clearTimeout(draft.timer);
    if (draft.closed || draft.saved >= draft.typed || !draft.form.isConnected) return;
    if (composing() && !leaving) return later(draft, 1000);
    if (draft.request && !leaving) return later(draft, 500);
    const typed = draft.typed;
    const body = fieldsOf(draft.form);
    const request = draft.request = new AbortController();
    try {
      const keepalive = leaving && body.toString().length < 60000;
      const answer = await fetch(draft.form.dataset.autosave, { method: "POST", body, keepalive, signal: request.signal });
      if (answer.status === 401 || answer.redirected) throw new Error(SIGNED_OUT);
      if (!answer.ok) throw new Error(LOST);
      draft.saved = Math.max(draft.saved, typed);
      draft.failures = 0;
      const time = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
      draftStatus(draft, `下書き保存済み ${time}`, false);
    } catch (error) {
      if (request.signal.aborted) return;
      draft.failures += 1;
      draftStatus(draft, error.message === SIGNED_OUT ? SIGNED_OUT : LOST, true);
      later(draft, Math.min(60000, 5000 * 2 ** (draft.failures - 1)));
    } finally {
      if (draft.request === request) draft.request = null;
    }
  };

  const typedIn = (event, wait) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (!form?.dataset.autosave || event.target.closest("[data-no-autosave]")) return;
    const draft = draftOf(form);
    draft.typed = performance.now();
    later(draft, draft.failures ? 5000 : wait);
  };
  on("input", (event) => typedIn(event, 3000));
  on("change", (event) => typedIn(event, 200));

  const saveAll = (leaving) => drafts.forEach((draft) => saveDraft(draft, leaving));
  addEventListener("blur", () => saveAll(false));
  addEventListener("online", () => saveAll(false));
  on("visibilitychange", () => { if (doc.visibilityState === "hidden") saveAll(true); });
  // A beacon outlives the page, so leaving is questioned only where even that cannot be trusted.
  const entrust = (draft) => {
    if (draft.closed || !draft.form.isConnected || draft.saved >= draft.typed) return true;
    const sent = navigator.onLine && !draft.failures && navigator.sendBeacon(draft.form.dataset.autosave, fieldsOf(draft.form));
    if (sent) {
      draft.saved = draft.typed;
      sessionStorage.setItem(ENTRUSTED, location.pathname);
    }
    return sent;
  };
  addEventListener("beforeunload", (event) => {
    if ([...drafts.values()].some((draft) => !entrust(draft))) event.preventDefault();
  });
  addEventListener("pagehide", () => drafts.forEach(entrust));

  // A page loaded anew may have been asked for before the beacon's draft was kept: it asks once more for the way back.
  const offerDraft = async (tries = 3) => {
    if (sessionStorage.getItem(ENTRUSTED) !== location.pathname) return;
    sessionStorage.removeItem(ENTRUSTED);
    const form = $("form[data-autosave]");
    if (!form || location.search.includes("draft=1") || $('[href$="draft=1"]')) return;
    for (let left = tries; left > 0; left -= 1) {
      await new Promise((done) => { setTimeout(done, 300); });
      const answer = await fetch(location.href).catch(() => null);
      const page = answer?.ok && !answer.redirected && parsed(await answer.text());
      const notice = page && $('.notice:has([href$="draft=1"])', page);
      if (notice) return form.before(notice);
    }
  };
  offerDraft();

  // Once the form itself is on its way, a late draft must not come after it.
  const closeDraft = (form) => {
    if (!form.dataset.autosave) return;
    const draft = draftOf(form);
    draft.closed = true;
    clearTimeout(draft.timer);
    draft.request?.abort();
  };
  const reopenDraft = (form) => {
    const draft = drafts.get(form);
    if (draft) draft.closed = false;
  };

  const reopenDrafts = () => drafts.forEach((draft) => { draft.closed = false; });
  const saveNow = (form) => saveDraft(draftOf(form));

  Object.assign(app, { fieldsOf, saveNow, saveAll, closeDraft, reopenDraft, reopenDrafts });
})();
