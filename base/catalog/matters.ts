import type { Call } from '#kernel'
import { guide } from './routes.ts'

/** The whole catalogue, which the guide keeps in memory. */
const ITEMS_MAX = 20_000
const FOUND_MAX = 10

/** What other rooms ask of the catalogue without knowing it: names of matters, and matters by words. */
export const matters = {
  async named(call: Call, codes: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (codes.length === 0) return new Map()
    const { items } = await guide.find(call.tx, { page: 1, size: ITEMS_MAX }, call)
    return new Map(items.filter(({ code }) => codes.includes(code)).map(({ code, name }) => [code, name]))
  },
  async search(call: Call, words: string): Promise<{ code: string; name: string; organisation: string }[]> {
    const { items } = await guide.find(call.tx, { q: words, page: 1, size: FOUND_MAX }, call)
    return items.map(({ code, name, organisation, organisationName }) => ({ code, name, organisation: organisationName ?? call.kernel.nameOf(organisation) }))
  },
}
