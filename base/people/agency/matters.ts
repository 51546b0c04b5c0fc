import type { Call } from '#kernel'

/** What this part has to know of the catalogue, which stands above it: the assembly brings the two together. */
export interface Matters {
  /** Names by code; what is not in force is left out. */
  named: (call: Call, codes: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** What fits the words, the best first. */
  search: (call: Call, words: string) => Promise<{ code: string; name: string; organisation: string }[]>
}
