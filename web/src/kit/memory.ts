/** What the browser keeps for us: 'local' for good, 'session' until the window closes. */
type Where = 'local' | 'session'

const PREFIX = 'chunfeng.'

/** The value kept under the name, or undefined; never trouble: a browser may refuse to keep anything. */
export function recall(where: Where, name: string): unknown {
  try {
    const text = storeOf(where).getItem(PREFIX + name)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}

export function remember(where: Where, name: string, value: unknown): void {
  try {
    storeOf(where).setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // Full or forbidden: the page works without it, it only forgets.
  }
}

export function forget(where: Where, name: string): void {
  try {
    storeOf(where).removeItem(PREFIX + name)
  } catch {
    // As above.
  }
}

/** Whoever signs in next at this desk finds nothing of the one before. */
export function forgetSession(): void {
  try {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(PREFIX))
    for (const name of names) sessionStorage.removeItem(name)
  } catch {
    // As above.
  }
}

function storeOf(where: Where): Storage {
  return where === 'local' ? localStorage : sessionStorage
}
