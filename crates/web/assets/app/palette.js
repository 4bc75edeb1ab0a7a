/*
 * The palette: a name, an office or a screen is typed, and Enter goes there.
 *
 * Adds { openPalette }
 */
(() => {
  "use strict";

  const app = window.bansou;
  const { $, $$, on, make, parsed, composing, ime } = app;
  const doc = document;

  let palette = null;

  const buildPalette = () => {
    const dialog = $("dialog.palette") ?? doc.body.appendChild(make("dialog", { className: "palette" }));
    const input = make("input", {
      name: "q", type: "text", autocomplete: "off", placeholder: "名前・かな・事業所・画面名", enterKeyHint: "go",
      role: "combobox", ariaLabel: "さがす", ariaExpanded: "false", ariaAutoComplete: "list",
    });
    const list = make("ul", { id: "palette-list", role: "listbox", ariaLabel: "候補" });
    const status = make("p", { role: "status" });
    input.setAttribute("aria-controls", list.id);
    dialog.ariaLabel = input.ariaLabel;
    const form = make("form", { action: "/search", role: "search" }, input);
    dialog.replaceChildren(form, list, status);
    dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
    return wirePalette({ dialog, form, input, list, status, at: 0, shown: null, wanted: false, timer: 0, request: null });
  };

  const options = (box) => [...box.list.children];

  const pointAt = (box, index) => {
    const all = options(box);
    box.at = all.length ? (index + all.length) % all.length : 0;
    all.forEach((option, place) => { option.ariaSelected = place === box.at; });
    const current = all[box.at];
    if (current) box.input.setAttribute("aria-activedescendant", current.id);
    else box.input.removeAttribute("aria-activedescendant");
    current?.scrollIntoView({ block: "nearest" });
  };

  const lookUp = async (box) => {
    clearTimeout(box.timer);
    box.request?.abort();
    const { signal } = box.request = new AbortController();
    const asked = box.input.value;
    try {
      const answer = await fetch(`/palette?${new URLSearchParams({ q: asked })}`, { headers: { "HX-Request": "true" }, signal });
      if (!answer.ok || answer.redirected) throw answer;
      const page = parsed(await answer.text());
      box.list.replaceChildren(...$$("[role=option]", page));
      options(box).forEach((option, index) => {
        option.id = `palette-${index}`;
        // Nothing inside an option may take the focus.
        const link = $("a", option);
        option.onclick = () => { location.href = link.href; };
        link.replaceWith(make("span", {}, ...link.childNodes));
      });
      box.shown = asked;
      box.input.ariaExpanded = options(box).length > 0;
      box.status.textContent = options(box).length ? `${options(box).length}件` : asked.trim() ? "見つかりません" : "名前の一部を入れてください";
      pointAt(box, 0);
      if (box.wanted) choose(box);
    } catch {
      if (!signal.aborted) box.status.textContent = "候補を出せません";
    }
  };

  const choose = (box) => {
    const option = box.shown === box.input.value && options(box)[box.at];
    if (option) option.click();
    else box.form.submit();
  };

  const wirePalette = (box) => {
    box.input.addEventListener("input", () => {
      if (composing()) return;
      box.wanted = false;
      clearTimeout(box.timer);
      box.timer = setTimeout(() => lookUp(box), 200);
    });
    box.input.addEventListener("keydown", (event) => {
      if (ime(event)) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        pointAt(box, box.at + step);
      }
    });
    box.form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Fast typists press Enter before the list has come.
      if (box.shown !== box.input.value && !box.wanted) {
        box.wanted = true;
        lookUp(box);
      } else choose(box);
    });
    return box;
  };

  const openPalette = () => {
    palette ??= buildPalette();
    if (palette.dialog.open) return palette.dialog.close();
    if ($("dialog[open]")) return;
    palette.wanted = false;
    palette.input.value = "";
    palette.list.replaceChildren();
    palette.shown = null;
    palette.dialog.showModal();
    palette.input.focus();
    lookUp(palette);
  };

  app.openPalette = openPalette;
})();
