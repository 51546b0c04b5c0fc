import type { MaterialState } from '../api/types.ts'

/** What the clerk has found so far: material id → the lines that hold. A material without an entry has not been looked at. */
export type Ticks = Readonly<Record<string, readonly number[]>>

/** nothing 没有可核对的 · unseen 未核对 · right 符合 · wrong 有不符合的 */
export type Verdict = 'nothing' | 'unseen' | 'right' | 'wrong'

export type Checkable = Pick<MaterialState, 'id' | 'checks' | 'given' | 'source'>

export function verdictOf(ticks: Ticks, material: Checkable): Verdict {
  if (!isThere(material)) return 'nothing'
  const held = ticks[material.id]
  if (held === undefined) return 'unseen'
  return material.checks.every((_line, index) => held.includes(index)) ? 'right' : 'wrong'
}

/** Whether there is something to look at: a file that has not been replaced, or data the government has itself. */
export function isThere({ given, source }: Checkable): boolean {
  return source === 'shared' || given.some(({ file, replaced }) => file !== null && !replaced)
}

/** The lines that do not hold, of a material that has been looked at. */
export function failedLines(ticks: Ticks, material: Checkable): string[] {
  const held = isThere(material) ? ticks[material.id] : undefined
  return held === undefined ? [] : material.checks.filter((_line, index) => !held.includes(index))
}

/** One line ticked or unticked. */
export function withLine(ticks: Ticks, material: Checkable, index: number): Ticks {
  if (!isThere(material)) return ticks
  const held = ticks[material.id] ?? []
  const lines = held.includes(index) ? held.filter((other) => other !== index) : [...held, index].sort((one, other) => one - other)
  return { ...ticks, [material.id]: lines }
}

/** All lines of the material hold. What is not there cannot be right. */
export function withAllRight(ticks: Ticks, material: Checkable): Ticks {
  return isThere(material) ? { ...ticks, [material.id]: material.checks.map((_line, index) => index) } : ticks
}

/** Looked at, and no line holds yet: what holds is ticked next. */
export function withAllWrong(ticks: Ticks, material: Checkable): Ticks {
  return isThere(material) ? { ...ticks, [material.id]: [] } : ticks
}

/** As if it had never been looked at. */
export function withoutVerdict(ticks: Ticks, { id }: Checkable): Ticks {
  return Object.fromEntries(Object.entries(ticks).filter(([other]) => other !== id))
}

/** Ids of the materials every line of which holds: what acceptance records as checked. */
export function rightMaterials(ticks: Ticks, materials: readonly Checkable[]): string[] {
  return materials.filter((material) => verdictOf(ticks, material) === 'right').map(({ id }) => id)
}

export function unseenMaterials<Material extends Checkable>(ticks: Ticks, materials: readonly Material[]): Material[] {
  return materials.filter((material) => verdictOf(ticks, material) === 'unseen')
}
