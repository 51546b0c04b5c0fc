import type { Call } from '#kernel'
import { ownerNameOf } from '../web/find-items.ts'
import type { Condition, Item } from '../item.ts'
import { courseOf } from '../joint-course.ts'
import { limitsTogether, slowestDays } from '../joint-limits.ts'
import { jointCondition } from '../joint-lanes.ts'
import type { Lane } from '../joint-matter.ts'
import { itemsInForce } from '../items.ts'

/** Something of an item that a merged field or material may serve. */
export interface Target { id: string; name: string; isRequired: boolean }

/** A lane with what is known of its item, and where it stands in the course of the whole. */
export interface LaneFacts {
  id: string
  itemCode: string
  name: string
  isKnown: boolean
  organisationName: string
  /** Under any answers it can get here. */
  promisedWorkingDays: number
  fields: Target[]
  materials: Target[]
  questions: { id: string; question: string; options: { id: string; label: string }[] }[]
  startsAfter: number
  endsAfter: number
  isCritical: boolean
}

export interface JointFacts {
  lanes: LaneFacts[]
  /** Of the longest way; null while lanes wait for each other in a circle. */
  limits: { promised: number; statutory: number } | null
  /** Names of the items in the circle, in order. */
  circle: string[] | null
}

/** What the editor shows of a joint matter as it is written: its items, how long each takes, and which of them the whole waits for. */
export async function jointFactsOf(call: Call, item: Item): Promise<JointFacts> {
  const lanes = item.joint?.lanes ?? []
  const items = await itemsInForce(call.tx, lanes.map(({ itemCode }) => itemCode), call.today)
  const joined = lanes.flatMap((lane) => { const one = items.get(lane.itemCode); return one ? [{ lane, item: one }] : [] })
  const days = new Map(joined.map((one) => [one.lane.id, slowestDays(item, one)]))
  const daysOf = ({ id }: Pick<Lane, 'id'>): number => days.get(id) ?? 0
  const course = courseOf(lanes, daysOf)
  const codeOf = (id: string): string => lanes.find((lane) => lane.id === id)?.itemCode ?? id
  return {
    limits: course.cycle ? null : limitsTogether(item, joined), circle: course.cycle?.map((id) => items.get(codeOf(id))?.name ?? codeOf(id)) ?? null,
    lanes: lanes.map((lane) => {
      const way = course.lanes.find(({ id }) => id === lane.id) ?? { startsAfter: 0, endsAfter: daysOf(lane), isCritical: false }
      const { startsAfter, endsAfter, isCritical } = way
      return { ...itemFacts(call, lane, items.get(lane.itemCode)), promisedWorkingDays: daysOf(lane), id: lane.id, startsAfter, endsAfter, isCritical }
    }),
  }
}

function itemFacts(call: Call, lane: Lane, item: Item | undefined): Omit<LaneFacts, 'id' | 'promisedWorkingDays' | 'startsAfter' | 'endsAfter' | 'isCritical'> {
  const { itemCode } = lane
  if (!item) return { itemCode, name: itemCode, isKnown: false, organisationName: '', fields: [], materials: [], questions: [] }
  return {
    itemCode,
    name: item.name,
    isKnown: true,
    organisationName: ownerNameOf(call, item),
    fields: Object.entries(item.form.properties).map(([id, { title, 'x-when': when }]) => ({
      id,
      name: title,
      isRequired: item.form.required.includes(id) && mayApply(lane, when),
    })),
    materials: item.materials.map(({ id, name, need, when }) => ({ id, name, isRequired: need !== 'optional' && mayApply(lane, when) })),
    questions: item.situations.map(({ id, question, options }) => ({
      id,
      question,
      options: options.map((option) => ({ id: option.id, label: option.label })),
    })),
  }
}

/** Whether the answers the item gets here can ever make it matter; while one of its questions has no answer yet, it may. */
function mayApply(lane: Lane, when: Condition | undefined): boolean {
  if (Object.keys(when ?? {}).some((id) => !lane.answers.some(({ situation }) => situation === id))) return true
  const joint = jointCondition(lane, when)
  return joint !== undefined && Object.values(joint).every((options) => options.length > 0)
}
