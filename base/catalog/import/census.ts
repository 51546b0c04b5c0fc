import type { Column, SoundCells } from './source-row.ts'

/** Counts over the whole file that help to tell which of two cells is the wrong one. */
export interface Census {
  /** The name most rows give to a main item. */
  nameOfMainItem: (parentCatalogId: string | undefined) => string | undefined
  /** The name most rows give to an item of the basic directory. */
  nameOfItem: (cataId: string | undefined) => string | undefined
}

export interface Numbered { line: number; cells: SoundCells }

/** How often each value stands beside a key. */
export type Tally = ReadonlyMap<string, ReadonlyMap<string, number>>

export function censusOf(rows: readonly Numbered[]): Census {
  const names = tallyOf(rows.flatMap(({ cells }) => [
    pair(cells, 'parentCatalogId', 'CATANAME'), pair(cells, 'parentCatalogId', 'parentCatalogName'),
  ]))
  const items = tallyOf(rows.flatMap(({ cells }) => [pair(cells, 'CATAID', 'matter_name'), pair(cells, 'CATAID', 'subCatalogName')]))
  return { nameOfMainItem: (id) => leader(names.get(id ?? '')), nameOfItem: (id) => leader(items.get(id ?? '')) }
}

export function tallyOf(pairs: readonly (readonly [string, string] | undefined)[]): Tally {
  const tally = new Map<string, Map<string, number>>()
  for (const entry of pairs) {
    if (!entry) continue
    const [key, value] = entry
    const counts = tally.get(key) ?? new Map<string, number>()
    tally.set(key, counts.set(value, (counts.get(value) ?? 0) + 1))
  }
  return tally
}

/** The value that stands more often than any other; undefined when two lead together. */
export function leader(counts: ReadonlyMap<string, number> | undefined): string | undefined {
  const [first, second] = [...counts ?? []].sort(([, one], [, other]) => other - one)
  return first && first[1] > (second?.[1] ?? 0) ? first[0] : undefined
}

/** Two text cells of a row, trimmed, if both are there. */
export function pair(cells: SoundCells, key: Column, value: Column): [string, string] | undefined {
  const [one, other] = [cells[key], cells[value]]
  return typeof one === 'string' && typeof other === 'string' ? [one.trim(), other.trim()] : undefined
}
