/*
 * 訪問: the report's own form without network. What is shown comes from the bundle that was taken along; what is typed is kept by
 * visitStore within a second and sent when there is a line, its photos after it (visitPhotos). Here it begins: what somebody does
 * is led to its part, and nothing is done before the first screen stands that can wait until after it.
 */
(() => {
  "use strict";

  const { visit, visitStore: store } = globalThis;
  const { $, main, show, kept, keep, later, overview, beat } = visit;
  const { markWeek } = globalThis.visitForm;
  const doc = document;
  const IDLE = 10 * 60 * 1000;
  const BEAT = 20000;
  /** Whoever opens a visit is not kept waiting by the line. */
  const FIRST_BEAT = 1500;

  doc.addEventListener("input", () => { if (visit.now?.form) later(800); });
  doc.addEventListener("change", () => {
    if (!visit.now?.form) return;
    keep();
    markWeek(visit.now.form, visit.now.draft.base);
  });
  doc.addEventListener("visibilitychange", () => {
    if (doc.visibilityState === "hidden") keep();
    else beat();
  });
  addEventListener("pagehide", keep);
  addEventListener("online", beat);
  main.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tab], [data-do]");
    if (button?.dataset.tab) return visit.toTab(button.dataset.tab);
    const does = button?.dataset.do;
    if (does === "list") overview();
    else if (does === "send") visit.finish();
    else if (does === "again") visit.sendNow();
    else if (does === "more") visit.openVisit(visit.now.id);
    else if (does === "unwanted") visit.dropUnwanted();
  });

  const lockNow = async () => {
    await keep();
    visit.now = null;
    kept("");
    store.shut();
    await overview();
  };
  $("[data-lock]").addEventListener("click", lockNow);
  let idle = 0;
  const awake = () => {
    clearTimeout(idle);
    idle = setTimeout(() => { if (store.isOpen()) lockNow(); }, IDLE);
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, awake);

  let first = 0;
  /** Leads to what the address asks for; the office is heard once the screen stands. */
  visit.start = async () => {
    const asked = new URLSearchParams(location.search);
    if (asked.has("person")) return visit.take(asked);
    if (asked.has("open")) return visit.recover(asked.get("open"));
    await overview();
    clearTimeout(first);
    first = setTimeout(beat, FIRST_BEAT);
  };

  const begin = async () => {
    if (!globalThis.isSecureContext || !crypto.subtle || !globalThis.indexedDB) return show("t-plain");
    await store.open();
    awake();
    try {
      await visit.start();
    } finally {
      setInterval(beat, BEAT);
      navigator.serviceWorker?.register("/visit/worker.js", { scope: "/visit/" }).catch(() => {});
      navigator.storage?.persist?.();
    }
  };
  begin();
})();
