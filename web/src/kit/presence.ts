/**
 * Whether somebody is at the desk. Asking the server again and again would keep a session alive for ever; after a while
 * without a hand on keyboard or mouse the page stops asking, and the server's own rule for idle sessions takes over.
 */
export const AWAY_AFTER_MILLISECONDS = 5 * 60_000

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel']
let lastSeenAt = Date.now()

export function isSomebodyHere(now: number = Date.now()): boolean {
  return now - lastSeenAt < AWAY_AFTER_MILLISECONDS
}

/** Watches for signs of life for as long as the page lives. */
export function watchPresence(): void {
  const note = () => { lastSeenAt = Date.now() }
  for (const sign of SIGNS) window.addEventListener(sign, note, { passive: true, capture: true })
}
