/*
 * The office's own form on a visit: read, filled again, stripped of what only the office can do, its week marked in red, and
 * the screen that shows the person nothing but a question.
 *
 * window.visitForm = { fieldsOf, indexes, fillIn, prepare, prepareBrief, markWeek, talk, told }
 */
(() => {
  "use strict";

  const doc = document;
  const { addRow } = globalThis.bansou;
  const $ = (selector, root = doc) => root.querySelector(selector);
  const $$ = (selector, root = doc) => [...root.querySelectorAll(selector)];
  const PARTS = ["rows", "homework", "week"];

  // Fields of the form, as the office's own page would send them.

  const fieldsOf = (form) => {
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.startsWith("_"));
    return String(new URLSearchParams(pairs));
  };

  const indexes = (part, names) => [...new Set(names.filter((name) => name.startsWith(`${part}.`)).map((name) => name.split(".")[1]))];

  /** Writes kept fields back into a fresh form. */
  const fillIn = (form, text) => {
    const typed = new URLSearchParams(text);
    const names = [...typed.keys()];
    for (const part of PARTS) {
      const wanted = indexes(part, names);
      for (const row of $$(`.rows[data-rows="${part}"] > .row-item`, form)) {
        const field = $(`[name^="${part}."]`, row);
        if (field && !wanted.includes(field.name.split(".")[1])) row.remove();
      }
      for (const index of wanted) if (!$(`[name^="${part}.${index}."]`, form)) addRow(form, part, {}, index);
    }
    for (const field of form.elements) {
      if (!field.name || field.name.startsWith("_")) continue;
      const values = typed.getAll(field.name);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) field.value = values[0];
    }
  };

  // There is nowhere to go to without network.
  const plain = (pane) => { for (const link of $$("a[href^='/']", pane)) link.replaceWith(...link.childNodes); };

  /** Takes out of the office's form what only the office can do. */
  const prepare = (page, write) => {
    const form = $("form", write);
    form.removeAttribute("data-autosave");
    // Else the browser writes what is typed into its own file of open tabs, where it can be read.
    for (const own of $$("form", page)) own.autocomplete = "off";
    for (const node of $$(".page-head, .save-bar, form.no-print, button[name=_do], .card-actions, header a, .week-box, [data-quick], .photos, .default-submit", write)) {
      (node.closest(".field.js-only") ?? node).remove();
    }
    plain(write);
    for (const field of $$("[data-echo]", write)) field.removeAttribute("data-echo");
    form.addEventListener("submit", (event) => event.preventDefault());
    const list = $('.rows[data-rows="week"]', form);
    list?.before(Object.assign(doc.createElement("ul"), { className: "diff", id: "visit-week" }));
  };

  /** The page before the visit beside its form. */
  const prepareBrief = (before) => {
    for (const node of $$(".card-actions", before)) node.remove();
    for (const own of $$("form", before)) own.autocomplete = "off";
    // The visit has its own first heading.
    for (const head of $$("h1", before)) head.replaceWith(Object.assign(doc.createElement("h2"), { textContent: head.textContent }));
    plain(before);
  };

  // 朱書き: the rows of the week against those that were taken along.

  const weekOf = (text) => {
    const typed = new URLSearchParams(text);
    const value = (index, field) => (typed.get(`week.${index}.${field}`) ?? "").trim();
    const line = (index) => [value(index, "days"), [value(index, "from"), value(index, "to")].filter(Boolean).join("～"), value(index, "what"), value(index, "provider")].filter(Boolean).join(" ");
    return new Map(indexes("week", [...typed.keys()]).map((index) => [index, line(index)]).filter(([, said]) => said));
  };

  const markWeek = (form, base) => {
    const place = $("#visit-week");
    if (!place) return;
    const [before, after] = [weekOf(base), weekOf(fieldsOf(form))];
    const line = (tag, word, text) => {
      const item = doc.createElement("li");
      item.append(Object.assign(doc.createElement("span"), { className: "tag", textContent: word }), " ", Object.assign(doc.createElement(tag), { textContent: text }));
      item.firstChild.dataset.state = "progress";
      return item;
    };
    const lines = [];
    for (const [index, said] of before) {
      const is = after.get(index);
      if (is === said) continue;
      lines.push(line("del", is ? "変更前" : "なくなった", said));
      if (is) lines.push(line("ins", "変更後", is));
    }
    for (const [index, said] of after) if (!before.has(index)) lines.push(line("ins", "ふえた", said));
    place.replaceChildren(...lines);
  };

  const told = (form, name) => form.elements[name]?.value.trim() ?? "";

  // 会話: nothing but a question, and pictures to point at.

  const talk = ({ form, bundle }, keep) => {
    const goals = indexes("rows", [...form.elements].map((field) => field.name))
      .map((index) => [index, told(form, `rows.${index}.goal`) || told(form, `rows.${index}.need`)]).filter(([, goal]) => goal);
    const asks = [...bundle.questions.map((text) => ({ text })), ...goals.map(([index, goal]) => ({ text: `「${goal.replace(/。$/, "")}」は、どうですか。`, index }))];
    $("#main").append($("#t-talk").content.cloneNode(true));
    const dialog = $("dialog.visit-talk");
    let at = 0;
    const turn = (by) => {
      at = Math.max(0, Math.min(asks.length - 1, at + by));
      $("[data-question]", dialog).textContent = asks[at].text;
      $("[data-faces]", dialog).hidden = !asks[at].index;
      for (const face of $$("[data-face]", dialog)) face.ariaPressed = "false";
    };
    dialog.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.face) {
        const voice = form.elements[`rows.${asks[at].index}.voice`];
        const said = `（絵を指して「${button.dataset.face}」）`;
        voice.value = [voice.value.replace(/\n?（絵を指して「[^」]*」）/, ""), said].filter(Boolean).join("\n");
        for (const face of $$("[data-face]", dialog)) face.ariaPressed = String(face === button);
        keep();
      } else if (button?.dataset.step === "0") dialog.close();
      else if (button) turn(Number(button.dataset.step));
    });
    dialog.addEventListener("close", () => dialog.remove());
    turn(0);
    dialog.showModal();
  };

  globalThis.visitForm = { fieldsOf, indexes, fillIn, prepare, prepareBrief, markWeek, talk, told };
})();
