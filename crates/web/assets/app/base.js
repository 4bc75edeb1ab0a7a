/*
 * What every script of a page stands on: finding and making nodes, the input method, and saying things.
 *
 * window.bansou = { $, $$, on, make, parsed, TEXT, ime, composing, say, quietly, keepSeen }; each further part adds its own.
 */
(() => {
  "use strict";

  const doc = document;
  const $ = (selector, root = doc) => root.querySelector(selector);
  const $$ = (selector, root = doc) => [...root.querySelectorAll(selector)];
  const on = (type, handler, options) => doc.addEventListener(type, handler, options);
  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(doc.createElement(tag), properties);
    node.append(...children);
    return node;
  };
  const parsed = (html) => new DOMParser().parseFromString(html, "text/html");
  const TEXT = 'textarea, input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file], [type=range], [type=hidden])';

  doc.documentElement.classList.add("js");

  // Japanese input: the Enter that ends 変換 belongs to the input method.

  let composing = false;
  let composedAt = -1000;

  // Safari ends the composition before the keydown of the same Enter; keyCode 229 or the short time gives it away.
  const ime = (event) => event.isComposing || event.keyCode === 229 || composing || event.timeStamp - composedAt < 50;

  addEventListener("compositionstart", () => { composing = true; }, true);
  addEventListener("compositionend", (event) => {
    composing = false;
    composedAt = event.timeStamp;
    const field = event.target;
    // After the browser's own input event, so that the last word is the committed text.
    setTimeout(() => field.isConnected && field.dispatchEvent(new Event("input", { bubbles: true })));
  }, true);
  addEventListener("keyup", (event) => { if (!event.isComposing) composedAt = -1000; }, true);
  addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !ime(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  addEventListener("submit", (event) => {
    if (!composing) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  addEventListener("input", (event) => {
    if (event.isComposing && event.target.closest('[data-hx-trigger*="input"]')) event.stopImmediatePropagation();
  }, true);
  on("htmx:before:request", (event) => {
    const source = event.detail?.ctx?.sourceElement ?? event.target;
    if (composing && source.contains?.(doc.activeElement)) event.preventDefault();
  });

  // Saying things.

  const region = (properties) => doc.body.appendChild(make("div", { ariaLive: "polite", ...properties }));
  const toast = $("#say") ?? region({ id: "say", className: "toast" });
  const whisper = region({ className: "sr-only" });

  let toastTimer = 0;
  const hush = () => { if (!toast.contains(doc.activeElement)) toast.replaceChildren(); };

  // Nothing at the foot may lie over what somebody is working in: the style sheet's scroll padding keeps its place free.
  const keepSeen = () => {
    const at = doc.activeElement;
    if (at && at !== doc.body && !at.closest("dialog") && !toast.contains(at)) at.scrollIntoView({ block: "nearest" });
  };

  /** Shows and announces a sentence; actions are [words, function] pairs. */
  const say = (text, ...actions) => {
    clearTimeout(toastTimer);
    toast.replaceChildren(make("span", { textContent: text }), ...actions.map(([words, act]) =>
      make("button", { type: "button", textContent: words, onclick: () => { toast.replaceChildren(); act(); } })));
    keepSeen();
    // A sentence with a way back stays long enough to be reached without hurry.
    toastTimer = setTimeout(hush, actions.length ? 30000 : 6000);
  };
  // For words that are already on the screen.
  const quietly = (text) => { whisper.textContent = text; };

  window.bansou = { $, $$, on, make, parsed, TEXT, ime, composing: () => composing, say, quietly, keepSeen };
})();
