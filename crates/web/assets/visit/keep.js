/*
 * Keeping what is typed at a visit: in the store within a second, with the signature and what was shown when it was given.
 *
 * Adds { keep, later, fresh, clock } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store } = globalThis;
  const { $, kept, FULL } = visit;
  const { fieldsOf } = globalThis.visitForm;
  let timer = 0;
  let saving = Promise.resolve();

  /** What is written at a visit nobody has written at yet. */
  const fresh = () => ({ key: crypto.randomUUID(), base: "", fields: "", missed: [], photos: [], signed: null, ready: false });
  // The day and time here, as the device says it; the office decides whether to believe it.
  const clock = () => {
    const at = new Date();
    return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  };

  const signed = () => {
    const before = visit.now.draft.signed;
    const form = $('form[data-act="sign"]');
    const strokes = form?.elements.strokes.value;
    if (!strokes) return before && form ? null : before;
    return {
      // What stood there when the pen was lifted, whatever is written afterwards.
      shown: before?.strokes === strokes ? before.shown : $("[data-read]").innerText, strokes,
      signer: form.elements.signer.value.trim(), relation: form.elements.relation.value.trim(),
    };
  };

  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    if (!visit.now?.form) return saving;
    const { id, draft, form } = visit.now;
    draft.signed = signed();
    // Looking is not writing: only what somebody wrote has to be sent.
    const fields = fieldsOf(form);
    if (draft.fields || draft.signed || fields !== draft.base) draft.fields = fields;
    else if (!draft.missed.length && !draft.photos.length) return saving;
    saving = saving.then(() => store.keep(id, draft)).then(
      () => kept(`この端末に保存 ${new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" })}`),
      () => {
        kept(FULL, true);
        timer = setTimeout(keep, 3000);
      },
    );
    return saving;
  };
  // Not put off by the next key: whoever types without a pause is kept every second as well.
  const later = (wait) => {
    if (!timer) timer = setTimeout(keep, wait);
  };

  Object.assign(visit, { keep, later, fresh, clock });
})();
