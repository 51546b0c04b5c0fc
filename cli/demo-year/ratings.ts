import { startOf } from '#platform/day'
import { arrayCell, copyLine } from '#platform/copy'
import { sm3Hex } from '#platform/sm'
import { exclusionsAfter, RATING_TAGS, type RatingFacts } from '#base/ratings'
import { HOUR, humanHour, MINUTE, type Matter } from './matter.ts'
import { dayOf } from './office-time.ts'

export const RATING_COLUMNS = {
  'ratings.rating': [
    'case_id', 'level', 'tags', 'text', 'rated_by', 'rated_at', 'owner_organisation', 'device_sm3', 'by_staff', 'on_staff_device', 'seconds_after_closing',
  ],
  'ratings.exclusion': ['case_id', 'rule', 'found_at'],
} as const

/** What somebody will say of how she was served, and when. */
export interface PlannedRating {
  at: number
  level: number
  tags: string[]
  text: string | null
  /** The digest of the device it is given from. */
  device: string
  onStaffDevice: boolean
}

/** The ratings of the year, and which of them do not count by the ordinary rules. */
export class RatingBook {
  readonly ratings: string[] = []
  /** By case and rule: each is found once. */
  readonly #excluded = new Map<string, string>()
  readonly #recent = new Map<string, RatingFacts[]>()
  readonly #endOfDay = new Map<string, number>()

  get exclusions(): string[] { return [...this.#excluded.values()] }

  /** Whether and how the applicant rates what has just been handed over. */
  plan({ town, filer, history, arrival: { fate, item } }: Matter): PlannedRating | undefined {
    const { gamingUnit, badRatings } = town.ground.troubles
    if (item.organisation === gamingUnit.organisation && town.isDuring(gamingUnit) && fate.troubleLength < gamingUnit.ownRatingShare)
      return this.#entered(gamingUnit.organisation, town.now)
    // Who is angry says so more often than who is content.
    const isBad = item.organisation === badRatings.organisation && town.isDuring(badRatings) && fate.trouble < badRatings.share
    if (!fate.isRated && !isBad) return undefined
    if (isBad) town.befall(badRatings.id)
    const level = isBad ? (fate.troubleLength < 0.5 ? 1 : 2) : fate.ratingLevel
    const closed = history.found.lastAt.getTime()
    const at = fate.ratingHours < 6
      ? closed + 3 * MINUTE + Math.floor(fate.ratingHours * 20 * MINUTE)
      : humanHour(closed + fate.ratingHours * HOUR, fate.trouble)
    return { at, level, ...wordsFor(level, isBad ? badRatings : undefined, fate.trouble), device: sm3Hex(filer.actor.id), onStaffDevice: false }
  }

  /** Keeps a rating that has been given. */
  keep({ history, filer, arrival: { item } }: Matter, closedAt: number, planned: PlannedRating): void {
    const { level, tags, text, device, onStaffDevice } = planned
    const caseId = history.found.id
    const ratedAt = new Date(planned.at)
    const secondsAfterClosing = Math.max(0, Math.round((planned.at - closedAt) / 1000))
    this.ratings.push(
      copyLine([caseId, level, arrayCell(tags), text, filer.actor.id, ratedAt, item.organisation, device, false, onStaffDevice, secondsAfterClosing]),
    )
    const facts: RatingFacts = { caseId, level, tags, text, ratedAt, device, byStaff: false, onStaffDevice, secondsAfterClosing }
    const nearby = (this.#recent.get(device) ?? []).filter((other) => ratedAt.getTime() - other.ratedAt.getTime() < HOUR)
    for (const { caseId: excluded, rule } of exclusionsAfter(facts, nearby)) {
      const key = `${excluded} ${rule}`
      if (!this.#excluded.has(key)) this.#excluded.set(key, copyLine([excluded, rule, ratedAt]))
    }
    this.#recent.set(device, [...nearby, facts])
  }

  /** The planted game: after closing time the unit enters the ratings of the day itself, one after the other, on its own device. */
  #entered(organisation: string, now: number): PlannedRating {
    const evening = startOf(dayOf(now)).getTime() + 17 * HOUR + 5 * MINUTE
    const key = `${organisation}:${dayOf(now)}`
    const before = this.#endOfDay.get(key) ?? 0
    this.#endOfDay.set(key, before + 1)
    return { at: Math.max(now, evening) + before * 20_000, level: 5, tags: [], text: null, device: sm3Hex(`${organisation} 的设备`), onStaffDevice: true }
  }
}

function wordsFor(level: number, bad: { tags: readonly string[]; words: string } | undefined, share: number): { tags: string[]; text: string | null } {
  if (bad) return { tags: [bad.tags[Math.floor(share * 1000) % bad.tags.length] ?? ''], text: share < 0.2 ? bad.words : null }
  const tags = level >= 4 ? RATING_TAGS.good : level <= 2 ? RATING_TAGS.bad : []
  const tag = tags[Math.floor(share * tags.length)]
  return { tags: tag === undefined ? [] : [tag], text: null }
}
