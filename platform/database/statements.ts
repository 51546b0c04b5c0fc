import { createHash } from 'node:crypto'

/** Every connection keeps the plans of all named statements; generated SQL with lists of every length must not fill its memory. */
const NAMES_MAX = 500
const SEEN_ONCE_MAX = 1000
const HASH_CHARACTERS = 20

/**
 * Names the statements that come again, so that PostgreSQL parses and plans them once per connection. The name is made from the
 * text and therefore the same in every process, as a pooler between us and the server needs it.
 */
export class Statements {
  readonly #names = new Map<string, string>()
  readonly #seenOnce = new Set<string>()

  /** @returns undefined the first time a text is seen, and when there are enough names */
  nameFor(text: string): string | undefined {
    const known = this.#names.get(text)
    if (known !== undefined || this.#names.size >= NAMES_MAX) return known
    if (!this.#seenOnce.delete(text)) return this.#remember(text)
    const name = createHash('sha256').update(text).digest('base64url').slice(0, HASH_CHARACTERS)
    this.#names.set(text, name)
    return name
  }

  #remember(text: string): undefined {
    if (this.#seenOnce.size >= SEEN_ONCE_MAX) this.#seenOnce.clear()
    this.#seenOnce.add(text)
  }
}
