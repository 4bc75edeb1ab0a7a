/*
 * 持ち出し: a visit is taken along, and what was sealed is opened again with the key from the office.
 *
 * Adds { take, recover, reopen } to window.visit.
 */
(() => {
  "use strict";

  const { visit, visitStore: store, visitPhotos: photos } = globalThis;
  const { post, fresh, refusal, overview, choosePin } = visit;
  const { say } = globalThis.bansou;

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

  const keyFromOffice = async (id) => {
    const answer = await post(`/visit/key/${id}`, {}).catch(() => null);
    if (answer?.status === 401 || answer?.redirected) {
      visit.needsSignIn = true;
      await overview();
      return null;
    }
    if (!answer?.ok) {
      say("事務所とつながっていないか、この訪問はほかの人が持ち出したものです");
      return null;
    }
    return answer.json();
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

  /** 封をした書きかけ of a revoked device: opened in the office and sent as if it had come back. */
  const recover = async (id) => {
    history.replaceState(null, "", "/visit/");
    const told = await keyFromOffice(id);
    if (!told?.sealed && !told?.photos.length) return told && overview();
    const draft = told.sealed ? await store.unseal(told.sealed, told.key) : { ...fresh(), sent: { go: "/visit/", wrote: true } };
    visit.now = { id, draft, bundle: { name: "", title: "" }, form: null };
    if (await photos.recover(id, draft, told)) return visit.sendNow();
    return visit.waiting();
  };

  Object.assign(visit, { take, recover, reopen });
})();
