import type { StepName, WorklistRow } from '../api/types.ts'
import { FORWARD } from '../case/shortcuts.ts'

/** As many as the server takes in one run. */
export const CHOSEN_MAX = 500

/** The chosen rows by case, in the order in which they were chosen; they stay chosen while one turns pages. */
export type Selection = ReadonlyMap<string, WorklistRow>

export const NOTHING: Selection = new Map()

export function toggled(selection: Selection, row: WorklistRow): Selection {
  if (!selection.has(row.id)) return withRows(selection, [row])
  return new Map([...selection].filter(([id]) => id !== row.id))
}

/** All rows from the one chosen last to this one, as they stand on the page. */
export function withRange(selection: Selection, rows: readonly WorklistRow[], ends: { from: string | null; to: string }): Selection {
  const [from, to] = [rows.findIndex(({ id }) => id === ends.from), rows.findIndex(({ id }) => id === ends.to)]
  return from < 0 ? withRows(selection, rows.slice(to, to + 1)) : withRows(selection, rows.slice(Math.min(from, to), Math.max(from, to) + 1))
}

export function withRows(selection: Selection, rows: readonly WorklistRow[]): Selection {
  return new Map([...new Map([...selection, ...rows.map((row) => [row.id, row] as const)])].slice(0, CHOSEN_MAX))
}

/** What was chosen as it stands now; a row that has not been loaded again stays as it was. */
export function renewed(selection: Selection, rows: readonly WorklistRow[]): Selection {
  const fresh = new Map(rows.map((row) => [row.id, row]))
  return new Map([...selection].map(([id, row]) => [id, fresh.get(id) ?? row]))
}

/** The steps that carry every chosen case forward, the nearest first: only these can be taken together. */
export function commonSteps(selection: Selection): StepName[] {
  const [first, ...others] = selection.values()
  const offered = (first?.steps ?? []).filter(({ step }) => FORWARD.includes(step) && others.every((row) => row.steps.some((other) => other.step === step)))
  const named = offered.map(({ step }) => ({ step, label: plainestLabel([...selection.values()], step) }))
  return named.sort((one, other) => FORWARD.indexOf(one.step) - FORWARD.indexOf(other.step))
}

/** The same step has another name on a 一件事 (统一受理, 受理): the shortest fits them all. */
function plainestLabel(rows: readonly WorklistRow[], step: string): string {
  const labels = rows.flatMap(({ steps }) => steps.filter((other) => other.step === step).map(({ label }) => label))
  return labels.sort((one, other) => one.length - other.length)[0] ?? step
}
