import type { Condition, Material, Situation } from './item.ts'
import type { LaneItem } from './joint-draft-form.ts'
import { both, jointCondition } from './joint-lanes.ts'
import type { Lane, MaterialLink } from './joint-matter.ts'
import { freeName } from './joint-names.ts'
import { partsOf, without, type Part, type Want } from './joint-parts.ts'

const CHECKS_MAX = 12
const NEEDS = ['required', 'deferrable', 'optional'] as const
const SOURCES = ['applicant', 'government', 'shared'] as const

/** One set for all: what several items call by the same name is given once, as many copies as the one that wants most. */
export function mergeMaterials(lanes: readonly LaneItem[], situations: readonly Situation[]): { materials: Material[]; links: MaterialLink[] } {
  const materials: Material[] = []
  const links: MaterialLink[] = []
  for (const wanted of Map.groupBy(wantsOf(lanes, situations), ({ what }) => what.name).values()) {
    for (const { when, wants } of rowsOf(wanted, situations)) {
      const [first] = wants
      if (!first) continue
      const id = freeName(first.what.id, first.lane, new Set(materials.map((other) => other.id)))
      materials.push(oneOf(id, wants.map(({ what }) => what), when))
      links.push(...wants.map(({ lane, what }) => ({ material: id, lane, as: what.id })))
    }
  }
  return { materials, links }
}

/** Where one item wants paper and another only looks it up, the paper serves both; where only looked up, it stands as looked up. */
function rowsOf(wanted: readonly Want<Material>[], situations: readonly Situation[]): Part<Material>[] {
  const isLookedUp = ({ what }: Want<Material>) => what.source === 'shared'
  const lookedUp = wanted.filter(isLookedUp)
  const papers = partsOf(wanted.filter((want) => !isLookedUp(want)), situations)
  if (papers.length === 0) return partsOf(wanted, situations)
  const rest = papers.reduce<Want<Material>[]>((left, { when }) =>
    left.flatMap((want) => without(want.when, when, situations)?.map((piece) => ({ ...want, when: piece })) ?? []), lookedUp)
  return [
    ...papers.map(({ when, wants }) => ({ when, wants: [...wants, ...lookedUp.filter((want) => both(want.when, when) !== undefined)] })),
    ...partsOf(rest, situations),
  ]
}

function wantsOf(lanes: readonly LaneItem[], situations: readonly Situation[]): Want<Material>[] {
  return lanes.flatMap(({ lane, item, plan: { calls = {}, without: spared = [] } }) => item.materials.filter(({ id }) => !spared.includes(id)).flatMap((material) => {
    const when = jointCondition(lane, material.when)
    if (!when) return []
    const producers = lane.after.filter((edge) => edge.material === material.id)
      .flatMap((edge) => lanes.find((other) => other.lane.id === edge.lane)?.lane ?? [])
    return stillWanted({ lane: lane.id, when, what: { ...material, name: calls[material.id] ?? material.name } }, producers, situations)
  }))
}

/** What an earlier lane brings forth is not asked for; where that lane may be left out it may be given all the same. */
function stillWanted(want: Want<Material>, producers: readonly Lane[], situations: readonly Situation[]): Want<Material>[] {
  let wants = [want]
  for (const { optional, when } of producers) {
    const atWill = ({ what, ...rest }: Want<Material>): Want<Material> => ({ ...rest, what: { ...what, need: 'optional' } })
    wants = wants.flatMap((one) =>
      (optional ? [atWill(one)] : without(one.when, when ?? {}, situations)?.map((rest) => ({ ...one, when: rest })) ?? [atWill(one)]))
  }
  return wants
}

function oneOf(id: string, same: readonly Material[], when: Condition): Material {
  const [first = never()] = same
  const { when: _when, need: _need, source: _source, ...rest } = first
  const most = (count: (material: Material) => number) => Math.max(...same.map(count))
  return {
    ...rest, id,
    need: NEEDS.find((need) => same.some((material) => material.need === need)) ?? first.need,
    source: SOURCES.find((source) => same.some((material) => material.source === source)) ?? first.source,
    ...(Object.keys(when).length > 0 && { when }),
    originals: most(({ originals }) => originals), copies: most(({ copies }) => copies),
    checks: [...new Set(same.flatMap(({ checks }) => checks))].slice(0, CHECKS_MAX),
  }
}

function never(): never {
  throw new Error('a row of the merged list always serves somebody')
}
