/*
 * 訪問: the report's own form without network. What is shown comes from the bundle that was taken along; what is typed is
 * kept by visitStore within a second and sent when there is a line. The words of the screens stand in /visit/'s templates.
 */
(() => {
  "use strict";

  const doc = document;
  const store = globalThis.visitStore;
  const { say, addRow, signs } = globalThis.bansou;
  const $ = (selector, root = doc) => root.querySelector(selector);
  const $$ = (selector, root = doc) => [...root.querySelectorAll(selector)];
  const main = $("#main");
  const PARTS = ["rows", "homework", "week"];
  const IDLE = 10 * 60 * 1000;
  const BEAT = 20000;
  const FULL = "この端末に保存できません。空きを作るか、いま送ってください";

  /** The visit on the screen: { id, bundle, draft, form }. */
  let visit = null;
  let timer = 0;
  let saving = Promise.resolve();
  let needsSignIn = false;
  let refused = "";

  const part = (id) => $(`#${id}`).content.cloneNode(true);
  const show = (id) => {
    main.replaceChildren(part(id));
    $("[data-lock]").hidden = !store.isOpen();
    ($("[autofocus]", main) ?? main).focus();
  };
  const put = (selector, text, root = main) => { $(selector, root).textContent = text; };
  const post = (url, fields) => fetch(url, {
    method: "POST", body: new URLSearchParams(fields), headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(15000),
  });

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

  // Keeping what is typed.

  const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
  const kept = (text, failed = false) => {
    const place = $("[data-kept]");
    place.textContent = text;
    place.toggleAttribute("data-failed", failed);
  };

  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    if (!visit?.form) return saving;
    const { id, draft, form } = visit;
    draft.fields = fieldsOf(form);
    draft.signed = signed();
    saving = saving.then(() => store.keep(id, draft)).then(
      () => kept(`この端末に保存 ${clock()}`),
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

  const signed = () => {
    const form = $('form[data-act="sign"]');
    const strokes = form?.elements.strokes.value;
    if (!strokes) return visit.draft.signed && form ? null : visit.draft.signed;
    const before = visit.draft.signed;
    return {
      // What stood there when the pen was lifted, whatever is written afterwards.
      shown: before?.strokes === strokes ? before.shown : $("[data-read]").innerText, strokes,
      signer: form.elements.signer.value.trim(), relation: form.elements.relation.value.trim(),
    };
  };

  // Sending.

  const fresh = () => ({ key: crypto.randomUUID(), base: "", fields: "", missed: [], signed: null, ready: false });
  // The day and time here, as the device says it; the office decides whether to believe it.
  const now = () => {
    const at = new Date();
    return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
  };

  /** What the office says where it does not take what was sent. */
  const refusal = async (answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = [$("h1", page), $("main p, body p", page)].map((node) => node?.textContent.trim()).filter(Boolean);
    return said.length ? said.join("。") : `事務所のプログラムが答えません（${answer.status}）`;
  };

  /** Sends one visit. Answers where it led to, or nothing while it has to wait; then `refused` says why, if anything does. */
  const send = async (id, draft) => {
    refused = "";
    try {
      const answer = await post(`/visit/back/${id}`, {
        _key: draft.key, base: draft.base, fields: draft.fields, missed: JSON.stringify(draft.missed),
        signed: draft.signed ? JSON.stringify(draft.signed) : "", claimed_at: now(),
      });
      needsSignIn = answer.status === 401 || answer.redirected;
      if (needsSignIn) return null;
      if (!answer.ok) {
        refused = await refusal(answer);
        return null;
      }
      const told = await answer.json();
      if (told.state !== "back") return null;
      await store.drop(id);
      return told;
    } catch {
      return null;
    }
  };

  const sendAll = async () => {
    for (const { id, open } of await store.all()) {
      if (!open || id === visit?.id) continue;
      const { bundle, draft } = await store.read(id);
      if (draft?.ready && await send(id, draft)) say(`${bundle.name}さんの記録が事務所に届きました`);
    }
  };

  const finish = async () => {
    await keep();
    visit.draft.ready = true;
    // Sending needs no room on the disk: a full one is told, and the visit goes all the same.
    const full = await store.keep(visit.id, visit.draft).then(() => false, () => true);
    await sendNow();
    if (full && visit) put("[data-why]", FULL);
  };

  const sendNow = async () => {
    const { id, draft, bundle } = visit;
    const told = await send(id, draft);
    if (!told) return waiting(bundle);
    visit = null;
    kept("");
    show("t-done");
    put("[data-words]", told.wrote ? `${bundle.name}さんの記録は、この端末から消しました。` : `${bundle.name}さんの訪問を経過に残し、この端末から消しました。`);
    const go = $("[data-go]", main);
    go.href = told.go;
    go.textContent = told.wrote ? "報告書に取り込む" : "経過を見る";
  };

  const waiting = (bundle) => {
    visit.form = null;
    show("t-waiting");
    put("[data-name]", `${bundle.name}さん　${bundle.title}`);
    put("[data-why]", refused ? `事務所が受けとりませんでした。${refused} 書いたものはこの端末に残っています。` : "いまはつながっていません。つながると自分で送ります。");
    if (needsSignIn) main.prepend(part("t-signin"));
  };

  // Hearing from the office.

  const beat = async () => {
    if (doc.visibilityState !== "visible") return;
    if (await store.expired()) {
      await store.forget();
      await overview();
    }
    let line = true;
    for (const { id, token } of await store.all()) {
      try {
        const answer = await fetch(`/visit/beat/${id}`, { method: "POST", body: new URLSearchParams({ token }), signal: AbortSignal.timeout(5000) });
        const { state, now: server } = await answer.json();
        await store.heard(server);
        if (state === "revoked") await handIn(id, token);
      } catch { line = false; }
    }
    put("[data-line]", line ? "" : "つながっていません", doc);
    if (line) await sendAll();
  };

  /** 取り消し: what was typed goes back as it lies here, then everything goes. */
  const handIn = async (id, token) => {
    if (visit?.id === id) await keep();
    const text = await store.sealed(id);
    if (text) {
      const answer = await fetch(`/visit/sealed/${id}`, { method: "POST", body: new URLSearchParams({ token, sealed: text }) });
      if (!answer.ok || !(await answer.json()).kept) return;
    }
    await store.drop(id);
    if (visit?.id === id) visit = null;
    await overview();
    say(`事務所がこの持ち出しを取り消しました${text ? "。書きかけは封をしたまま事務所へ送りました" : ""}`);
  };

  // The list.

  const overview = async () => {
    await keep();
    visit = null;
    kept("");
    if (await store.locked()) return askPin();
    const outings = await store.all();
    show("t-list");
    if (needsSignIn) $("[data-notices]").append(part("t-signin"));
    $("[data-none]").hidden = outings.length > 0;
    for (const { id, open } of outings) $("[data-outings]").append(open ? await item(id) : sealedItem(id));
  };

  const item = async (id) => {
    const { bundle, draft } = await store.read(id);
    const row = part("t-item").firstElementChild;
    put("[data-name]", `${bundle.name}さん`, row);
    put("[data-title]", bundle.title, row);
    const tag = $("[data-tag]", row);
    const [state, word] = draft?.ready ? ["waiting", "送信待ち"] : draft ? ["progress", "書きかけ"] : ["todo", "まだ"];
    tag.dataset.state = state;
    tag.textContent = word;
    for (const missed of draft?.missed ?? []) $("[data-missed]", row).append(missedLine(missed));
    row.addEventListener("click", (event) => {
      const does = event.target.closest("[data-do]")?.dataset.do;
      if (does === "open") openVisit(id);
      else if (does) missed(id, does);
    });
    return row;
  };

  const WORDS = { absent: "不在だった", refused: "会うことを断られた" };
  const missedLine = ({ kind, at }) => Object.assign(doc.createElement("li"), { textContent: `${at.slice(11, 16)} ${WORDS[kind]}（記録しました）` });

  /** One tap: the attempt is kept, and the visit can still be made later. */
  const missed = async (id, kind) => {
    const { draft } = await store.read(id);
    const next = draft ?? fresh();
    const attempt = { id: crypto.randomUUID(), kind, at: now() };
    next.missed.push(attempt);
    try {
      await store.keep(id, next);
    } catch {
      return say(FULL);
    }
    await overview();
    say(`${WORDS[kind]}ことを残しました。事務所へ送ると経過になります`, ["元に戻す", async () => {
      next.missed = next.missed.filter((other) => other !== attempt);
      await store.keep(id, next);
      await overview();
    }], ["これだけ送る", async () => {
      next.ready = true;
      await store.keep(id, next);
      visit = { id, draft: next, bundle: (await store.read(id)).bundle, form: null };
      await sendNow();
    }]);
  };

  const sealedItem = (id) => {
    const row = part("t-sealed").firstElementChild;
    $("[data-do]", row).addEventListener("click", () => reopen(id));
    return row;
  };

  const reopen = async (id) => {
    const told = await keyFromOffice(id);
    if (!told) return;
    const open = async () => {
      await store.reopen(id, told.key);
      await overview();
    };
    if (await store.ready()) await open();
    else choosePin(open);
  };

  const keyFromOffice = async (id) => {
    const answer = await post(`/visit/key/${id}`, {}).catch(() => null);
    if (answer?.status === 401 || answer?.redirected) {
      needsSignIn = true;
      await overview();
      return null;
    }
    if (!answer?.ok) {
      say("事務所とつながっていないか、この訪問はほかの人が持ち出したものです");
      return null;
    }
    return answer.json();
  };

  // PIN.

  const onForm = (act, handle) => $(`form[data-act="${act}"]`, main).addEventListener("submit", (event) => {
    event.preventDefault();
    handle(event.target.elements.pin.value.normalize("NFKC"));
  });

  const choosePin = (then) => {
    show("t-choose");
    onForm("choose", async (pin) => {
      if (!/^\d{6,}$/.test(pin)) return put("[data-problem]", "6けた以上の数字で入れてください。");
      await store.choosePin(pin);
      await then();
    });
  };

  const askPin = async () => {
    show("t-pin");
    put("[data-count]", `持ち出した訪問が${(await store.all()).length}件あります。`);
    onForm("unlock", async (pin) => {
      const left = await store.unlock(pin);
      if (left === null) return start();
      if (left > 0) return put("[data-problem]", `番号がちがいます。あと${left}回まちがえると封をします。書いたものは消えません。`);
      await overview();
    });
  };

  // Taking along.

  const take = async (asked) => {
    if (!await store.ready()) return choosePin(() => take(asked));
    const device = navigator.userAgentData?.platform ?? navigator.platform ?? "";
    const answer = await post("/visit/take", { person: asked.get("person"), month: asked.get("month"), device }).catch(() => null);
    if (answer?.status === 401) {
      location.href = `/signin?${new URLSearchParams({ back: `/visit/?${asked}` })}`;
      return;
    }
    history.replaceState(null, "", "/visit/");
    if (!answer?.ok || answer.redirected) {
      await overview();
      return say(answer && !answer.redirected ? `持ち出せませんでした。${await refusal(answer)}` : "持ち出せませんでした。事務所とつながっていません");
    }
    const told = await answer.json();
    await store.take(told);
    await overview();
    say(`${told.bundle.name}さんの訪問を持ち出しました`);
  };

  /** 封をした書きかけ of a revoked device: opened in the office and sent as if it had come back. */
  const recover = async (id) => {
    history.replaceState(null, "", "/visit/");
    const told = await keyFromOffice(id);
    if (!told?.sealed) return told && overview();
    const draft = await store.unseal(told.sealed, told.key);
    visit = { id, draft, bundle: { name: "", title: "" }, form: null };
    return sendNow();
  };

  // The visit.

  const openVisit = async (id) => {
    const { bundle, draft } = await store.read(id);
    visit = { id, bundle, draft: draft ?? fresh(), form: null };
    visit.draft.ready = false;
    show("t-visit");
    put("[data-name]", `${bundle.name}さん`);
    put("[data-title]", bundle.title);
    const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
    $('[data-pane="before"]').append(...parsed(bundle.brief));
    const write = $('[data-pane="write"]');
    write.append(...parsed(bundle.form));
    prepare(write);
    visit.form = $("form", write);
    // What was there when it was taken along, so that the office can tell what was typed here.
    visit.draft.base ||= fieldsOf(visit.form);
    if (visit.draft.fields) fillIn(visit.form, visit.draft.fields);
    if (draft) kept("この端末に保存済み");
    const sign = $('form[data-act="sign"]');
    if (visit.draft.signed) {
      for (const name of ["strokes", "signer", "relation"]) sign.elements[name].value = visit.draft.signed[name];
    } else sign.elements.signer.value = bundle.name;
    signs(main);
    markWeek();
  };

  /** Takes out of the office's form what only the office can do. */
  const prepare = (write) => {
    const form = $("form", write);
    form.removeAttribute("data-autosave");
    // Else the browser writes what is typed into its own file of open tabs, where it can be read.
    for (const own of $$("form", main)) own.autocomplete = "off";
    for (const node of $$(".page-head, .save-bar, form.no-print, button[name=_do], .card-actions, header a, .week-box, [data-quick], .default-submit", write)) {
      (node.closest(".field.js-only") ?? node).remove();
    }
    for (const node of $$(".card-actions", $('[data-pane="before"]'))) node.remove();
    for (const link of $$("a[href^='/']", main)) if (!link.closest(".visit-head")) link.replaceWith(...link.childNodes);
    for (const field of $$("[data-echo]", write)) field.removeAttribute("data-echo");
    form.addEventListener("submit", (event) => event.preventDefault());
    const list = $('.rows[data-rows="week"]', form);
    list?.before(Object.assign(doc.createElement("ul"), { className: "diff", id: "visit-week" }));
  };

  // 朱書き: the rows of the week against those that were taken along.

  const weekOf = (text) => {
    const typed = new URLSearchParams(text);
    const value = (index, field) => (typed.get(`week.${index}.${field}`) ?? "").trim();
    const line = (index) => [value(index, "days"), [value(index, "from"), value(index, "to")].filter(Boolean).join("～"), value(index, "what"), value(index, "provider")].filter(Boolean).join(" ");
    return new Map(indexes("week", [...typed.keys()]).map((index) => [index, line(index)]).filter(([, said]) => said));
  };

  const markWeek = () => {
    const place = $("#visit-week");
    if (!place || !visit?.form) return;
    const [before, after] = [weekOf(visit.draft.base), weekOf(fieldsOf(visit.form))];
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

  // The end: what is open, what is read aloud.

  const told = (name) => visit.form.elements[name]?.value.trim() ?? "";
  const chosen = (name) => {
    const field = $(`[name="${CSS.escape(name)}"]:checked`, visit.form);
    return field?.closest("label")?.textContent.trim() ?? "";
  };

  const toEnd = () => {
    const open = [];
    for (const [name, words] of [["visit.on", "実施日"], ["visit.met", "会った人"], ["overall", "全体の状況"]]) if (!told(name)) open.push(words);
    const read = [];
    for (const index of indexes("rows", [...new Set([...visit.form.elements].map((field) => field.name))])) {
      const at = (field) => `rows.${index}.${field}`;
      const goal = told(at("goal")) || told(at("need"));
      if (!goal) continue;
      if (!chosen(at("achievement")) && !told(at("achievement_text"))) open.push(`「${goal}」の達成度`);
      read.push([goal, [told(at("voice")), told(at("achievement_text")) || chosen(at("achievement")), told(at("remedy")) && `これから: ${told(at("remedy"))}`].filter(Boolean)]);
    }
    $("[data-open]").replaceChildren(...(open.length ? open : ["ありません。"]).map((text) => Object.assign(doc.createElement("li"), { textContent: text })));
    const place = $("[data-read]");
    place.replaceChildren(...[["きょう聞いたこと", [told("overall")]], ...read, ["つぎの訪問", [told("next")]]]
      .filter(([, lines]) => lines.some(Boolean))
      .map(([head, lines]) => {
        const box = doc.createElement("div");
        box.append(Object.assign(doc.createElement("h3"), { textContent: head }), ...lines.filter(Boolean).map((text) => Object.assign(doc.createElement("p"), { textContent: text })));
        return box;
      }));
    const { signed: given } = visit.draft;
    $("[data-stale]").hidden = !given || given.shown === place.innerText;
    if (given) place.textContent = given.shown;
  };

  // 会話: nothing but a question, and pictures to point at.

  const talk = () => {
    const goals = indexes("rows", [...visit.form.elements].map((field) => field.name))
      .map((index) => [index, told(`rows.${index}.goal`) || told(`rows.${index}.need`)]).filter(([, goal]) => goal);
    const asks = [...visit.bundle.questions.map((text) => ({ text })), ...goals.map(([index, goal]) => ({ text: `「${goal.replace(/。$/, "")}」は、どうですか。`, index }))];
    main.append(part("t-talk"));
    const dialog = $("dialog.visit-talk");
    let at = 0;
    const turn = (by) => {
      at = Math.max(0, Math.min(asks.length - 1, at + by));
      put("[data-question]", asks[at].text, dialog);
      $("[data-faces]", dialog).hidden = !asks[at].index;
      for (const face of $$("[data-face]", dialog)) face.ariaPressed = "false";
    };
    dialog.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.face) {
        const voice = visit.form.elements[`rows.${asks[at].index}.voice`];
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

  const toTab = (name) => {
    if (name === "talk") return talk();
    for (const tab of $$("[data-tab]")) tab.ariaCurrent = tab.dataset.tab === name ? "true" : null;
    for (const pane of $$("[data-pane]")) pane.hidden = pane.dataset.pane !== name;
    if (name === "end") toEnd();
    scrollTo(0, 0);
  };

  // Events.

  doc.addEventListener("input", () => { if (visit?.form) later(800); });
  doc.addEventListener("change", () => {
    if (!visit?.form) return;
    keep();
    markWeek();
  });
  doc.addEventListener("visibilitychange", () => {
    if (doc.visibilityState === "hidden") keep();
    else beat();
  });
  addEventListener("pagehide", keep);
  addEventListener("online", beat);
  main.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tab], [data-do]");
    if (button?.dataset.tab) return toTab(button.dataset.tab);
    const does = button?.dataset.do;
    if (does === "list") overview();
    else if (does === "send") finish();
    else if (does === "again") sendNow();
    else if (does === "more") openVisit(visit.id);
  });

  const lockNow = async () => {
    await keep();
    visit = null;
    kept("");
    store.shut();
    if (await store.locked()) await askPin();
    else await overview();
  };
  $("[data-lock]").addEventListener("click", lockNow);
  let idle = 0;
  const awake = () => {
    clearTimeout(idle);
    idle = setTimeout(() => { if (store.isOpen()) lockNow(); }, IDLE);
  };
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, awake);

  const start = async () => {
    const asked = new URLSearchParams(location.search);
    if (asked.has("person")) return take(asked);
    if (asked.has("open")) return recover(asked.get("open"));
    await overview();
    await beat();
  };

  const begin = async () => {
    if (!globalThis.isSecureContext || !crypto.subtle || !globalThis.indexedDB) return show("t-plain");
    navigator.serviceWorker?.register("/visit/worker.js", { scope: "/visit/" }).catch(() => {});
    navigator.storage?.persist?.();
    await store.open();
    if (await store.expired()) await store.forget();
    setInterval(beat, BEAT);
    awake();
    await start();
  };
  begin();
})();
