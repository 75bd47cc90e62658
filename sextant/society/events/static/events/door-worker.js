// The service worker of one event's door: keeps the page and what it is drawn with, so that it opens without the net.
// It answers for the path it was served from and nothing else, keeps no list of people, and always asks the net first.
"use strict";
const NAME = `door-${new URL(self.location.href).searchParams.get("event") || "event"}`;
const PAGE = new URL("./", self.location.href).href;

// The page as it is now, and whatever it is drawn with; so that it opens without the net from the first visit on.
const keepPage = async () => {
  const kept = await caches.open(NAME), answer = await fetch(PAGE, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const parts = new Set([...(await answer.clone().text()).matchAll(/(?:href|src)="([^"#]+\.(?:css|js|svg|woff2))["#]/g)].map((found) => found[1]));
  await kept.put(PAGE, answer);
  await Promise.all([...parts].map((part) => kept.add(part).catch(() => {})));
};

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepPage().catch(() => {}));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const mayKeep = (request) => {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return false;
  return (url.origin + url.pathname === PAGE && !url.search) || /\.(css|js|svg|woff2)$/.test(url.pathname);
};

self.addEventListener("fetch", (event) => {
  if (!mayKeep(event.request)) return;
  event.respondWith((async () => {
    const kept = await caches.open(NAME);
    try {
      const answer = await fetch(event.request);
      if (answer.ok && !answer.redirected) await kept.put(event.request, answer.clone());
      return answer;
    } catch (trouble) {
      const found = await kept.match(event.request, { ignoreVary: true });
      if (found) return found;
      throw trouble;
    }
  })());
});
