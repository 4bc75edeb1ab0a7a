/*
 * 訪問: the report's own form without network. What is shown comes from the bundle that was taken along; what is typed is
 * kept by visitStore within a second and sent when there is a line, its photos after it (visitPhotos). The words of the screens stand in /visit/'s templates.
 */
(() => {
  "use strict";

  const doc = document;
  const store = globalThis.visitStore;
  const photos = globalThis.visitPhotos;
  const { say, signs } = globalThis.bansou;
  const { fieldsOf, indexes, fillIn, prepare, markWeek, talk } = globalThis.visitForm;
  const $ = (selector, root = doc) => root.querySelector(selector);
  const $$ = (selector, root = doc) => [...root.querySelectorAll(selector)];
  const main = $("#main");
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
    draft.signed = signed();
    // Looking is not writing: only what somebody wrote has to be sent.
    const fields = fieldsOf(form);
    if (draft.fields || draft.signed || fields !== draft.base) draft.fields = fields;
    else if (!draft.missed.length && !draft.photos.length) return saving;
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

  const fresh = () => ({ key: crypto.randomUUID(), base: "", fields: "", missed: [], photos: [], signed: null, ready: false });
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

  const trouble = async (answer) => {
    needsSignIn = answer.status === 401 || answer.redirected;
    if (!needsSignIn) refused = await refusal(answer);
  };

  /** Sends what was written. What the office has is no longer here; only where it led to stays until the photos are there. */
  const sendText = async (id, draft, count) => {
    const answer = await post(`/visit/back/${id}`, {
      _key: draft.key, base: draft.base, fields: draft.fields, missed: JSON.stringify(draft.missed),
      signed: draft.signed ? JSON.stringify(draft.signed) : "", claimed_at: now(), photos: count,
    });
    if (!answer.ok || answer.redirected) return trouble(answer);
    const told = await answer.json();
    if (told.state !== "back") return;
    Object.assign(draft, { ...fresh(), ready: true, photos: draft.photos, sent: { go: told.go, wrote: told.wrote } });
    // Where this cannot be kept, the same text is sent again and changes nothing.
    if (count) await store.keep(id, draft).catch(() => {});
  };

  const underWay = new Set();

  /** Sends one visit and then its photos. Answers where it led to, or nothing while it has to wait; `refused` says why. */
  const send = async (id, draft, progress = () => {}) => {
    if (underWay.has(id)) return null;
    underWay.add(id);
    refused = "";
    try {
      const ids = await store.photos(id);
      if (!draft.sent) await sendText(id, draft, ids.length);
      if (!draft.sent) return null;
      const { answer, why } = await photos.sendAll(id, draft, progress);
      if (answer) await trouble(answer);
      refused ||= why ?? "";
      if ((await store.photos(id)).length) return null;
      await store.drop(id);
      return { ...draft.sent, photos: draft.count ?? 0 };
    } catch {
      return null;
    } finally {
      underWay.delete(id);
    }
  };

  const sendAll = async () => {
    for (const { id, open } of await store.all()) {
      if (!open || id === visit?.id) continue;
      const { bundle, draft } = await store.read(id);
      if (!draft?.ready) continue;
      const tell = (done, all) => { if (done) say(`${bundle.name}さんの写真 ${done}/${all}を送りました`); };
      if (!await send(id, draft, tell)) continue;
      if ($("[data-outings]")) await overview();
      say(`${bundle.name}さんの記録が事務所に届きました`);
    }
  };

  const finish = async () => {
    await keep();
    // Whoever sends a form as it was says that it stays so.
    visit.draft.fields ||= fieldsOf(visit.form);
    visit.draft.ready = true;
    // Sending needs no room on the disk: a full one is told, and the visit goes all the same.
    const full = await store.keep(visit.id, visit.draft).then(() => false, () => true);
    await sendNow();
    if (full && visit) put("[data-why]", FULL);
  };

  const sendNow = async () => {
    const { id, draft, bundle } = visit;
    visit.form = null;
    const told = await send(id, draft, (done, all) => { if (visit?.id === id) sending(bundle, done, all); });
    // Whoever went on to another visit is not called back from it.
    if (visit?.id !== id) {
      if (told) say(`${bundle.name}さんの記録が事務所に届きました`);
      return $("[data-outings]") && overview();
    }
    if (!told) return waiting();
    visit = null;
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
    for (const photo of visit.draft.unwanted) await store.dropPhoto(photo);
    visit.draft.count -= visit.draft.unwanted.length;
    await sendNow();
  };

  const waiting = async () => {
    const { id, draft, bundle } = visit;
    visit.form = null;
    const left = (await store.photos(id)).length;
    show("t-waiting");
    put("[data-name]", `${bundle.name}さん　${bundle.title}`);
    const what = draft.sent && draft.count ? `書いたものは事務所に届きました。写真は ${draft.count - left}/${draft.count} を送りました。` : "";
    const unwanted = draft.unwanted ?? [];
    $('[data-do="unwanted"]', main).hidden = !unwanted.length;
    put("[data-why]", what + (underWay.has(id) ? "いま送っています。" : refused ? `事務所が受けとりませんでした。${refused} 残りはこの端末にあります。` : "いまはつながっていません。つながると自分で送ります。"));
    $('[data-do="more"]', main).hidden = Boolean(draft.sent);
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
    if (!await photos.handIn(id, token)) return;
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
    const [state, word] = draft?.sent ? ["waiting", `書いたものは届きました。写真の残り ${(await store.photos(id)).length}枚`] : draft?.ready ? ["waiting", "送信待ち"] : draft ? ["progress", "書きかけ"] : ["todo", "まだ"];
    tag.dataset.state = state;
    tag.textContent = word;
    if (draft?.sent) $(".card-actions", row).replaceChildren(part("t-resume"));
    for (const missed of draft?.missed ?? []) $("[data-missed]", row).append(missedLine(missed));
    row.addEventListener("click", (event) => {
      const does = event.target.closest("[data-do]")?.dataset.do;
      if (does === "open") openVisit(id);
      else if (does === "resume") {
        visit = { id, bundle, draft, form: null };
        sendNow();
      }
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
    if (!told?.sealed && !told?.photos.length) return told && overview();
    const draft = told.sealed ? await store.unseal(told.sealed, told.key) : { ...fresh(), sent: { go: "/visit/", wrote: true } };
    visit = { id, draft, bundle: { name: "", title: "" }, form: null };
    if (await photos.recover(id, draft, told)) return sendNow();
    return waiting();
  };

  // The visit.

  const openVisit = async (id) => {
    const { bundle, draft } = await store.read(id);
    if (draft?.sent || underWay.has(id)) {
      await overview();
      return say("いま事務所へ送っています。届いてからは、報告書の画面で直せます");
    }
    visit = { id, bundle, draft: { ...fresh(), ...draft }, form: null };
    visit.draft.ready = false;
    show("t-visit");
    put("[data-name]", `${bundle.name}さん`);
    put("[data-title]", bundle.title);
    const parsed = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
    $('[data-pane="before"]').append(...parsed(bundle.brief));
    const write = $('[data-pane="write"]');
    write.append(...parsed(bundle.form));
    prepare(main, write);
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
    markWeek(visit.form, visit.draft.base);
    await photos.show(visit, keep);
  };

  // The end: what is open, what is read aloud.

  const told = (name) => globalThis.visitForm.told(visit.form, name);
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

  const toTab = (name) => {
    if (name === "talk") return talk(visit, keep);
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
    markWeek(visit.form, visit.draft.base);
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
    else if (does === "unwanted") dropUnwanted();
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
