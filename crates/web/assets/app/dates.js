/*
 * Reads a typed date back beside its field.
 *
 *   input[data-echo=date|month|time][data-echo-into]
 */
(() => {
  "use strict";

  const { on, composing } = window.bansou;
  const doc = document;

  const echoes = new WeakMap();

  on("input", (event) => {
    const field = event.target;
    const { echo: kind, echoInto } = field.dataset;
    const into = kind && doc.getElementById(echoInto);
    if (!into || composing()) return;
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
})();
