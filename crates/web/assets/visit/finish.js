/*
 * The end of a visit: sent from its screen, waiting for the line, arrived.
 *
 * Adds { finish, sendNow, waiting, dropUnwanted } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store } = globalThis;
  const { $, main, part, show, put, kept, keep, send, underWay, FULL } = visit;
  const { say } = globalThis.bansou;
  const { fieldsOf } = globalThis.visitForm;

  const finish = async () => {
    await keep();
    const own = visit.now;
    // Whoever sends a form as it was says that it stays so.
    own.draft.fields ||= fieldsOf(own.form);
    own.draft.ready = true;
    // Sending needs no room on the disk: a full one is told, and the visit goes all the same.
    const full = await store.keep(own.id, own.draft).then(() => false, () => true);
    await sendNow();
    if (full && visit.now) put("[data-why]", FULL);
  };

  const sendNow = async () => {
    const { id, draft, bundle } = visit.now;
    visit.now.form = null;
    visit.now.waits = false;
    const told = await send(id, draft, (done, all) => { if (visit.now?.id === id) sending(bundle, done, all); });
    // Whoever went on to another visit is not called back from it.
    if (visit.now?.id !== id) {
      if (told) say(`${bundle.name}さんの記録が事務所に届きました`);
      return $("[data-outings]") && visit.overview();
    }
    if (!told) return waiting();
    visit.now = null;
    kept("");
    show("t-done");
    const also = told.photos ? `と写真${told.photos}枚` : "";
    put("[data-words]", told.wrote ? `${bundle.name}さんの記録${also}は、この端末から消しました。` : `${bundle.name}さんの訪問${also}を経過に残し、この端末から消しました。`);
    const go = $("[data-go]", main);
    go.href = told.go;
    go.textContent = told.wrote ? "報告書に取り込む" : "経過を見る";
  };

  const sending = (bundle, done, all) => {
    if (!$("[data-progress]", main)) show("t-sending");
    put("[data-name]", `${bundle.name}さん`);
    put("[data-progress]", `写真 ${done}/${all}を送りました`);
  };

  /** Photos the office does not take, whatever is tried. */
  const dropUnwanted = async () => {
    const { draft } = visit.now;
    for (const photo of draft.unwanted) await store.dropPhoto(photo);
    draft.count -= draft.unwanted.length;
    await sendNow();
  };

  const waiting = async () => {
    const { id, draft, bundle } = visit.now;
    visit.now.form = null;
    visit.now.waits = true;
    const left = (await store.photos(id)).length;
    show("t-waiting");
    put("[data-name]", `${bundle.name}さん　${bundle.title}`);
    const what = draft.sent && draft.count ? `書いたものは事務所に届きました。写真は ${draft.count - left}/${draft.count} を送りました。` : "";
    const unwanted = draft.unwanted ?? [];
    $('[data-do="unwanted"]', main).hidden = !unwanted.length;
    put("[data-why]", what + (underWay.has(id) ? "いま送っています。" : visit.refused ? `事務所が受けとりませんでした。${visit.refused} 残りはこの端末にあります。` : "いまはつながっていません。つながると自分で送ります。"));
    $('[data-do="more"]', main).hidden = Boolean(draft.sent);
    if (visit.needsSignIn) main.prepend(part("t-signin"));
  };

  Object.assign(visit, { finish, sendNow, waiting, dropUnwanted });
})();
