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
  /** A slow line gets its time, and a dead one does not hold the visit here. */
  const PATIENCE = 60_000;

  const beat = async () => {
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
        if (state === "revoked") await handInOnce(id, token);
      } catch { line = false; }
    }
    put("[data-line]", line ? "" : "つながっていません", doc);
    if (!line) return;
    // What waits on the screen goes by itself as well; what was refused waits for a person.
    if (visit.now?.waits && !visit.refused && !visit.needsSignIn) await visit.sendNow();
    await sendAll();
  };

  const leaving = new Set();
  /** Two that hand in the same visit would each tell of a part of it. What has gone is not asked for again. */
  const handInOnce = async (id, token) => {
    if (leaving.has(id)) return;
    leaving.add(id);
    let gone = false;
    try {
      gone = await handIn(id, token);
    } finally {
      if (!gone) leaving.delete(id);
    }
  };

  /** 取り消し: what was typed goes back as it lies here, then everything goes. Answers whether it did. */
  const handIn = async (id, token) => {
    if (visit.now?.id === id) await keep();
    const text = await store.sealed(id);
    if (text) {
      const answer = await fetch(`/visit/sealed/${id}`, {
        method: "POST", body: new URLSearchParams({ token, sealed: text }), signal: AbortSignal.timeout(PATIENCE),
      });
      if (!answer.ok || !(await answer.json()).kept) return false;
    }
    const sent = await photos.handIn(id, token);
    if (sent === null) return false;
    await store.drop(id);
    if (visit.now?.id === id) visit.now = null;
    await visit.overview();
    const what = [text && "書きかけ", sent && `写真${sent}枚`].filter(Boolean).join("と");
    say(`事務所がこの持ち出しを取り消しました。${what ? `${what}は封をしたまま事務所へ送り、` : ""}この端末からは消しました`);
    return true;
  };

  visit.beat = beat;
})();
