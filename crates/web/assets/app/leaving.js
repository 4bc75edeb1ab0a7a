/*
 * サインアウト: what was written on a visit and is still on this device is told of first. It is counted by its keys and not read.
 */
(() => {
  "use strict";

  const { on, make } = window.bansou;
  const doc = document;

  const unsentVisits = async () => {
    const asked = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const opened = indexedDB.open("bansou-visit");
    // Where nothing was ever taken along, nothing is left behind by looking.
    opened.onupgradeneeded = () => opened.transaction.abort();
    const db = await asked(opened).catch(() => null);
    if (!db) return 0;
    try {
      const stores = db.transaction(db.objectStoreNames);
      const visits = new Set(await asked(stores.objectStore("draft").getAllKeys()));
      for (const id of await asked(stores.objectStore("outing").getAllKeys())) {
        if (await asked(stores.objectStore("photo").index("outing").count(id))) visits.add(id);
      }
      return visits.size;
    } finally {
      db.close();
    }
  };

  const askBeforeSignOut = (form, count) => {
    const stay = make("button", { type: "button", className: "button-quiet", textContent: "やめる", onclick: () => dialog.close() });
    const leave = make("button", { type: "button", className: "button-secondary", textContent: "それでもサインアウト", onclick: () => form.submit() });
    const send = make("a", { className: "button", href: "/visit/", textContent: "送る" });
    const dialog = doc.body.appendChild(make("dialog", { className: "quick" },
      make("header", {}, make("h2", { id: "unsent-title", textContent: `この端末に、まだ送っていない訪問の記録が${count}件あります` })),
      make("p", { textContent: "サインアウトしても消えません。暗号のまま残り、もう一度サインインすると送れます。" }),
      make("p", { className: "card-actions" }, send, leave, stay)));
    dialog.setAttribute("aria-labelledby", "unsent-title");
    dialog.onclose = () => dialog.remove();
    dialog.showModal();
    send.focus();
  };

  on("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/signout" || !window.indexedDB) return;
    event.preventDefault();
    const count = await unsentVisits().catch(() => 0);
    if (count) askBeforeSignOut(form, count);
    else form.submit();
  });
})();
