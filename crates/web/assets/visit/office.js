/*
 * Hearing from the office: every visit here is asked for, in its own words and without a session; what is called back goes back
 * as it lies here.
 *
 * Adds { beat } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store, visitPhotos: photos } = globalThis;
  const { put, keep, sendAll } = visit;
  const { say } = globalThis.bansou;
  const doc = document;

  const hear = async () => {
    if (doc.visibilityState !== "visible") return;
    if (await store.expired()) {
      await store.forget();
      await visit.overview();
    }
    let line = true;
    for (const { id, token } of await store.all()) {
      try {
        const answer = await fetch(`/visit/beat/${id}`, { method: "POST", body: new URLSearchParams({ token }), signal: AbortSignal.timeout(5000) });
        const { state, now: server } = await answer.json();
        await store.heard(server);
        if (state === "revoked") await handIn(id, token);
      } catch { line = false; }
    }
    put("[data-line]", line ? "" : "つながっていません", doc);
    if (!line) return;
    // What waits on the screen goes by itself as well; what was refused waits for a person.
    if (visit.now?.waits && !visit.refused && !visit.needsSignIn) await visit.sendNow();
    await sendAll();
  };

  /** 取り消し: what was typed goes back as it lies here, then everything goes. */
  const handIn = async (id, token) => {
    if (visit.now?.id === id) await keep();
    const text = await store.sealed(id);
    if (text) {
      const answer = await fetch(`/visit/sealed/${id}`, { method: "POST", body: new URLSearchParams({ token, sealed: text }) });
      if (!answer.ok || !(await answer.json()).kept) return;
    }
    const sent = await photos.handIn(id, token);
    if (sent === null) return;
    await store.drop(id);
    if (visit.now?.id === id) visit.now = null;
    await visit.overview();
    const what = [text && "書きかけ", sent && `写真${sent}枚`].filter(Boolean).join("と");
    say(`事務所がこの持ち出しを取り消しました。${what ? `${what}は封をしたまま事務所へ送り、` : ""}この端末からは消しました`);
  };

  let [hearing, again] = [false, false];
  /** One at a time: two that hand in the same visit would each tell of a part. What asks meanwhile is asked after it. */
  const beat = async () => {
    again = true;
    if (hearing) return;
    hearing = true;
    try {
      while (again) {
        again = false;
        await hear();
      }
    } finally {
      hearing = false;
    }
  };

  visit.beat = beat;
})();
