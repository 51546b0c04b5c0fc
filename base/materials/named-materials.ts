import type { Case } from '#kernel'

/**
 * The name of a material on the case's own list. Filing keeps the names with the case, so that a document names what it
 * speaks of although drawing it up asks nobody.
 */
export function materialName({ traits }: Pick<Case, 'traits'>, id: string): string | undefined {
  const names = traits['materials']
  if (typeof names !== 'object' || names === null || !Object.hasOwn(names, id)) return undefined
  const name: unknown = Object.getOwnPropertyDescriptor(names, id)?.value
  return typeof name === 'string' ? name : undefined
}

/** What the applicant will still bring (容缺): the day she promised, by the material's id. */
export function promisedOf({ traits }: Pick<Case, 'traits'>): Record<string, string> {
  const promised = traits['promised']
  const entries: [string, unknown][] = typeof promised === 'object' && promised !== null ? Object.entries(promised) : []
  return Object.fromEntries(entries.flatMap(([id, day]) => (typeof day === 'string' ? [[id, day]] : [])))
}

/** The promises after more has been given: a file keeps one, a new promise takes its place. */
export function promisedAfter(before: Record<string, string>, given: readonly ({ materialId: string } & ({ fileId: string } | { promisedBy: string }))[]): Record<string, string> {
  const filed = new Set(given.flatMap((entry) => ('fileId' in entry ? [entry.materialId] : [])))
  const promised = given.flatMap((entry): [string, string][] => ('promisedBy' in entry ? [[entry.materialId, entry.promisedBy]] : []))
  return Object.fromEntries([...Object.entries(before), ...promised].filter(([id]) => !filed.has(id)))
}
