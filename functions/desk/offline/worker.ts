import { createShell, type Release } from './shell.ts'

/** Of what is written before this script when the desk is served. */
declare const release: Release

/** The events of a service worker, of which the DOM's types know none. */
interface Waiting extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Asked extends Event {
  request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', act: (event: Waiting) => void): void
  addEventListener(type: 'fetch', act: (event: Asked) => void): void
}

// In here the global object is that of a service worker.
const scope = globalThis as unknown as Scope
const shell = createShell({ release, caches, send: fetch.bind(globalThis) })

scope.addEventListener('install', (event) => {
  // A window that only reloads would never let the one before it go.
  event.waitUntil(shell.keep().then(() => scope.skipWaiting()))
})

scope.addEventListener('activate', (event) => {
  event.waitUntil(shell.forgetOthers().then(() => scope.clients.claim()))
})

scope.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request)
  if (answer) event.respondWith(answer)
})
