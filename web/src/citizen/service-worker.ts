/**
 * One thing only: when a citizen's page cannot be fetched because there is no network, a page that says so in plain words. No page of
 * anybody is kept, nothing is answered from the cache while there is a network, and staff pages are left alone. A new version takes
 * over at once, which is safe because nothing of the old one is in use.
 */

/** Put before this file by the server: the offline page, and the files it needs. The version changes with any of them. */
declare const SHELL: { version: string; offline: string; files: string[] }

interface Lived extends Event { waitUntil: (work: Promise<unknown>) => void }
interface Asked extends Lived { request: Request; preloadResponse?: Promise<Response | undefined>; respondWith: (answer: Promise<Response>) => void }
interface Worker {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  registration: { navigationPreload?: { enable: () => Promise<void> } }
  addEventListener: ((kind: 'install' | 'activate', does: (event: Lived) => void) => void) & ((kind: 'fetch', does: (event: Asked) => void) => void)
}

// Safe: this file runs in a service worker only, whose types do not go together with those of pages.
const worker = self as unknown as Worker
const OTHERS = /^\/(?:staff|leader|api)(?:\/|$)/

worker.addEventListener('install', (event) => event.waitUntil(keepShell()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request
  const { pathname } = new URL(url)
  if (SHELL.files.includes(pathname)) event.respondWith(keptOrFetched(event.request))
  else if (mode === 'navigate' && method === 'GET' && !OTHERS.test(pathname)) event.respondWith(fetchedOrOffline(event))
})

/** Asked for without cookies: the page kept is nobody's. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(SHELL.version)
  await cache.addAll([SHELL.offline, ...SHELL.files].map((path) => new Request(path, { credentials: 'omit', cache: 'reload' })))
  await worker.skipWaiting()
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name !== SHELL.version).map((name) => caches.delete(name)))
  await worker.registration.navigationPreload?.enable()
  await worker.clients.claim()
}

/** Their names change with their content, so what was kept is what would be fetched. */
async function keptOrFetched(request: Request): Promise<Response> {
  return await caches.match(request.url) ?? fetch(request)
}

async function fetchedOrOffline(event: Asked): Promise<Response> {
  try {
    return await event.preloadResponse ?? await fetch(event.request)
  } catch {
    // No network. What else could be said is on this page.
    return await caches.match(SHELL.offline) ?? Response.error()
  }
}

export {}
