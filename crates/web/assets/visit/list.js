/*
 * The list of what was taken along: opened, or kept as an attempt in one tap.
 *
 * Adds { overview } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store } = globalThis;
  const { $, part, show, put, kept, keep, fresh, clock, FULL } = visit;
  const { say } = globalThis.bansou;
  const doc = document;

  const overview = async () => {
    await keep();
    visit.now = null;
    kept("");
    const closed = await store.closed();
    if (closed) return visit.askPin(closed);
    const outings = await store.all();
    const rows = await Promise.all(outings.map(({ id, open }) => (open ? item(id) : sealedItem(id))));
    show("t-list");
    if (visit.needsSignIn) $("[data-notices]").append(part("t-signin"));
    const here = rows.filter(Boolean);
    $("[data-none]").hidden = here.length > 0;
    $("[data-outings]").append(...here);
  };

  const stateOf = async (id, draft) => {
    if (draft?.sent) return ["waiting", `書いたものは届きました。写真の残り ${(await store.photos(id)).length}枚`];
    if (draft?.ready) return ["waiting", "送信待ち"];
    return draft ? ["progress", "書きかけ"] : ["todo", "まだ"];
  };

  const item = async (id) => {
    const found = await store.read(id);
    if (!found) return null;
    const { bundle, draft } = found;
    const row = part("t-item").firstElementChild;
    put("[data-name]", `${bundle.name}さん`, row);
    put("[data-title]", bundle.title, row);
    const tag = $("[data-tag]", row);
    [tag.dataset.state, tag.textContent] = await stateOf(id, draft);
    if (draft?.sent) $(".card-actions", row).replaceChildren(part("t-resume"));
    for (const missed of draft?.missed ?? []) $("[data-missed]", row).append(missedLine(missed));
    row.addEventListener("click", (event) => {
      const does = event.target.closest("[data-do]")?.dataset.do;
      if (does === "open") visit.openVisit(id);
      else if (does === "resume") {
        visit.now = { id, bundle, draft, form: null };
        visit.sendNow();
      } else if (does) missed(id, does);
    });
    return row;
  };

  const WORDS = { absent: "不在だった", refused: "会うことを断られた" };
  const missedLine = ({ kind, at }) => Object.assign(doc.createElement("li"), { textContent: `${at.slice(11, 16)} ${WORDS[kind]}（記録しました）` });

  /** One tap: the attempt is kept, and the visit can still be made later. */
  const missed = async (id, kind) => {
    const found = await store.read(id);
    if (!found) return overview();
    const next = found.draft ?? fresh();
    const attempt = { id: crypto.randomUUID(), kind, at: clock() };
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
      visit.now = { id, draft: next, bundle: found.bundle, form: null };
      await visit.sendNow();
    }]);
  };

  const sealedItem = (id) => {
    const row = part("t-sealed").firstElementChild;
    $("[data-do]", row).addEventListener("click", () => visit.reopen(id));
    return row;
  };

  visit.overview = overview;
})();
