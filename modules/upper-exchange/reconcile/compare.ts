/** Two lists of one table and one day, ours and theirs, laid beside each other. Pure. */
export interface Held { guid: string; version: number; digest: string }
export interface OurRow extends Held { id: string }
export interface Compared {
  /** They said they had it. */
  lost: OurRow[]
  /** They have the version, but something else in it. */
  altered: OurRow[]
  /** They have what we did not send on this day, or took back. */
  extra: string[]
  /** They have it more than once. */
  doubled: string[]
}

export function compared(ours: readonly OurRow[], theirs: readonly Held[]): Compared {
  const held = Map.groupBy(theirs, ({ guid }) => guid)
  const known = new Set(ours.map(({ guid }) => guid))
  const result: Compared = { lost: [], altered: [], extra: [...held.keys()].filter((guid) => !known.has(guid)), doubled: [] }
  for (const row of ours) {
    const versions = held.get(row.guid) ?? []
    const same = versions.filter(({ version }) => version === row.version)
    if (versions.length > 1) result.doubled.push(row.guid)
    if (same.length === 0) result.lost.push(row)
    else if (same.every(({ digest }) => digest !== row.digest)) result.altered.push(row)
  }
  return result
}
