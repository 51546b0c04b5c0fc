import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { CaseCondition } from './case-conditions.ts'
import type { WindowAsked } from './windows.ts'

/** What is asked of a source: a period, and perhaps one organisation, item or place. */
export interface SourceAsked {
  from: Day
  to: Day
  today: Day
  by?: 'organisation' | 'item' | 'place' | 'month' | undefined
  organisation?: string | undefined
  item?: string | undefined
  place?: string | undefined
}

/** `key` is what it was asked by, otherwise ''. */
export interface SourceRow { key: string; n: number; total: number }

/**
 * A number that does not come from the log of cases but from a table of its own (the catalogue, the queue of the hall): counted
 * when it is asked for, by whoever keeps the table.
 */
export interface MeasureSource {
  /** 'hall.called', 'catalog.items' … : the part before the dot is who keeps it. */
  measure: string
  label: string
  counts: string
  adds?: string
  /** stock: as things stand today, whatever the period. */
  kind: 'stock' | 'period'
  /** Left out where it cannot be told apart. */
  scopes: readonly ('organisation' | 'item' | 'place')[]
  /** It can be counted month by month; `key` is then the first day of the month. */
  byMonth?: true
  /** Which cases it counts, where it counts cases. */
  cases?: CaseCondition
  /** Where else in the staff app the things it counts are listed. */
  opensAt?: string
  count: (tx: Tx, asked: SourceAsked) => Promise<SourceRow[]>
  /** The same by window, where it knows the window: a key that can be read, or the first day of the month. */
  atWindows?: (tx: Tx, asked: Omit<WindowAsked, 'measures'>) => Promise<SourceRow[]>
}

const SOURCES = new Map<string, MeasureSource>()

/** Registers what a module counts; called when the module loads. Two under one name would be a mistake of ours. */
export function registerSources(sources: readonly MeasureSource[]): void {
  for (const source of sources) {
    if (SOURCES.has(source.measure)) throw new Error(`two sources count ${source.measure}`)
    SOURCES.set(source.measure, source)
  }
}

export function sourceOf(measure: string): MeasureSource | undefined {
  return SOURCES.get(measure)
}

export function allSources(): readonly MeasureSource[] {
  return [...SOURCES.values()]
}
