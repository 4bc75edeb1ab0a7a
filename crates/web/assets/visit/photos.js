/*
 * 訪問の写真: taken or picked, made small here (which also leaves out where they were taken), kept encrypted by visitStore, and
 * sent one by one after what was written. A photo leaves the device when the office has answered for it, and not before.
 *
 * window.visitPhotos = { show, sendAll, handIn, recover }
 */
(() => {
  "use strict";

  const doc = document;
  const store = globalThis.visitStore;
  const { say } = globalThis.bansou;
  const $ = (selector, root = doc) => root.querySelector(selector);
  const { most: MOST, letters: LETTERS } = doc.documentElement.dataset;
  const LONGEST_SIDE = 1600;
  const HEAVIEST = 1_000_000;
  /** A slow line gets its time. */
  const PATIENCE = 180_000;
  const NO_ROOM = "この端末に空きがないため、この写真は置けません。書いたものと、ここまでの写真は残っています。空きを作るか、先に事務所へ送ってください。";
  const NO_PICTURE = "この写真は、この端末では開けない形式です。カメラの設定を「互換性優先（JPEG）」にして撮り直してください。";

  // Made small.

  const jpeg = (canvas, quality) => new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/jpeg", quality);
  });

  const drawn = async (file, longest) => {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = doc.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const ground = canvas.getContext("2d");
    ground.fillStyle = "#fff";
    ground.fillRect(0, 0, canvas.width, canvas.height);
    ground.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    return canvas;
  };

  const small = async (file) => {
    const canvas = await drawn(file, LONGEST_SIDE);
    let blob = await jpeg(canvas, 0.8);
    for (let quality = 0.6; blob.size > HEAVIEST && quality > 0.1; quality -= 0.2) blob = await jpeg(canvas, quality);
    return blob;
  };

  // On the screen.

  const tell = (text) => { $("[data-photo-told]").textContent = text; };

  /** Shows the photos of a visit. What lies in the store counts; the draft has a word to each. */
  const show = async (visit, keep) => {
    const { draft, id } = visit;
    const words = new Map(draft.photos.map((photo) => [photo.id, photo.caption]));
    draft.photos = (await store.photos(id)).map((photo) => ({ id: photo, caption: words.get(photo) ?? "" }));
    const pane = $('[data-pane="photos"]');
    // Somebody went on meanwhile.
    if (!pane) return;
    for (const input of pane.querySelectorAll("[data-photo-in]")) {
      input.onchange = async () => {
        const files = [...input.files];
        input.value = "";
        await add(visit, keep, files);
      };
    }
    await list(visit, keep);
  };

  const list = async (visit, keep) => {
    const place = $("[data-photos]");
    if (!place) return;
    place.replaceChildren();
    $("[data-photo-count]").textContent = visit.draft.photos.length ? `（${visit.draft.photos.length}）` : "";
    for (const [at, photo] of visit.draft.photos.entries()) place.append(await row(visit, keep, photo, at + 1));
  };

  const row = async (visit, keep, photo, number) => {
    const node = $("#t-photo").content.cloneNode(true).firstElementChild;
    const canvas = await drawn(await store.photo(photo.id), 480);
    canvas.role = "img";
    canvas.ariaLabel = `写真${number}`;
    node.prepend(canvas);
    const field = $("input", node);
    $("label", node).htmlFor = field.id = `photo-${number}`;
    $("[data-number]", node).textContent = number;
    field.maxLength = LETTERS;
    field.value = photo.caption;
    field.oninput = () => { photo.caption = field.value; };
    $("button", node).ariaLabel = `写真${number}を消す`;
    $("button", node).onclick = () => remove(visit, keep, photo);
    return node;
  };

  const add = async (visit, keep, files) => {
    let [added, problem] = [0, ""];
    for (const file of files) {
      if (visit.draft.photos.length >= MOST) {
        problem = `1回の訪問の写真は${MOST}枚までです。`;
        break;
      }
      tell(`写真を置いています… ${added + 1}/${files.length}`);
      const picture = await small(file).catch(() => null);
      if (!picture) {
        problem = NO_PICTURE;
        continue;
      }
      const id = await store.addPhoto(visit.id, picture).catch(() => null);
      if (!id) {
        problem = NO_ROOM;
        break;
      }
      visit.draft.photos.push({ id, caption: "" });
      added += 1;
    }
    await keep();
    await list(visit, keep);
    tell([added && `写真を${added}枚、この端末に暗号にして置きました。`, problem].filter(Boolean).join(" "));
    if (added) $(`#photo-${visit.draft.photos.length - added + 1}`)?.focus();
  };

  const remove = async (visit, keep, photo) => {
    const picture = await store.photo(photo.id);
    const without = async () => {
      await keep();
      await list(visit, keep);
    };
    await store.dropPhoto(photo.id);
    visit.draft.photos = visit.draft.photos.filter((other) => other !== photo);
    await without();
    $("[data-photo-in]").focus();
    say("写真を消しました", ["元に戻す", async () => {
      const id = await store.addPhoto(visit.id, picture).catch(() => null);
      if (!id) return tell(NO_ROOM);
      visit.draft.photos.push({ id, caption: photo.caption });
      await without();
    }]);
  };

  // Sent.

  const post = (outing, photo, caption, left, picture) => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ photo, caption, left })) body.append(name, value);
    body.append("file1", picture, "photo.jpg");
    return fetch(`/visit/photo/${outing}`, { method: "POST", body, headers: { "HX-Request": "true" }, signal: AbortSignal.timeout(PATIENCE) });
  };

  /**
   * Sends what is still here, one after the other. Answers with the office's answer where it did not take one because of the
   * session, and with why where it did not take one because of the photo; that one stays here and the others go on.
   */
  const sendAll = async (outing, draft, progress) => {
    const ids = await store.photos(outing);
    const all = draft.count = Math.max(draft.count ?? 0, ids.length);
    let [here, why] = [ids.length, ""];
    draft.unwanted = [];
    for (const id of ids) {
      progress(all - here, all);
      const caption = draft.photos.find((photo) => photo.id === id)?.caption ?? "";
      const answer = await post(outing, id, caption, here - 1, await store.photo(id));
      if (!answer.ok || answer.redirected) return { answer };
      const told = await answer.json();
      if (told.state !== "kept") {
        why = told.why;
        draft.unwanted.push(id);
        continue;
      }
      await store.dropPhoto(id);
      here -= 1;
    }
    if (ids.length) progress(all - here, all);
    return { why };
  };

  /** How many photos of a visit that was called back went, over however many lines. */
  const handed = new Map();
  /** 取り消し: every photo goes back as it lies here. Answers how many, or nothing where one has to wait. */
  const handIn = async (outing, token) => {
    for (const id of await store.photos(outing)) {
      const body = new URLSearchParams({ token, sealed: await store.sealedPhoto(id) });
      const answer = await fetch(`/visit/sealed/${outing}/${id}`, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok || !(await answer.json()).kept) return null;
      await store.dropPhoto(id);
      handed.set(outing, (handed.get(outing) ?? 0) + 1);
    }
    return handed.get(outing) ?? 0;
  };

  /** What was handed in sealed: opened here and sent as if it had come back. */
  const recover = async (outing, draft, { photos, key }) => {
    draft.count = photos.length;
    for (const [at, id] of photos.entries()) {
      const answer = await fetch(`/visit/key/${outing}/${id}`, { method: "POST", headers: { "HX-Request": "true" } });
      if (!answer.ok || answer.redirected) return false;
      const picture = await store.unsealPhoto((await answer.json()).sealed, key);
      const caption = draft.photos.find((photo) => photo.id === id)?.caption ?? "";
      if (!(await post(outing, id, caption, photos.length - at - 1, picture)).ok) return false;
    }
    return true;
  };

  globalThis.visitPhotos = { show, sendAll, handIn, recover };
})();
