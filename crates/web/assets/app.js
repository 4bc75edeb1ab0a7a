/*
 * What a page does beyond plain links and forms. Every page works without this file.
 *
 *   form[data-autosave=URL], [data-draft-status]      a draft; [data-no-autosave] leaves a field out
 *   input[data-echo=date|month|time][data-echo-into]  reads the typed date back
 *   button[data-add=KEY], template[data-row=KEY]      __i__ becomes the next number (or data-index="__j__")
 *   .row-item button[data-remove]                     [data-number] is renumbered, .row-item[data-name] named
 *   [data-palette]  [data-print]  [data-undo]  details[data-keep][id]  body[data-enter=next]
 *   a[href^="/notes/new"], a[data-dialog]             the page's fragment in dialog.quick; [data-full] does not
 *   form[data-no-busy], button[data-busy="words"]     for downloads; other words than 保存しています…
 *
 * window.bansou = { say, quietly, ime, addRow, removeRow, enliven }
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
  const OURS = doc.currentScript.src;
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

  // Drafts.

  const LOST = "下書きを保存できません。通信を確かめてください";
  const ENTRUSTED = "entrusted";
  const SIGNED_OUT = "別の画面でサインインすると、下書きを保存できます";
  const drafts = new Map();
  let announcedAt = -30000;

  const draftOf = (form) => {
    if (!drafts.has(form)) drafts.set(form, { form, typed: 0, saved: 0, timer: 0, failures: 0, request: null, closed: false });
    return drafts.get(form);
  };

  const fieldsOf = (form) => {
    const leave = new Set($$("[type=password], [type=file], [data-no-autosave]", form).map((field) => field.name));
    const pairs = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !leave.has(name));
    return new URLSearchParams(pairs);
  };

  const draftStatus = (draft, text, failed) => {
    const place = $("[data-draft-status]", draft.form) ?? $("[data-draft-status]");
    if (place) {
      place.ariaLive = "off";
      place.textContent = text;
      place.toggleAttribute("data-failed", failed);
    }
    const now = performance.now();
    if (failed ? draft.failures === 1 : now - announcedAt > 30000) {
      announcedAt = now;
      quietly(text);
    }
  };

  const later = (draft, wait) => {
    clearTimeout(draft.timer);
    draft.timer = setTimeout(() => saveDraft(draft), wait);
  };

  const saveDraft = async (draft, leaving = false) => {
    clearTimeout(draft.timer);
    if (draft.closed || draft.saved >= draft.typed || !draft.form.isConnected) return;
    if (composing && !leaving) return later(draft, 1000);
    if (draft.request && !leaving) return later(draft, 500);
    const typed = draft.typed;
    const body = fieldsOf(draft.form);
    const request = draft.request = new AbortController();
    try {
      const keepalive = leaving && body.toString().length < 60000;
      const answer = await fetch(draft.form.dataset.autosave, { method: "POST", body, keepalive, signal: request.signal });
      if (answer.status === 401 || answer.redirected) throw new Error(SIGNED_OUT);
      if (!answer.ok) throw new Error(LOST);
      draft.saved = Math.max(draft.saved, typed);
      draft.failures = 0;
      const time = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
      draftStatus(draft, `下書き保存済み ${time}`, false);
    } catch (error) {
      if (request.signal.aborted) return;
      draft.failures += 1;
      draftStatus(draft, error.message === SIGNED_OUT ? SIGNED_OUT : LOST, true);
      later(draft, Math.min(60000, 5000 * 2 ** (draft.failures - 1)));
    } finally {
      if (draft.request === request) draft.request = null;
    }
  };

  const typedIn = (event, wait) => {
    const form = event.target.form ?? event.target.closest?.("form");
    if (!form?.dataset.autosave || event.target.closest("[data-no-autosave]")) return;
    const draft = draftOf(form);
    draft.typed = performance.now();
    later(draft, draft.failures ? 5000 : wait);
  };
  on("input", (event) => typedIn(event, 3000));
  on("change", (event) => typedIn(event, 200));

  const saveAll = (leaving) => drafts.forEach((draft) => saveDraft(draft, leaving));
  addEventListener("blur", () => saveAll(false));
  addEventListener("online", () => saveAll(false));
  on("visibilitychange", () => { if (doc.visibilityState === "hidden") saveAll(true); });
  // A beacon outlives the page, so leaving is questioned only where even that cannot be trusted.
  const entrust = (draft) => {
    if (draft.closed || !draft.form.isConnected || draft.saved >= draft.typed) return true;
    const sent = navigator.onLine && !draft.failures && navigator.sendBeacon(draft.form.dataset.autosave, fieldsOf(draft.form));
    if (sent) {
      draft.saved = draft.typed;
      sessionStorage.setItem(ENTRUSTED, location.pathname);
    }
    return sent;
  };
  addEventListener("beforeunload", (event) => {
    if ([...drafts.values()].some((draft) => !entrust(draft))) event.preventDefault();
  });
  addEventListener("pagehide", () => drafts.forEach(entrust));

  // A page loaded anew may have been asked for before the beacon's draft was kept: it asks once more for the way back.
  const offerDraft = async (tries = 3) => {
    if (sessionStorage.getItem(ENTRUSTED) !== location.pathname) return;
    sessionStorage.removeItem(ENTRUSTED);
    const form = $("form[data-autosave]");
    if (!form || location.search.includes("draft=1") || $('[href$="draft=1"]')) return;
    for (let left = tries; left > 0; left -= 1) {
      await new Promise((done) => { setTimeout(done, 300); });
      const answer = await fetch(location.href).catch(() => null);
      const page = answer?.ok && !answer.redirected && parsed(await answer.text());
      const notice = page && $('.notice:has([href$="draft=1"])', page);
      if (notice) return form.before(notice);
    }
  };
  offerDraft();

  // Once the form itself is on its way, a late draft must not come after it.
  const closeDraft = (form) => {
    if (!form.dataset.autosave) return;
    const draft = draftOf(form);
    draft.closed = true;
    clearTimeout(draft.timer);
    draft.request?.abort();
  };
  const reopenDraft = (form) => {
    const draft = drafts.get(form);
    if (draft) draft.closed = false;
  };

  // Submitting once.

  const busy = new Map();

  const free = (form) => {
    const held = busy.get(form);
    if (!held) return;
    busy.delete(form);
    clearTimeout(held.timer);
    reopenDraft(form);
    if (!held.button) return;
    held.button.removeAttribute("aria-disabled");
    held.button.replaceChildren(...held.words);
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (!busy.has(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  addEventListener("submit", (event) => {
    const form = event.target;
    const byHtmx = form.hasAttribute("data-hx-post");
    if (form.method !== "post" || (event.defaultPrevented && !byHtmx)) return;
    closeDraft(form);
    if (form.hasAttribute("data-no-busy") || event.submitter?.hasAttribute("data-no-busy")) return;
    const button = event.submitter?.tagName === "BUTTON" ? event.submitter : null;
    const held = { button, words: button ? [...button.childNodes] : [] };
    busy.set(form, held);
    held.timer = setTimeout(() => free(form), 20000);
    if (!button) return;
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren(button.dataset.busy ?? "保存しています…");
  });

  on("htmx:finally:request", (event) => {
    const form = event.target.closest?.("form");
    if (form) free(form);
  });

  addEventListener("pageshow", async (event) => {
    [...busy.keys()].forEach(free);
    drafts.forEach((draft) => { draft.closed = false; });
    if (!event.persisted) return;
    // A page out of the back/forward cache may belong to somebody who has signed out.
    try {
      const answer = await fetch("/session", { cache: "no-store" });
      if (!answer.ok || answer.redirected) location.reload();
    } catch { /* No line: the page stays as it is. */ }
  });

  // Reading dates back.

  const echoes = new WeakMap();

  on("input", (event) => {
    const field = event.target;
    const { echo: kind, echoInto } = field.dataset;
    const into = kind && doc.getElementById(echoInto);
    if (!into || composing) return;
    const echo = echoes.get(field) ?? {};
    echoes.set(field, echo);
    clearTimeout(echo.timer);
    echo.request?.abort();
    const value = field.value.trim();
    if (!value) return void (into.textContent = "");
    echo.timer = setTimeout(async () => {
      const { signal } = echo.request = new AbortController();
      try {
        const answer = await fetch(`/echo?${new URLSearchParams({ kind, v: value })}`, { signal });
        into.textContent = answer.ok ? await answer.text() : "";
      } catch {
        if (!signal.aborted) into.textContent = "";
      }
    }, 300);
  });

  // Repeating rows.

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
    undo = back;
    say(`${words}を消しました`, ["元に戻す", back]);
  };

  let undo = null;

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

  // Dialogs.

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
      if (composing) return;
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

  // サインアウト: what was written on a visit and is still on this device is told of first. It is counted by its keys and not read.

  const unsentVisits = async () => {
    const asked = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const opened = indexedDB.open("bansou-visit");
    // Where nothing was ever taken along, nothing is left behind by looking.
    opened.onupgradeneeded = () => opened.transaction.abort();
    const db = await asked(opened).catch(() => null);
    if (!db) return 0;
    try {
      const stores = db.transaction(db.objectStoreNames);
      const visits = new Set(await asked(stores.objectStore("draft").getAllKeys()));
      for (const id of await asked(stores.objectStore("outing").getAllKeys())) {
        if (await asked(stores.objectStore("photo").index("outing").count(id))) visits.add(id);
      }
      return visits.size;
    } finally {
      db.close();
    }
  };

  const askBeforeSignOut = (form, count) => {
    const stay = make("button", { type: "button", className: "button-quiet", textContent: "やめる", onclick: () => dialog.close() });
    const leave = make("button", { type: "button", className: "button-secondary", textContent: "それでもサインアウト", onclick: () => form.submit() });
    const send = make("a", { className: "button", href: "/visit/", textContent: "送る" });
    const dialog = doc.body.appendChild(make("dialog", { className: "quick" },
      make("header", {}, make("h2", { id: "unsent-title", textContent: `この端末に、まだ送っていない訪問の記録が${count}件あります` })),
      make("p", { textContent: "サインアウトしても消えません。暗号のまま残り、もう一度サインインすると送れます。" }),
      make("p", { className: "card-actions" }, send, leave, stay)));
    dialog.setAttribute("aria-labelledby", "unsent-title");
    dialog.onclose = () => dialog.remove();
    dialog.showModal();
    send.focus();
  };

  on("submit", async (event) => {
    const form = event.target;
    if (form.getAttribute("action") !== "/signout" || !window.indexedDB) return;
    event.preventDefault();
    const count = await unsentVisits().catch(() => 0);
    if (count) askBeforeSignOut(form, count);
    else form.submit();
  });

  // One part in a dialog is fetched by htmx; no page carries it for that.
  const fetchedParts = async (root) => {
    if (!$("[hx-get]", root)) return;
    if (!window.htmx) {
      const script = make("script", { src: OURS.replace("app.js", "htmx.min.js") });
      await new Promise((resolve) => {
        script.onload = script.onerror = resolve;
        doc.head.append(script);
      });
    }
    window.htmx?.process(root);
  };

  const openQuick = async (link) => {
    const url = link.href;
    const leave = () => { location.href = url; };
    try {
      const answer = await fetch(url, { headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return leave();
      const page = parsed(await answer.text());
      const part = $("main", page) ?? page.body;
      const title = $("h1, h2", part);
      const head = make("h2", { id: "quick-title", textContent: title?.textContent.trim() || link.textContent.trim() });
      title?.remove();
      const close = make("button", { type: "button", className: "button-quiet", textContent: "閉じる" });
      const dialog = $("dialog.quick") ?? doc.body.appendChild(make("dialog", { className: "quick" }));
      dialog.setAttribute("aria-labelledby", "quick-title");
      dialog.replaceChildren(make("header", {}, head, close), ...part.childNodes);
      const body = () => $$("form", dialog).map((form) => String(fieldsOf(form))).join();
      const may = () => body() === before || confirm("書きかけを閉じますか。");
      dialog.oncancel = (event) => { if (event.target === dialog && !may()) event.preventDefault(); };
      close.onclick = () => { if (may()) dialog.close(); };
      dialog.onclose = () => { saveAll(false); dialog.replaceChildren(); };
      dialog.showModal();
      const before = body();
      fetchedParts(dialog);
      enliven(dialog);
      ($("[autofocus]", dialog) ?? $(`${TEXT}, select`, dialog) ?? close).focus();
    } catch { leave(); }
  };

  on("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest?.("[data-palette], [data-print], a");
    if (!target) return;
    if (target.matches("[data-palette]")) {
      event.preventDefault();
      openPalette();
    } else if (target.matches("[data-print]")) {
      event.preventDefault();
      print();
    } else if (target.matches('a[href^="/notes/new"]:not([data-full]), a[data-dialog]')) {
      event.preventDefault();
      openQuick(target);
    } else if (target.matches('.summary a[href^="#"]')) {
      const field = doc.getElementById(decodeURIComponent(target.hash.slice(1)));
      const place = field?.matches("input, select, textarea") ? field : field && $("input, select, textarea", field);
      if (!place) return;
      event.preventDefault();
      place.closest("details")?.setAttribute("open", "");
      place.focus();
    }
  });

  // Keys.

  const primary = (form) => $$("button[type=submit], button:not([type])", form)
    .filter((button) => !button.matches("[name=_add], [name=_remove], [data-add], [data-remove], .default-submit"))
    .sort((a, b) => b.matches(".button") - a.matches(".button"))[0];

  const submitFrom = (field) => {
    const form = field?.form ?? field?.closest?.("form") ?? $("form[data-autosave]");
    if (form) form.requestSubmit(primary(form));
  };

  const step = (field, back) => {
    const fields = $$(`${TEXT}, select, [type=checkbox], [type=radio], button:not([data-remove])`, field.form)
      .filter((node) => !node.disabled && !node.readOnly && node.tabIndex >= 0 && node.offsetParent)
      .filter((node) => node.type !== "radio" || node.checked || !$(`[name="${CSS.escape(node.name)}"]:checked`, field.form));
    const next = fields[fields.indexOf(field) + (back ? -1 : 1)];
    next?.focus();
    next?.select?.();
  };

  const enterInField = (event, field) => {
    const form = field.form;
    if (!form || !field.matches(`${TEXT}, select`) || field.matches("textarea, [data-quick], [type=search]")) return;
    if (form.role === "search") return;
    if (doc.body.dataset.enter === "next") {
      event.preventDefault();
      step(field, event.shiftKey);
    } else if (form.dataset.autosave && field.tagName === "INPUT") {
      // In a long form a stray Enter must not finish it; Ctrl+Enter does.
      event.preventDefault();
      saveDraft(draftOf(form));
    } else if (field.tagName === "INPUT" && $("[name=_add], [name=_remove]", form)) {
      event.preventDefault();
      submitFrom(field);
    }
  };

  on("keydown", (event) => {
    if (event.defaultPrevented || ime(event)) return;
    const control = event.ctrlKey || event.metaKey;
    const field = event.target;
    if (control && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openPalette();
    } else if (control && event.key === "Enter") {
      event.preventDefault();
      submitFrom(field);
    } else if (control && event.key.toLowerCase() === "z" && !event.shiftKey && !field.matches?.(`${TEXT}, select`)) {
      const button = $("[data-undo]");
      const back = undo ?? (button && (() => button.click()));
      if (!back) return;
      event.preventDefault();
      undo = null;
      back();
    } else if (event.key === "Enter" && !control && !event.altKey) enterInField(event, field);
  });

  // The browser itself brings only the line with the caret into view.
  on("keyup", (event) => { if (event.key === "Tab") keepSeen(); });

  // When a page, or a part of one, has come.

  const keepKey = (details) => `open:${location.pathname}#${details.id}`;

  const enliven = (root) => {
    const summary = $(".summary, [autofocus-error]", root);
    if (summary) {
      summary.tabIndex = summary.matches("input, select, textarea") ? 0 : -1;
      summary.focus();
    }
    for (const details of $$("details[data-keep][id]", root)) {
      const kept = sessionStorage.getItem(keepKey(details));
      if (kept !== null) details.open = kept === "1";
    }
    for (const current of $$(".rail [data-state=progress], .menu [aria-current], .tabs [aria-current]", root)) {
      const strip = current.closest(".rail ol, .menu, .tabs");
      strip.scrollLeft += current.getBoundingClientRect().left - strip.getBoundingClientRect().left - strip.clientWidth / 3;
    }
    const done = $(".notice:has([data-undo])", root);
    if (done) quietly(done.innerText);
  };

  on("toggle", (event) => {
    if (event.target.matches?.("details[data-keep][id]")) sessionStorage.setItem(keepKey(event.target), event.target.open ? "1" : "0");
  }, true);
  on("htmx:after:swap", (event) => enliven(event.target.isConnected === false ? doc : event.target));

  window.bansou = { say, quietly, ime, addRow, removeRow, enliven };
  enliven(doc);
})();
