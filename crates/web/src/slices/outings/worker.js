/* Keeps the page of the visit and what it is made of, by name. Nothing else is ever put into a cache. */
const NAME = "bansou-visit-{{ version }}";
const KEPT = {{ kept }};

addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(KEPT)));
  /* A browser that can takes what is kept straight from the cache, without waking this worker first. */
  event.addRoutes?.(KEPT.map((name) => {
    const { pathname, search } = new URL(name, location.href);
    const urlPattern = { pathname, search: search.slice(1), baseURL: location.origin };
    return { condition: { urlPattern, requestMethod: "GET" }, source: { cacheName: NAME } };
  })).catch(() => {});
});

/* A new version waits until no visit is open; then the old one goes. */
addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(
    names.filter((name) => name.startsWith("bansou-visit-") && name !== NAME).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  const name = url.pathname === "/visit/" ? "/visit/" : url.pathname + url.search;
  if (!KEPT.includes(name)) return;
  event.respondWith(caches.match(name, { cacheName: NAME, ignoreVary: true })
    .then((kept) => kept ?? fetch(event.request)));
});
