/*
 * 会議室. The board follows what others write; what is typed here is sent line by line, and kept until it is stored.
 *
 *   #board[data-place, data-events, data-fetch]   the part that is fetched anew when an event names a later place
 *   #recorder [data-key=Enter…]                   the button a key presses; [data-unsent], [data-waiting]
 *   form[data-part]                               a mark on the board, sent like a line
 *   #change[data-showing]                         the change of the draft everybody looks at; [data-step=PageDown…] turns
 */
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const headers = { "HX-Request": "true" };
  const { ime, say } = window.bansou;
  const form = $("#recorder");
  let board = $("#board");
  let since = performance.now();

  // What others write.

  const swap = (next) => {
    const focused = document.activeElement;
    const kept = board.contains(focused) && (focused.id || $("summary", focused.closest("details"))?.id);
    const open = [...board.querySelectorAll("details[open] > summary")].map((summary) => summary.id);
    board.replaceWith(next);
    board = next;
    since = performance.now();
    const byId = (id) => document.getElementById(id);
    open.forEach((id) => byId(id)?.parentElement.setAttribute("open", ""));
    if (kept) byId(kept)?.focus();
  };

  let fetching = false;
  let wanted = 0;
  const follow = async (place) => {
    wanted = Math.max(wanted, place);
    if (fetching) return;
    fetching = true;
    try {
      while (Number(board.dataset.place) < wanted) {
        const answer = await fetch(board.dataset.fetch, { headers });
        if (!answer.ok || answer.redirected) break;
        const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("board");
        if (!next || Number(next.dataset.place) < Number(board.dataset.place)) break;
        swap(document.adoptNode(next));
      }
    } catch { /* The stream says it again when the line is back. */ }
    fetching = false;
  };

  const listen = () => {
    const source = new EventSource(board.dataset.events);
    source.onmessage = (event) => follow(Number(event.data));
    // A browser tries again by itself, but not after an answer that is no stream.
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000); };
  };
  listen();

  setInterval(() => {
    const clock = $("[data-elapsed]", board);
    if (clock) clock.textContent = Math.floor((Number(clock.dataset.elapsed) + (performance.now() - since) / 1000) / 60);
  }, 5000);

  // What is written here. The queue lives as long as the page; nothing of it is left on the machine.

  const queue = [];
  let sending = false;
  let wait = 1000;
  let timer = 0;

  const uuid = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

  const show = () => {
    if (!form) return;
    $("[data-unsent]", form).textContent = queue.length ? `未送信 ${queue.length}件` : "";
    const lines = queue.filter((line) => line.text);
    $("[data-waiting]", form).replaceChildren(...lines.map((line) =>
      Object.assign(document.createElement("li"), { textContent: line.text })));
  };

  const refused = async (line, answer) => {
    queue.shift();
    say(await answer.text());
    if (line.text && !form.text.value) form.text.value = line.text;
  };

  const send = async () => {
    if (sending) return;
    sending = true;
    clearTimeout(timer);
    while (queue.length) {
      const answer = await fetch(queue[0].action, { method: "POST", headers, body: queue[0].body }).catch(() => null);
      if (answer?.status === 204) {
        queue.shift();
        wait = 1000;
      } else if (answer?.status === 422) await refused(queue[0], answer);
      else {
        if (answer?.status === 401) say("サインインの期限が切れました。別の画面でサインインすると、続きを送ります。");
        timer = setTimeout(send, wait);
        wait = Math.min(wait * 2, 10000);
        break;
      }
      show();
    }
    sending = false;
    show();
  };
  addEventListener("online", () => { wait = 1000; send(); });
  addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });

  const put = (action, fields, text) => {
    fields.set("line", fields.get("kind") ? uuid() : fields.get("line"));
    queue.push({ action, body: new URLSearchParams(fields), text });
    show();
    send();
  };

  const take = (button) => {
    const { text, speaker } = form;
    const kind = button?.value ?? "remark";
    if (!text.value.trim() && kind !== "turn") return text.focus();
    const fields = new FormData(form);
    fields.set("kind", kind);
    if (kind === "turn") fields.set("text", "");
    if (kind === "reaction") fields.set("of", $("#change", board)?.dataset.showing ?? "");
    put(form.action, fields, kind === "turn" ? "" : text.value);
    const named = /^([^：:]{1,30})[：:]/.exec(text.value)?.[1].trim();
    if (kind === "remark" && [...speaker.options].some((option) => option.value === named)) speaker.value = named;
    if (kind !== "turn") text.value = "";
    text.focus();
  };

  document.addEventListener("submit", (event) => {
    const target = event.target;
    if (target === form) {
      event.preventDefault();
      take(event.submitter);
    } else if (target.matches("[data-part]")) {
      event.preventDefault();
      put(target.action, new FormData(target, event.submitter), "");
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || ime(event)) return;
    const step = $(`[data-step="${CSS.escape(event.key)}"]`, board);
    if (!step) return;
    event.preventDefault();
    step.click();
  });

  form?.text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || ime(event)) return;
    const held = [["Control", event.ctrlKey || event.metaKey], ["Shift", event.shiftKey], ["Alt", event.altKey]];
    const key = [...held.filter(([, down]) => down).map(([name]) => name), "Enter"].join("+");
    event.preventDefault();
    event.stopPropagation();
    const button = $(`[data-key="${key}"]`, form);
    if (button) take(button);
  });
  form?.text.focus();
})();
