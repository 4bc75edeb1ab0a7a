/*
 * Repeating rows of a form: added from a template, taken out with a way back.
 *
 *   button[data-add=KEY], template[data-row=KEY]   __i__ becomes the next number (or data-index="__j__")
 *   .row-item button[data-remove]                  [data-number] is renumbered, .row-item[data-name] named
 *
 * Adds { addRow, removeRow, undo }
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, on, make, TEXT, say, quietly } = app;
  const doc = document;

  const changed = (form) => form.dispatchEvent(new Event("change", { bubbles: true }));

  const renumber = (rows) => $$(":scope > .row-item", rows).forEach((row, index) => {
    $$("[data-number]", row).forEach((place) => { place.textContent = index + 1; });
  });

  const fill = (root, mark, index) => {
    for (const node of $$("*", root)) {
      for (const attribute of [...node.attributes]) {
        if (attribute.value.includes(mark)) attribute.value = attribute.value.replaceAll(mark, index);
      }
      if (node.tagName === "TEMPLATE") fill(node.content, mark, index);
    }
  };

  const nextIndex = (template, mark) => {
    const name = $(`[name*="${mark}"]`, template.content)?.name ?? "";
    const prefix = name.slice(0, name.indexOf(mark));
    const used = $$("[name]", template.closest("form") ?? doc)
      .filter((field) => field.name.startsWith(prefix))
      .map((field) => parseInt(field.name.slice(prefix.length), 10))
      .filter((index) => index >= 0);
    const next = Math.max(-1, ...used, Number(template.dataset.last ?? -1)) + 1;
    template.dataset.last = next;
    return next;
  };

  // Values are named by the last part of the field's name.
  const addRow = (form, key, values = {}, at = null) => {
    const template = $(`template[data-row="${key}"]`, form);
    if (!template) return null;
    const mark = template.dataset.index ?? "__i__";
    const index = at ?? nextIndex(template, mark);
    const row = template.content.cloneNode(true).firstElementChild;
    const holder = make("div", {}, row);
    fill(holder, mark, index);
    for (const field of $$("[name]", row)) {
      const value = values[field.name.split(".").pop()];
      if (value === undefined) continue;
      if (field.type === "checkbox" || field.type === "radio") field.checked = field.value === String(value);
      else field.value = value;
    }
    const rows = $(`.rows[data-rows="${key}"]`, form) ?? template.parentElement;
    rows.append(row);
    renumber(rows);
    changed(form);
    return row;
  };

  const removeRow = (row) => {
    const rows = row.parentElement;
    const form = row.closest("form");
    const neighbour = [row.nextElementSibling, row.previousElementSibling].find((node) => node?.matches(".row-item"));
    const key = rows.dataset.rows ?? $("template", rows)?.dataset.row;
    const next = (neighbour && $("[data-remove]", neighbour)) ?? $(`[data-add="${key}"]`, form);
    const place = doc.createComment("");
    const words = row.dataset.name ?? $("h3, legend", row)?.textContent.trim() ?? "行";
    row.replaceWith(place);
    renumber(rows);
    changed(form);
    next?.focus();
    const back = () => {
      if (!place.isConnected) return;
      place.replaceWith(row);
      renumber(rows);
      changed(form);
      $(TEXT, row)?.focus();
      quietly(`${words}を元に戻しました`);
    };
    app.undo = back;
    say(`${words}を消しました`, ["元に戻す", back]);
  };

  on("click", (event) => {
    const button = event.target.closest?.("[data-add], .row-item [data-remove]");
    if (!button || event.defaultPrevented) return;
    if (button.hasAttribute("data-remove")) {
      event.preventDefault();
      return removeRow(button.closest(".row-item"));
    }
    const row = addRow(button.form ?? button.closest("form"), button.dataset.add);
    if (!row) return;
    event.preventDefault();
    $(`${TEXT}, select, [type=radio], [type=checkbox]`, row)?.focus();
  });

  Object.assign(app, { addRow, removeRow, undo: null });
})();
