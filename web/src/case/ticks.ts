import type { MaterialState } from '../api/types.ts'

/** What the clerk has found so far: material id → the lines that hold. A material without an entry has not been looked at. */
export type Ticks = Readonly<Record<string, readonly number[]>>

/** unseen 未核对 · right 符合 · wrong 有不符合的 */
export type Verdict = 'unseen' | 'right' | 'wrong'

type Checked = Pick<MaterialState, 'id' | 'checks'>

export function verdictOf(ticks: Ticks, { id, checks }: Checked): Verdict {
  const held = ticks[id]
  if (held === undefined) return 'unseen'
  return checks.every((_line, index) => held.includes(index)) ? 'right' : 'wrong'
}

/** The lines that do not hold, of a material that has been looked at. */
export function failedLines(ticks: Ticks, { id, checks }: Checked): string[] {
  const held = ticks[id]
  return held === undefined ? [] : checks.filter((_line, index) => !held.includes(index))
}

/** One line ticked or unticked. */
export function withLine(ticks: Ticks, { id }: Checked, index: number): Ticks {
  const held = ticks[id] ?? []
  return { ...ticks, [id]: held.includes(index) ? held.filter((other) => other !== index) : [...held, index].sort((one, other) => one - other) }
}

/** All lines of the material hold. */
export function withAllRight(ticks: Ticks, { id, checks }: Checked): Ticks {
  return { ...ticks, [id]: checks.map((_line, index) => index) }
}

/** Looked at, and no line holds yet: what holds is ticked next. */
export function withAllWrong(ticks: Ticks, { id }: Checked): Ticks {
  return { ...ticks, [id]: [] }
}

/** As if it had never been looked at. */
export function withoutVerdict(ticks: Ticks, { id }: Checked): Ticks {
  return Object.fromEntries(Object.entries(ticks).filter(([other]) => other !== id))
}

/** Ids of the materials every line of which holds: what acceptance records as checked. */
export function rightMaterials(ticks: Ticks, materials: readonly Checked[]): string[] {
  return materials.filter((material) => verdictOf(ticks, material) === 'right').map(({ id }) => id)
}

export function unseenMaterials<Material extends Checked>(ticks: Ticks, materials: readonly Material[]): Material[] {
  return materials.filter((material) => verdictOf(ticks, material) === 'unseen')
}
