// The portal's shell for a phone's home screen. It keeps built files and one page that says that
// there is no connection, and nothing else: credit information is never answered from a cache (K10).
// The server writes `const BUILT = { version, files, offline }` before the first line.
/* global BUILT */

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(
    caches.open(BUILT.version).then((cache) => cache.addAll([...BUILT.files, BUILT.offline])),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name !== BUILT.version).map((name) => caches.delete(name)),
        ),
      ),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (BUILT.files.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === 'navigate' && !/^\/(?:desk|api)\//.test(pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(BUILT.offline)));
  }
});
