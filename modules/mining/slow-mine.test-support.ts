/** The same figures counted as one would with paper and pencil: no tricks, nothing shared with the module. */
import type { LoggedEvent } from './event-log.ts'

const DAY = 86_400_000

export function slowMine(events: readonly LoggedEvent[]) {
  const ways = [...Map.groupBy(events.map((event, line) => ({ ...event, line })), ({ caseId }) => caseId).values()]
    .map((own) => own.toSorted((one, other) => (one.at === other.at ? one.line - other.line : one.at - other.at)))
  const pairs = ways.flatMap((own) => own.slice(1).map((event, index) => [own[index] ?? event, event] as const))
  const days = ways.map((own) => ((own.at(-1)?.at ?? 0) - (own[0]?.at ?? 0)) / DAY).toSorted((one, other) => one - other)
  const texts = ways.map((own) => own.map(({ activity }) => activity).join('\n'))
  const byWay = [...Map.groupBy(texts, (text) => text)].toSorted(([one, ones], [other, others]) => others.length - ones.length || (one < other ? -1 : 1))
  return {
    cases: ways.length, events: events.length, activities: new Set(events.map(({ activity }) => activity)).size, variants: byWay.length,
    topVariantCases: byWay[0]?.[1].length ?? 0, topVariant: byWay[0]?.[0].split('\n') ?? [],
    directlyFollowsPairs: new Set(pairs.map(([one, other]) => `${one.activity}\n${other.activity}`)).size,
    resources: new Set(events.flatMap(({ resource }) => resource ?? [])).size,
    meanDays: round(days.length === 0 ? 0 : days.reduce((sum, one) => sum + one, 0) / days.length),
    medianDays: round(share(days, 0.5)), p90Days: round(share(days, 0.9)), maxDays: round(days.at(-1) ?? 0),
    casesWithRepeatedActivity: ways.filter((own) => own.some(({ activity }, index) => own.some((other, place) => place > index && other.activity === activity))).length,
    handovers: pairs.filter(([one, other]) => one.resource !== undefined && other.resource !== undefined && one.resource !== other.resource).length,
    follows: Object.fromEntries([...Map.groupBy(pairs, ([one, other]) => `${one.activity}\n${other.activity}`)].map(([pair, found]) => [pair, found.length])),
  }
}

/** Half of the values lie below the median, nine tenths below the p90; between two values in proportion. */
function share(sorted: readonly number[], part: number): number {
  if (sorted.length === 0) return 0
  const place = part * (sorted.length - 1)
  const under = Math.trunc(place)
  const [low, high] = [sorted[under] ?? 0, sorted[under + 1] ?? sorted[under] ?? 0]
  return low * (1 - (place - under)) + high * (place - under)
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6
