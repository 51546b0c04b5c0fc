import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { limitWords, type Comparison, type Span } from '#base/pages'
import type { Item } from '../item.ts'
import { itemsInForce } from '../items.ts'
import { countsOf, fullAnswers, type Counts } from '../joint-counts.ts'
import { courseOf, type LaneCourse } from '../joint-course.ts'
import type { JointMatter, Lane } from '../joint-matter.ts'
import { conditionWords } from './condition-words.ts'
import { ownerNameOf } from './find-items.ts'
import type { GuideLane, JointGuide } from './joint-sections.ts'

/** What the guide of a joint matter tells of the items it joins; undefined for an ordinary item. */
export async function jointGuideOf(call: Call, item: Item): Promise<JointGuide | undefined> {
  const { joint } = item
  if (joint === undefined) return undefined
  const items = await itemsInForce(call.tx, joint.lanes.map(({ itemCode }) => itemCode), call.today)
  const itemOf = (id: string): Item | undefined => items.get(joint.lanes.find((lane) => lane.id === id)?.itemCode ?? '')
  const { workingDays, lanes: course } = courseOf(joint.lanes, ({ id }) => itemOf(id)?.promisedWorkingDays ?? 0)
  const columns = new Map(course.map(({ id, column }) => [id, column]))
  const lanes = joint.lanes.map((lane): GuideLane => ({
    ...namesOf(call, lane, itemOf(lane.id)), id: lane.id, when: conditionWords(item, lane.when), optional: lane.optional,
    after: lane.after.map((edge) => beforeOf(edge, itemOf)), ...placeOf(lane, course, workingDays ?? 0),
  }))
  return {
    isReady: joint.readiness === 'ready',
    lead: call.kernel.nameOf(joint.lead),
    workingDays,
    compared: comparedOf({ ...item, joint }, [...items.values()]),
    checks: joint.checks,
    note: joint.compositionNote,
    lanes: lanes.toSorted((one, other) => (columns.get(one.id) ?? 0) - (columns.get(other.id) ?? 0)),
    appointments: joint.appointments.map(({ lane, what }) => ({ name: itemOf(lane)?.name ?? lane, what })),
  }
}

function namesOf(call: Call, { itemCode }: Lane, found: Item | undefined): Pick<GuideLane, 'code' | 'name' | 'owner' | 'promisedWorkingDays'> {
  if (found === undefined) return { code: undefined, name: itemCode, owner: '（这个事项没有施行）', promisedWorkingDays: 0 }
  return { code: found.code, name: found.name, owner: ownerNameOf(call, found), promisedWorkingDays: found.promisedWorkingDays }
}

function beforeOf({ lane, needs, basis }: Lane['after'][number], itemOf: (lane: string) => Item | undefined): GuideLane['after'][number] {
  const before = itemOf(lane)
  return { name: before?.name ?? lane, needs, basis, outcome: needs === 'start' ? before?.outcome.name : undefined }
}

/** What is spared where as many of the items as possible are wanted. */
function comparedOf(item: Item & { joint: JointMatter }, items: readonly Item[]): Comparison[] {
  if (item.joint.lanes.length === 0) return []
  try {
    const { separately, together } = countsOf(item, items, fullAnswers(item))
    return COUNTED.map(([label, words]) => ({ label, separately: words(separately), together: words(together) }))
  } catch (error) {
    // While it is being written an item may still be asked what nobody answers: then there is nothing to count.
    if (error instanceof Refusal) return []
    throw error
  }
}

const COUNTED: readonly (readonly [label: string, words: (counts: Counts) => string])[] = [
  ['申请表', ({ forms }) => `${forms} 张`],
  ['要填的内容', ({ fields }) => `${fields} 项`],
  ['要交的材料', ({ materials }) => `${materials} 份`],
  ['到窗口办要带的原件', ({ originals }) => `${originals} 份`],
  ['到窗口办要带的复印件', ({ copies }) => `${copies} 份`],
  ['要跑几次', ({ visits }) => `${visits} 次`],
  ['承诺多久办好', ({ promisedWorkingDays }) => limitWords(promisedWorkingDays)],
  ['法律规定最长', ({ statutoryWorkingDays }) => limitWords(statutoryWorkingDays)],
]

/** An item whose application can be made at once begins with the others, also where its decision waits for another's. */
function placeOf({ id, after }: Lane, course: readonly LaneCourse[], whole: number): { span: Span | undefined; isDeciding: boolean } {
  const endOf = (lane: string): number => course.find((one) => one.id === lane)?.endsAfter ?? 0
  const starts = after.filter(({ needs }) => needs === 'start').map(({ lane }) => endOf(lane))
  if (whole === 0) return { span: undefined, isDeciding: false }
  return { span: { from: Math.max(0, ...starts) / whole, to: endOf(id) / whole }, isDeciding: course.some((one) => one.id === id && one.isCritical) }
}
