/*
 * 持ち出し on the device: what was taken along and what was typed, in IndexedDB, encrypted with a key of its own each.
 * The keys lie there wrapped for a key pair whose private half is locked by the PIN: taking along asks for no PIN, opening
 * does. Keys are in memory only while the page is unlocked. Nothing readable is kept: not a name, not a title. What was typed outlives a wrong PIN and the end of the lease: then only the office has the key.
 *
 * Photos lie apart, each encrypted with the key of its visit; their words stand in the draft.
 *
 * window.visitStore = { open, all, ready, closed, unlock, shut, choosePin, take, reopen, read, keep, drop, forget, heard, expired, sealed,
 *   isOpen, photos, addPhoto, photo, dropPhoto, sealedPhoto, unseal, unsealPhoto }
 */
(() => {
  "use strict";

  const NAME = "bansou-visit";
  const TRIES = Number(document.documentElement.dataset.tries);
  const LEASE = Number(document.documentElement.dataset.days) * 24 * 3600 * 1000;
  // A PIN of six digits stops a curious reader, not somebody who copies the disk; more rounds would only slow the owner.
  const ROUNDS = 300000;

  let db = null;
  let unlocked = false;
  const keys = new Map();
  /** What was taken along, read; gone with the keys. */
  const bundles = new Map();

  // IndexedDB as promises.

  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const on = (store, mode, act) => {
    // Strict: answered when the disk has it, so that a killed browser loses nothing that was said to be kept.
    const tx = db.transaction(store, mode, { durability: "strict" });
    const result = asked(act(tx.objectStore(store)));
    // Told once, by the transaction.
    result.catch(() => {});
    return new Promise((done, failed) => {
      tx.oncomplete = () => result.then(done, failed);
      tx.onabort = tx.onerror = () => failed(tx.error ?? new Error("aborted"));
    });
  };
  const get = (store, id) => on(store, "readonly", (it) => it.get(id));
  const list = (store) => on(store, "readonly", (it) => it.getAll());
  const put = (store, value) => on(store, "readwrite", (it) => it.put(value));
  const remove = (store, id) => on(store, "readwrite", (it) => it.delete(id));

  const open = async () => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = () => {
      const there = request.result.objectStoreNames;
      for (const store of ["device", "outing", "draft"]) if (!there.contains(store)) request.result.createObjectStore(store, { keyPath: "id" });
      request.result.createObjectStore("photo", { keyPath: "id" }).createIndex("outing", "outing");
    };
    db = await asked(request);
    // A newer program in another window must not wait for this one.
    db.onversionchange = () => db.close();
  };

  // Encrypting.

  const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const text64 = (data) => {
    let letters = "";
    for (const byte of new Uint8Array(data)) letters += String.fromCharCode(byte);
    return btoa(letters);
  };
  const AES = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  const lock = async (key, data) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data) };
  };
  const unlockData = (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data);
  const lockJson = (key, value) => lock(key, new TextEncoder().encode(JSON.stringify(value)));
  const unlockJson = async (key, locked) => JSON.parse(new TextDecoder().decode(await unlockData(key, locked)));

  const fromPin = async (pin, salt) => {
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  };

  // The PIN.

  const device = async () => (await get("device", "device")) ?? { id: "device", tries: 0 };
  const ended = ({ at }) => at !== undefined && Date.now() - at > LEASE;
  /** The device as it stands today: with the lease the PIN has ended too. */
  const today = async () => {
    const known = await device();
    if (!known.salt || !ended(known)) return known;
    await forget();
    return device();
  };
  /** Whether a PIN was chosen, so that a visit can be taken along. */
  const ready = async () => Boolean((await today()).salt);
  /** How many visits lie behind the PIN that has to be typed; nothing where none has to be. */
  const closed = async () => {
    if (unlocked) return null;
    const [{ salt }, count] = await Promise.all([today(), on("outing", "readonly", (it) => it.count())]);
    return salt ? { count } : null;
  };

  const PAIR = { name: "RSA-OAEP", hash: "SHA-256" };
  const choosePin = async (pin) => {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const pair = await crypto.subtle.generateKey({ ...PAIR, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }, true, ["encrypt", "decrypt"]);
    const secret = await lock(await fromPin(pin, salt), await crypto.subtle.exportKey("pkcs8", pair.privateKey));
    await put("device", { ...(await device()), salt, tries: 0, secret, open: pair.publicKey });
    unlocked = true;
  };

  /** Opens everything; answers how many tries are left when the PIN is wrong, and nothing when it is right. */
  const unlock = async (pin) => {
    const known = await device();
    // Counted before it is tried: closing the page does not give a try back. The key is worked out meanwhile.
    const counted = put("device", { ...known, tries: known.tries + 1 });
    const [key, outings] = await Promise.all([fromPin(pin, known.salt), list("outing"), counted]);
    let own = null;
    try {
      const raw = await unlockData(key, known.secret);
      own = await crypto.subtle.importKey("pkcs8", raw, PAIR, false, ["decrypt"]);
    } catch {
      const left = TRIES - known.tries - 1;
      if (left <= 0) await forget();
      return Math.max(0, left);
    }
    unlocked = true;
    // Nobody waits for it: where it fails, the next try is one of fewer.
    put("device", { ...known, tries: 0 }).catch(() => {});
    await Promise.all(outings.filter((outing) => outing.wrapped).map(async (outing) => {
      keys.set(outing.id, await AES(await crypto.subtle.decrypt(PAIR, own, outing.wrapped)));
    }));
    return null;
  };

  const shut = () => {
    unlocked = false;
    keys.clear();
    bundles.clear();
  };

  /** Forgets how to open what lies here. It stays, and the office has the keys. */
  const forget = async () => {
    for (const outing of await list("outing")) await put("outing", { ...outing, wrapped: null });
    const { salt, secret, open: pair, ...rest } = await device();
    await put("device", { ...rest, tries: 0 });
    shut();
  };

  // The lease counts from the server's time last heard; only the distance is read from the device's clock.

  const heard = async (server) => put("device", { ...(await device()), server, at: Date.now() });
  const expired = async () => ended(await device());

  // Outings.

  const all = async () => (await list("outing")).map(({ id, token }) => ({ id, token, open: keys.has(id) }));

  const keyFor = async (id, raw64) => {
    const raw = bytes(raw64);
    if (unlocked) keys.set(id, await AES(raw));
    return crypto.subtle.encrypt(PAIR, (await device()).open, raw);
  };

  const take = async ({ id, token, key, bundle, now }) => {
    const wrapped = await keyFor(id, key);
    bundles.delete(id);
    await put("outing", { id, token, wrapped, bundle: await lockJson(await AES(bytes(key)), bundle) });
    await heard(now);
  };

  /** Opens what was sealed, with the key from the office. */
  const reopen = async (id, key) => {
    const outing = await get("outing", id);
    await put("outing", { ...outing, wrapped: await keyFor(id, key) });
  };

  /** What was taken along and what was written; nothing where the office has had it meanwhile and it is no longer here. */
  const read = async (id) => {
    const key = keys.get(id);
    const outing = await get("outing", id);
    if (!outing || !key) return null;
    const [bundle, draft] = await Promise.all([bundles.get(id) ?? unlockJson(key, outing.bundle), get("draft", id)]);
    // Locked meanwhile, nothing readable stays.
    if (keys.get(id) === key) bundles.set(id, bundle);
    return { bundle, draft: draft ? await unlockJson(key, draft.locked) : null };
  };

  const keep = async (id, draft) => put("draft", { id, locked: await lockJson(keys.get(id), draft) });

  // Photos. Their keys are in the order in which they were taken.

  const photos = (outing) => on("photo", "readonly", (it) => it.index("outing").getAllKeys(outing));
  const addPhoto = async (outing, picture) => {
    const [time, rest] = [Date.now().toString(16).padStart(12, "0"), crypto.randomUUID()];
    const id = `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(15)}`;
    await put("photo", { id, outing, locked: await lock(keys.get(outing), await picture.arrayBuffer()) });
    return id;
  };
  const photo = async (id) => {
    const { outing, locked } = await get("photo", id);
    return new Blob([await unlockData(keys.get(outing), locked)], { type: "image/jpeg" });
  };
  const dropPhoto = (id) => remove("photo", id);

  const drop = async (id) => {
    for (const photo of await photos(id)) await dropPhoto(photo);
    await remove("draft", id);
    await remove("outing", id);
    keys.delete(id);
    bundles.delete(id);
    // With the last visit the PIN goes too: the next one starts anew.
    if ((await list("outing")).length) return;
    const { salt, secret, open: pair, ...rest } = await device();
    await put("device", { ...rest, tries: 0 });
    shut();
  };

  const asText = ({ iv, data }) => `${text64(iv)}.${text64(data)}`;
  /** What was typed, as it lies here, for the office to keep; empty where nothing was. */
  const sealed = async (id) => {
    const draft = await get("draft", id);
    return draft ? asText(draft.locked) : "";
  };
  const sealedPhoto = async (id) => asText((await get("photo", id)).locked);

  /** Reads what was handed in sealed. */
  const unsealed = async (read, text, key64) => {
    const [iv, data] = text.split(".").map(bytes);
    return read(await AES(bytes(key64)), { iv, data });
  };
  const unseal = (text, key64) => unsealed(unlockJson, text, key64);
  const unsealPhoto = async (text, key64) => new Blob([await unsealed(unlockData, text, key64)], { type: "image/jpeg" });

  globalThis.visitStore = {
    open, all, ready, closed, unlock, shut, choosePin, take, reopen, read, keep, drop, forget, heard, expired, sealed, unseal,
    photos, addPhoto, photo, dropPhoto, sealedPhoto, unsealPhoto,
    isOpen: () => unlocked,
  };
})();
