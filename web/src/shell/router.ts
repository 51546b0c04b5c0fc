import { useSyncExternalStore } from 'react'

/** The address as the page shows it: path and query. */
export function useAddress(): string {
  return useSyncExternalStore(subscribe, () => location.pathname + location.search)
}

/** Goes to another page of ours without loading anew. */
export function go(address: string, { replace = false }: { replace?: boolean } = {}): void {
  // What takes the place of this page, such as signing in again, leads back to it.
  if (address === location.pathname + location.search || (!replace && !mayLeave())) return
  history[replace ? 'replaceState' : 'pushState'](null, '', address)
  tell()
}

/** Asks before one goes elsewhere, as long as what stands on the page is kept nowhere. Answers how to take the question back. */
export function askBeforeLeaving(question: string): () => void {
  const beforeUnload = (event: BeforeUnloadEvent) => event.preventDefault()
  window.addEventListener('beforeunload', beforeUnload)
  asked = { question, address: location.pathname + location.search }
  return () => {
    window.removeEventListener('beforeunload', beforeUnload)
    asked = undefined
  }
}

let asked: { question: string; address: string } | undefined

function mayLeave(): boolean {
  return asked === undefined || window.confirm(asked.question)
}

/** Back and forward have happened already; who wants to stay is put back. */
function move(): void {
  const from = asked?.address
  if (from !== undefined && from !== location.pathname + location.search && !mayLeave()) history.pushState(null, '', from)
  tell()
}

const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) window.addEventListener('popstate', move)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) window.removeEventListener('popstate', move)
  }
}
