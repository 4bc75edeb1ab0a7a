/*
 * The visit on the screen. Its form is made ready before it is drawn, and what lies behind the other tabs comes after it.
 *
 * Adds { openVisit, toTab } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store, visitPhotos: photos } = globalThis;
  const { $, $$, main, part, shown, put, parsed, kept, keep, fresh, underWay, overview } = visit;
  const { say, signs } = globalThis.bansou;
  const { fieldsOf, indexes, fillIn, prepare, prepareBrief, markWeek, talk } = globalThis.visitForm;
  // Safari knows no idle moment.
  const afterwards = (act) => (globalThis.requestIdleCallback ? requestIdleCallback(act, { timeout: 1000 }) : setTimeout(act, 100));

  const openVisit = async (id) => {
    const found = await store.read(id);
    const { bundle, draft } = found ?? {};
    if (!found || draft?.sent || underWay.has(id)) {
      await overview();
      return say("いま事務所へ送っています。届いてからは、報告書の画面で直せます");
    }
    const own = { id, bundle, draft: { ...fresh(), ...draft, ready: false }, form: null };
    shown(page(own));
    visit.now = own;
    if (draft) kept("この端末に保存済み");
    own.rest = () => rest(own);
    afterwards(() => own.rest());
  };

  /** The page of a visit, ready and not yet drawn: each field is filled before the browser has laid anything out. */
  const page = (own) => {
    const { bundle, draft } = own;
    const made = part("t-visit");
    put("[data-name]", `${bundle.name}さん`, made);
    put("[data-title]", bundle.title, made);
    const write = $('[data-pane="write"]', made);
    write.append(...parsed(bundle.form));
    prepare(made, write);
    own.form = $("form", write);
    // What was there when it was taken along, so that the office can tell what was typed here.
    draft.base ||= fieldsOf(own.form);
    if (draft.fields) fillIn(own.form, draft.fields);
    const sign = $('form[data-act="sign"]', made);
    if (draft.signed) {
      for (const name of ["strokes", "signer", "relation"]) sign.elements[name].value = draft.signed[name];
    } else sign.elements.signer.value = bundle.name;
    return made;
  };

  /** What is not in sight at first: done once, when there is time or when somebody asks for it. */
  const rest = async (own) => {
    own.rest = () => {};
    if (visit.now !== own || !own.form) return;
    const before = $('[data-pane="before"]');
    before.append(...parsed(own.bundle.brief));
    prepareBrief(before);
    signs(main);
    markWeek(own.form, own.draft.base);
    await photos.show(own, keep);
  };

  // The end: what is open, what is read aloud.

  const told = (name) => globalThis.visitForm.told(visit.now.form, name);
  const chosen = (name) => {
    const field = $(`[name="${CSS.escape(name)}"]:checked`, visit.now.form);
    return field?.closest("label")?.textContent.trim() ?? "";
  };
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });

  const toEnd = () => {
    const open = [];
    for (const [name, words] of [["visit.on", "実施日"], ["visit.met", "会った人"], ["overall", "全体の状況"]]) if (!told(name)) open.push(words);
    const read = [];
    for (const index of indexes("rows", [...new Set([...visit.now.form.elements].map((field) => field.name))])) {
      const at = (field) => `rows.${index}.${field}`;
      const goal = told(at("goal")) || told(at("need"));
      if (!goal) continue;
      if (!chosen(at("achievement")) && !told(at("achievement_text"))) open.push(`「${goal}」の達成度`);
      read.push([goal, [told(at("voice")), told(at("achievement_text")) || chosen(at("achievement")), told(at("remedy")) && `これから: ${told(at("remedy"))}`].filter(Boolean)]);
    }
    $("[data-open]").replaceChildren(...(open.length ? open : ["ありません。"]).map((text) => line("li", text)));
    const place = $("[data-read]");
    place.replaceChildren(...[["きょう聞いたこと", [told("overall")]], ...read, ["つぎの訪問", [told("next")]]]
      .filter(([, lines]) => lines.some(Boolean))
      .map(([head, lines]) => {
        const box = document.createElement("div");
        box.append(line("h3", head), ...lines.filter(Boolean).map((text) => line("p", text)));
        return box;
      }));
    const { signed: given } = visit.now.draft;
    $("[data-stale]").hidden = !given || given.shown === place.innerText;
    if (given) place.textContent = given.shown;
  };

  const toTab = (name) => {
    visit.now.rest();
    if (name === "talk") return talk(visit.now, keep);
    for (const tab of $$("[data-tab]")) tab.ariaCurrent = tab.dataset.tab === name ? "true" : null;
    for (const pane of $$("[data-pane]")) pane.hidden = pane.dataset.pane !== name;
    if (name === "end") toEnd();
    scrollTo(0, 0);
  };

  Object.assign(visit, { openVisit, toTab });
})();
