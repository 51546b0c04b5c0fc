/** Fetches code that will soon be needed, once the browser has nothing better to do; a failure shows when it is needed. */
export function loadAhead(load: () => Promise<unknown>): void {
  const begin = () => void load().catch(() => undefined)
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) window.requestIdleCallback(begin)
  else setTimeout(begin, LATER_MILLISECONDS)
}

const LATER_MILLISECONDS = 300
