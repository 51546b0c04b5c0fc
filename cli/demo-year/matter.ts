import { startOf } from '#platform/day'
import { checklistOf, type Checklist, type Item } from '#base/catalog'
import { openingBy } from '#modules/applications'
import { sampleAnswers, sampleForm } from '../journey/sample-application.ts'
import type { Arrival } from './arrivals.ts'
import type { Filer } from './cast.ts'
import { History } from './history.ts'
import { dayOf } from './office-time.ts'
import type { Town } from './town.ts'

/** A case and all that is needed to go on with it. */
export interface Matter {
  town: Town
  arrival: Arrival
  filer: Filer
  history: History
  checklist: Checklist
}

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Files the application now. */
export function filed(town: Town, arrival: Arrival, { serial, filer }: { serial: number; filer: Filer }): Matter {
  const { kernel, fileId, organisations } = town.ground
  const { item } = arrival
  const { answers, checklist, form } = sampleOf(item)
  const materials = papersOf(checklist).map((materialId) => ({ materialId, fileId }))
  const opening = openingBy(kernel, filer, { itemCode: item.code, answers, form, materials }, { item, checklist })
  const place = organisations.find(({ id }) => id === arrival.town)?.divisionCode ?? opening.place
  const history = new History(kernel, { ...opening, place, receivingOrganisation: arrival.receiving }, { actor: filer.actor, at: town.now, serial })
  history.answer(answers)
  history.give(materials, dayOf(town.now))
  return { town, arrival, filer, history, checklist }
}

interface Sample { answers: Record<string, string>; checklist: Checklist; form: ReturnType<typeof sampleForm> }

/** Everybody fills in the same; worked out once for each item. */
function sampleOf(item: Item): Sample {
  const known = samples.get(item)
  if (known) return known
  const answers = sampleAnswers(item)
  const checklist = checklistOf(item, answers)
  const sample = { answers, checklist, form: sampleForm(checklist.form) }
  samples.set(item, sample)
  return sample
}

const samples = new WeakMap<Item, Sample>()

/** What she has to bring herself. */
export function papersOf({ materials }: Checklist): string[] {
  return materials.filter(({ need, source }) => need === 'required' && source !== 'shared').map(({ id }) => id)
}

/** People act by day: the same day at an hour between eight and ten in the evening. */
export function humanHour(at: number, share: number): number {
  return Math.max(at, startOf(dayOf(at)).getTime() + 8 * HOUR + Math.floor(share * 14 * HOUR))
}
