/*
 * 計画の編集: quoting from the drawer, and moving needs without a round trip.
 *
 *   aside.drawer blockquote button[data-quote]   puts the quoted text where somebody last typed
 *   .row-item button[data-up|data-down]          changes places with the neighbour
 */
(() => {
  "use strict";

  const app = globalThis.bansou;
  const form = document.querySelector("form[data-autosave]");
  if (!app || !form) return;

  let last = null;
  form.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea, input:not([type]), input[type=text]")) last = event.target;
  });

  const quote = (text) => {
    if (!last?.isConnected) return app.say("先に、書きたい欄を選んでください");
    const [from, to] = [last.selectionStart, last.selectionEnd];
    const before = last.value.slice(0, from);
    const gap = last.tagName === "TEXTAREA" && before.trim() && !before.endsWith("\n") ? "\n" : "";
    last.setRangeText(gap + text, from, to, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
    return app.say("引用しました");
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-quote]");
    if (button) quote(button.closest("blockquote").querySelector("p").textContent.trim());
  });

  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-up], [data-down]");
    const row = button?.closest(".row-item");
    if (!row) return;
    event.preventDefault();
    const up = button.hasAttribute("data-up");
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other?.matches(".row-item")) return app.say(up ? "いちばん上です" : "いちばん下です");
    if (up) other.before(row);
    else other.after(row);
    [...row.parentElement.querySelectorAll(":scope > .row-item")].forEach((item, place) => {
      item.querySelector("[data-number]").textContent = place + 1;
    });
    button.dispatchEvent(new Event("change", { bubbles: true }));
    row.scrollIntoView({ block: "nearest" });
    button.focus();
    return app.say(`優先順位${row.querySelector("[data-number]").textContent}にしました`);
  });
})();
