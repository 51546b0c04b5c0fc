import { failedLines, type Checkable, type Ticks } from './ticks.ts'

/** One material of the correction notice. */
export interface CorrectionEntry { materialId: string; name: string; problems: string[] }

type Listed = Checkable & { name: string }

/**
 * The notice as drafted: what the server found missing, and every line the clerk left unticked on a material she looked at;
 * in the order of the material list, so that it reads like the guide.
 */
export function draftCorrection(materials: readonly Listed[], ticks: Ticks, lacking: readonly CorrectionEntry[]): CorrectionEntry[] {
  return materials.flatMap((material) => {
    const missing = lacking.find(({ materialId }) => materialId === material.id)?.problems ?? []
    // What has not been handed in cannot be wrong as well.
    const problems = missing.length > 0 ? [...missing] : failedLines(ticks, material).map(problemOf)
    return problems.length > 0 ? [{ materialId: material.id, name: material.name, problems: problems.slice(0, PROBLEMS_MAX) }] : []
  })
}

export type Handwork = Readonly<Record<'base' | 'written' | 'fresh', readonly CorrectionEntry[]>>

/**
 * What was written by hand, brought up to date: lines drafted since are added, drafted lines that no longer hold are taken
 * out, and whatever was typed or taken out by hand stays so. `base` is the draft the handwork began with.
 */
export function mergeCorrection({ base, written, fresh }: Handwork): CorrectionEntry[] {
  const names = new Map([...fresh, ...written].map(({ materialId, name }) => [materialId, name]))
  const linesIn = (entries: readonly CorrectionEntry[], id: string) => entries.find(({ materialId }) => materialId === id)?.problems ?? []
  const ids = [...new Set([...written, ...fresh].map(({ materialId }) => materialId))]
  return ids.flatMap((materialId) => {
    const [before, now] = [linesIn(base, materialId), linesIn(fresh, materialId)]
    const kept = linesIn(written, materialId).filter((line) => !before.includes(line) || now.includes(line))
    const added = now.filter((line) => !before.includes(line) && !kept.includes(line))
    const problems = [...kept, ...added].slice(0, PROBLEMS_MAX)
    return problems.length > 0 ? [{ materialId, name: names.get(materialId) ?? materialId, problems }] : []
  })
}

/** As the step's schema allows. */
export const PROBLEMS_MAX = 20

/** The entries as they came from elsewhere: a drafted form or one kept from before. */
export function entriesOf(value: unknown): CorrectionEntry[] {
  return Array.isArray(value) ? value.flatMap(entryOf) : []
}

/** What is sent: lines without words and materials without lines are left out. */
export function filledEntries(entries: readonly CorrectionEntry[]): CorrectionEntry[] {
  return entries
    .map((entry) => ({ ...entry, problems: entry.problems.map((problem) => problem.trim()).filter((problem) => problem !== '') }))
    .filter(({ problems }) => problems.length > 0)
}

/** A line of the check list says how it should be; the notice says that it is not. */
function problemOf(line: string): string {
  return `没有做到：${line}`
}

function entryOf(value: unknown): CorrectionEntry[] {
  if (typeof value !== 'object' || value === null || !('materialId' in value) || typeof value.materialId !== 'string') return []
  const listed: unknown[] = 'problems' in value && Array.isArray(value.problems) ? value.problems : []
  const problems = listed.filter((problem) => typeof problem === 'string')
  const name = 'name' in value && typeof value.name === 'string' ? value.name : value.materialId
  return [{ materialId: value.materialId, name, problems }]
}
