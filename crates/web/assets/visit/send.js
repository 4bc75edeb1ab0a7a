/*
 * Sending a visit: what was written, then its photos (visitPhotos). Sent again it changes nothing; what the office has is no longer
 * here.
 *
 * Adds { refusal, send, sendAll, underWay } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store, visitPhotos: photos } = globalThis;
  const { $, post, fresh, clock } = visit;
  const { say } = globalThis.bansou;
  const underWay = new Set();

  /** What the office says where it does not take what was sent. */
  const refusal = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = [$("h1", page), $("main p, body p", page)].map((node) => node?.textContent.trim()).filter(Boolean);
    return said.length ? said.join("。") : `事務所のプログラムが答えません（${answer.status}）`;
  };

  const trouble = async (answer) => {
    visit.needsSignIn = answer.status === 401 || answer.redirected;
    if (!visit.needsSignIn) visit.refused = await refusal(answer);
  };

  /** Sends what was written. What the office has is no longer here; only where it led to stays until the photos are there. */
  const sendText = async (id, draft, count) => {
    const answer = await post(`/visit/back/${id}`, {
      _key: draft.key, base: draft.base, fields: draft.fields, missed: JSON.stringify(draft.missed),
      signed: draft.signed ? JSON.stringify(draft.signed) : "", claimed_at: clock(), photos: count,
    });
    if (!answer.ok || answer.redirected) return trouble(answer);
    const told = await answer.json();
    if (told.state !== "back") return;
    Object.assign(draft, { ...fresh(), ready: true, photos: draft.photos, sent: { go: told.go, wrote: told.wrote } });
    // Where this cannot be kept, the same text is sent again and changes nothing.
    if (count) await store.keep(id, draft).catch(() => {});
  };

  /** Sends one visit and then its photos. Answers where it led to, or nothing while it has to wait; `refused` says why. */
  const send = async (id, draft, progress = () => {}) => {
    if (underWay.has(id)) return null;
    underWay.add(id);
    visit.refused = "";
    try {
      const ids = await store.photos(id);
      if (!draft.sent) await sendText(id, draft, ids.length);
      if (!draft.sent) return null;
      const { answer, why } = await photos.sendAll(id, draft, progress);
      if (answer) await trouble(answer);
      visit.refused ||= why ?? "";
      if ((await store.photos(id)).length) return null;
      await store.drop(id);
      return { ...draft.sent, photos: draft.count ?? 0 };
    } catch {
      return null;
    } finally {
      underWay.delete(id);
    }
  };

  /** Sends every finished visit that is not on the screen. */
  const sendAll = async () => {
    for (const { id, open } of await store.all()) {
      if (!open || id === visit.now?.id) continue;
      // Another run may have sent it since the list was made.
      const { bundle, draft } = (await store.read(id)) ?? {};
      if (!draft?.ready) continue;
      const tell = (done, all) => { if (done) say(`${bundle.name}さんの写真 ${done}/${all}を送りました`); };
      if (!await send(id, draft, tell)) continue;
      if ($("[data-outings]")) await visit.overview();
      say(`${bundle.name}さんの記録が事務所に届きました`);
    }
  };

  Object.assign(visit, { refusal, send, sendAll, underWay });
})();
