/*
 * 暗証番号: chosen once, asked before anything is seen.
 *
 * Adds { choosePin, askPin } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store } = globalThis;
  const { $, main, part, shown, show, put } = visit;

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

  const askPin = ({ count }) => {
    const page = part("t-pin");
    put("[data-count]", `持ち出した訪問が${count}件あります。`, page);
    shown(page);
    onForm("unlock", async (pin) => {
      const left = await store.unlock(pin);
      if (left === null) return visit.start();
      if (left > 0) {
        put("[data-problem]", `番号がちがいます。あと${left}回まちがえると封をします。書いたものは消えません。`);
        const field = $("input[name=pin]", main);
        field.value = "";
        return field.focus();
      }
      await visit.overview();
    });
  };

  Object.assign(visit, { choosePin, askPin });
})();
