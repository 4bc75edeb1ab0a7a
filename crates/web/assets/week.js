/*
 * 週間計画表: the list of rows is the truth, the grid is a picture of it that can be moved.
 *
 *   form .rows[data-rows=week], template[data-row=week]; fields week.N.days .from .to .what .provider .kind .id
 *   (under a prefix both are PREFIX.week; [data-part] on the preview says so)
 *   [data-preview=URL] holds table.week[role=grid]; the form is POSTed there and the answer replaces its content
 *   .block[data-row=N][data-day=0…6] in td[data-day] in tr[data-slot=0…43] (half hours from 6:00)
 *   input[data-quick][data-quick-url=URL]: Enter POSTs q=…, the answer is JSON: rows, or {rows, message}
 */
(() => {
  "use strict";

  const box = document.querySelector("[data-preview]");
  const app = globalThis.bansou;
  const PART = box?.dataset.part ?? "week";
  const FIELDS = `[name^="${PART}."]`;
  const form = box && (box.closest("form") ?? document.querySelector(`template[data-row="${PART}"]`)?.closest("form"));
  if (!form || !app) return;

  const DAYS = "月火水木金土日";
  const START = 6 * 60;
  const END = 28 * 60;
  const STEP = 30;
  const past = [];
  let restoring = false;
  let request = null;
  let timer = 0;
  let chosen = null;
  let focusNext = null;

  // Reading and writing rows.

  const rowElements = () => [...form.querySelectorAll(".row-item")].filter((row) => row.querySelector(FIELDS));
  const indexOf = (row) => row.querySelector(FIELDS).name.slice(PART.length + 1).split(".")[0];
  const rowAt = (index) => rowElements().find((row) => indexOf(row) === String(index));

  const valuesOf = (row) => {
    const values = {};
    for (const field of row.querySelectorAll(FIELDS)) {
      const part = field.name.split(".").pop();
      if (!["checkbox", "radio"].includes(field.type)) values[part] = field.value;
      else if (field.checked) values[part] = field.value;
      else values[part] ??= "";
    }
    return values;
  };

  const write = (row, values) => {
    for (const field of row.querySelectorAll(FIELDS)) {
      const value = values[field.name.split(".").pop()];
      if (value === undefined) continue;
      if (["checkbox", "radio"].includes(field.type)) field.checked = field.value === value;
      else field.value = value;
    }
  };

  const daysOf = (text) => {
    const plain = text.normalize("NFKC").replaceAll("毎日", DAYS).replaceAll("平日", "月火水木金")
      .replace(/([月火水木金土日])曜?[~〜～-]([月火水木金土日])/g, (_, from, to) => DAYS.slice(DAYS.indexOf(from), DAYS.indexOf(to) + 1));
    return new Set([...plain].filter((letter) => DAYS.includes(letter) || letter === "祝"));
  };
  const daysText = (days) => [...`${DAYS}祝`].filter((day) => days.has(day)).join("");

  const minutes = (text) => {
    const found = text.normalize("NFKC").match(/(翌)?\s*(\d{1,2})(?:[:時.]?(\d{2}|半)?)/);
    if (!found) return null;
    const [, next, hour, rest] = found;
    const time = Number(hour) * 60 + (rest === "半" ? 30 : Number(rest ?? 0));
    return next || time < START ? time + 24 * 60 : time;
  };
  const clock = (time) => `${Math.floor(time / 60)}:${String(time % 60).padStart(2, "0")}`;

  const timesOf = (values) => {
    const from = minutes(values.from) ?? START;
    const to = minutes(values.to) ?? from + 60;
    return { from, to: to > from ? to : to + 24 * 60 };
  };
  const spoken = (day, values) => `${day}曜 ${values.from}から${values.to} ${values.what}`;

  // Going back.

  const snapshot = () => new Map(rowElements().map((row) => [indexOf(row), valuesOf(row)]));
  let present = snapshot();

  const remember = () => {
    past.push(present);
    if (past.length > 50) past.shift();
    present = snapshot();
  };

  const goBack = () => {
    const wanted = past.pop();
    if (!wanted) return app.say("これより前には戻れません");
    restoring = true;
    rowElements().filter((row) => !wanted.has(indexOf(row))).forEach((row) => row.remove());
    for (const [index, values] of wanted) {
      const row = rowAt(index);
      if (row) write(row, values);
      else app.addRow(form, PART, values, index);
    }
    for (const index of wanted.keys()) {
      const row = rowAt(index);
      row.parentElement.append(row);
    }
    restoring = false;
    present = snapshot();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    redraw();
    app.say("一つ前に戻しました");
  };

  // Drawing.

  const blocks = () => [...box.querySelectorAll(".block[data-row]")];
  const blockAt = (index, day) => blocks().find((block) => block.dataset.row === String(index) && block.dataset.day === String(day));

  // One tab stop for the whole grid; arrows do the rest.
  const rove = (focused) => {
    const all = blocks();
    const stop = focused ?? all.find((block) => block.tabIndex === 0) ?? all[0];
    all.forEach((block) => { block.tabIndex = block === stop ? 0 : -1; });
  };

  // The focus is read when the new picture is there, not when it was asked for: a key pressed meanwhile counts.
  const refocus = (had) => {
    const asked = focusNext;
    focusNext = null;
    const stop = (asked && blockAt(asked.row, asked.day)) ?? (had && blockAt(had.row, had.day));
    rove(stop ?? undefined);
    // Whoever went on to another field meanwhile stays there.
    const home = stop ?? (had && blocks()[0]);
    if (home && (had || (asked && document.activeElement === document.body))) home.focus({ preventScroll: !asked });
  };

  const redraw = async (focusOn) => {
    clearTimeout(timer);
    request?.abort();
    const mine = request = new AbortController();
    focusNext = focusOn ?? focusNext;
    try {
      const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      const answer = await fetch(box.dataset.preview, { method: "POST", body, headers: { "HX-Request": "true" }, signal: mine.signal });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine.signal.aborted) return;
      const scroll = [box.scrollLeft, box.scrollTop];
      const had = box.contains(document.activeElement) ? { ...document.activeElement.dataset } : null;
      box.replaceChildren(...(page.querySelector("[data-preview]") ?? page.body).childNodes);
      [box.scrollLeft, box.scrollTop] = scroll;
      refocus(had);
    } catch {
      if (!mine.signal.aborted) app.say("週間の表を描き直せません。一覧の内容は残っています");
    }
  };

  form.addEventListener("change", () => {
    if (restoring) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (JSON.stringify([...present]) === JSON.stringify([...snapshot()])) return;
      remember();
      redraw();
    }, 250);
  });

  // Changing.

  const sameWork = (one, other) => ["from", "to", "what", "provider", "kind"].every((part) => (one[part] ?? "") === (other[part] ?? ""));

  // A row may stand for several days; a change of one day takes that day out, and joins a row that says the same.
  const attach = (values, day, spare) => {
    const twin = rowElements().find((row) => row !== spare && sameWork(valuesOf(row), values));
    if (twin) {
      write(twin, { days: daysText(daysOf(valuesOf(twin).days).add(day)) });
      spare?.remove();
      return twin;
    }
    if (spare) {
      write(spare, { ...values, days: day });
      return spare;
    }
    return app.addRow(form, PART, { ...values, id: "", days: day });
  };

  const detach = (row, day) => {
    const days = daysOf(valuesOf(row).days);
    days.delete(day);
    if (!days.size) return row;
    write(row, { days: daysText(days) });
    return null;
  };

  const finish = (words, row, day) => {
    remember();
    form.dispatchEvent(new Event("change", { bubbles: true }));
    redraw(row ? { row: indexOf(row), day: DAYS.indexOf(day) } : null);
    app.say(words, ["元に戻す", goBack]);
  };

  const subject = (block) => {
    const row = rowAt(block.dataset.row);
    return row && { row, values: valuesOf(row), day: DAYS[block.dataset.day], ...timesOf(valuesOf(row)) };
  };

  const place = (block, { days = 0, shift = 0, stretch = 0 }) => {
    const it = subject(block);
    if (!it) return;
    const day = DAYS[Math.min(6, Math.max(0, DAYS.indexOf(it.day) + days))];
    const move = Math.min(END - it.to, Math.max(START - it.from, shift));
    const to = Math.min(END, Math.max(it.from + STEP, it.to + stretch)) + move;
    const from = it.from + move;
    if (day === it.day && from === it.from && to === it.to) return app.say("これより先へは動かせません");
    const values = { ...it.values };
    if (from !== it.from) values.from = clock(from);
    if (to !== it.to) values.to = clock(to);
    const row = attach(values, day, detach(it.row, it.day));
    finish(`${it.values.what}を${day}曜 ${clock(from)}から${clock(to)}に${stretch ? "しました" : "移しました"}`, row, day);
  };

  const copyToWeekdays = (block) => {
    const it = subject(block);
    if (!it) return;
    const days = daysOf(it.values.days);
    [..."月火水木金"].forEach((day) => days.add(day));
    write(it.row, { days: daysText(days) });
    finish(`${it.values.what}を平日に写しました`, it.row, it.day);
  };

  const removeDay = (block) => {
    const it = subject(block);
    if (!it) return;
    const next = neighbour(block, 0, 1) ?? neighbour(block, 0, -1) ?? neighbour(block, 1, 0) ?? neighbour(block, -1, 0);
    detach(it.row, it.day)?.remove();
    const following = next && rowAt(next.dataset.row);
    finish(`${spoken(it.day, it.values)}を消しました`, following, next && DAYS[next.dataset.day]);
  };

  const edit = (block) => {
    const row = rowAt(block.dataset.row);
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    row.querySelector('[name$=".days"]')?.focus();
  };

  const mark = (block) => {
    rowElements().forEach((row) => row.toggleAttribute("data-current", indexOf(row) === block?.dataset.row));
  };

  // Keys.

  const topOf = (block) => block.getBoundingClientRect().top;

  const neighbour = (block, days, steps) => {
    const day = Number(block.dataset.day);
    if (steps) {
      const column = blocks().filter((other) => Number(other.dataset.day) === day).sort((a, b) => topOf(a) - topOf(b));
      return column[column.indexOf(block) + steps];
    }
    for (let next = day + days; next >= 0 && next < 7; next += days) {
      const column = blocks().filter((other) => Number(other.dataset.day) === next);
      if (column.length) return column.reduce((best, other) => (Math.abs(topOf(other) - topOf(block)) < Math.abs(topOf(best) - topOf(block)) ? other : best));
    }
    return undefined;
  };

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const keyOn = (block, event) => {
    const arrow = ARROWS[event.key];
    const control = event.ctrlKey || event.metaKey;
    if (arrow && event.altKey && event.shiftKey) return arrow[1] ? place(block, { stretch: arrow[1] * STEP }) : undefined;
    if (arrow && event.altKey) return place(block, { days: arrow[0], shift: arrow[1] * STEP });
    if (arrow) return neighbour(block, ...arrow)?.focus();
    if (event.key === "Enter" && !control) return edit(block);
    if (event.key === "Delete") return removeDay(block);
    if (control && event.key.toLowerCase() === "d") return copyToWeekdays(block);
    return false;
  };

  box.addEventListener("keydown", (event) => {
    if (app.ime(event)) return;
    const block = event.target.closest(".block[data-row]");
    if (block && keyOn(block, event) !== false) event.preventDefault();
  });

  // Before the page's own Ctrl+Z, and only where the browser's own undo of typing is not meant.
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) return release();
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    if (event.target.matches?.("input, textarea, select") || !past.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    goBack();
  }, true);

  box.addEventListener("focusin", (event) => {
    const block = event.target.closest(".block[data-row]");
    if (!block) return;
    rove(block);
    mark(block);
  });

  // Pointer: drag, or choose and then tap the new place.

  let drag = null;

  const release = () => {
    chosen = null;
    box.querySelector(".week")?.removeAttribute("data-placing");
  };

  const choose = (block) => {
    const it = subject(block);
    if (!it) return;
    app.say(spoken(it.day, it.values), ["直す", () => edit(block)], ["移す", () => {
      chosen = { row: block.dataset.row, day: block.dataset.day };
      box.querySelector(".week")?.setAttribute("data-placing", "");
      app.say("移す先のます目を押してください（Escでやめる）", ["やめる", release]);
    }]);
  };

  const cellAt = (x, y) => document.elementsFromPoint(x, y).find((node) => node.matches("td[data-day]"));
  const slotAt = (cell, y) => {
    const first = box.querySelector("tr[data-slot]");
    const height = first.getBoundingClientRect().height;
    return cell ? Math.floor((y - first.getBoundingClientRect().top) / height) : 0;
  };

  box.addEventListener("pointerdown", (event) => {
    const block = event.target.closest(".block[data-row]");
    if (!block || event.button || chosen) return;
    // On a touch screen the first touch chooses; only a chosen block moves, so that the page still scrolls.
    if (event.pointerType !== "mouse" && document.activeElement !== block) return;
    const edge = block.getBoundingClientRect().bottom - event.clientY;
    drag = { block, x: event.clientX, y: event.clientY, resize: edge < (event.pointerType === "mouse" ? 8 : 16), moved: false, tall: block.offsetHeight };
    block.setPointerCapture(event.pointerId);
  });

  box.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const [x, y] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.moved && Math.hypot(x, y) < 6) return;
    drag.moved = true;
    drag.block.dataset.moving = "";
    if (drag.resize) drag.block.style.blockSize = `${Math.max(16, drag.tall + y)}px`;
    else drag.block.style.transform = `translate(${x}px, ${y}px)`;
  });

  const drop = (event) => {
    const { block, y, resize, moved } = drag;
    drag = null;
    delete block.dataset.moving;
    block.style.blockSize = block.style.transform = "";
    if (!moved || event.type === "pointercancel") return;
    const height = box.querySelector("tr[data-slot]").getBoundingClientRect().height;
    const slots = Math.round((event.clientY - y) / height);
    if (resize) {
      if (slots) place(block, { stretch: slots * STEP });
      return;
    }
    const from = Number(block.dataset.day);
    const to = Number(cellAt(event.clientX, event.clientY)?.dataset.day ?? from);
    if (slots || to !== from) place(block, { days: to - from, shift: slots * STEP });
    block.dataset.dropped = "";
    setTimeout(() => delete block.dataset.dropped);
  };
  box.addEventListener("pointerup", (event) => drag && drop(event));
  box.addEventListener("pointercancel", (event) => drag && drop(event));

  box.addEventListener("click", (event) => {
    const cell = event.target.closest("td[data-day]") ?? cellAt(event.clientX, event.clientY);
    const block = event.target.closest(".block[data-row]");
    if (chosen && cell) {
      event.preventDefault();
      const moving = blockAt(chosen.row, chosen.day);
      const it = moving && subject(moving);
      release();
      if (!it) return;
      const under = cellAt(event.clientX, event.clientY) ?? cell;
      return place(moving, { days: under.dataset.day - moving.dataset.day, shift: START + slotAt(under, event.clientY) * STEP - it.from });
    }
    if (block) {
      event.preventDefault();
      block.focus();
      if (!("dropped" in block.dataset)) choose(block);
      return undefined;
    }
    const quick = document.querySelector("input[data-quick]");
    if (cell && quick && !quick.value) {
      const from = START + slotAt(cell, event.clientY) * STEP;
      quick.value = `${DAYS[cell.dataset.day]} ${clock(from)}-${clock(Math.min(END, from + 60))} `;
      quick.focus();
    }
    return undefined;
  });
  box.addEventListener("dblclick", (event) => {
    const block = event.target.closest(".block[data-row]");
    if (block) edit(block);
  });

  // 「月水金 10-15 生活介護」.

  const addTyped = async (field) => {
    const text = field.value.trim();
    if (!text) return;
    try {
      const answer = await fetch(field.dataset.quickUrl, { method: "POST", body: new URLSearchParams({ q: text }) });
      const found = await answer.json();
      const rows = Array.isArray(found) ? found : found.rows ?? [];
      if (!answer.ok || !rows.length) throw new Error(found.message ?? "");
      const added = rows.map((values) => app.addRow(form, PART, values));
      field.value = "";
      remember();
      redraw();
      app.say(`${rows.map((values) => `${values.days} ${values.from}から${values.to} ${values.what}`).join("、")}を足しました。${found.message ?? ""}`, ["元に戻す", goBack]);
      added.forEach((row, place) => row && write(row, rows[place]));
    } catch (error) {
      const message = error instanceof SyntaxError || error instanceof TypeError ? "" : error.message;
      app.say(message || "読み取れませんでした。例: 月水金 10-15 生活介護");
    }
  };

  addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.ctrlKey || !field.matches?.("[data-quick][data-quick-url]") || app.ime(event)) return;
    event.preventDefault();
    addTyped(field);
  });

  rove();
})();
