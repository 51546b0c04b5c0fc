import { clockView, levelOn, relationsOf, stateRule, workflowOf, type Call, type Case } from '#kernel'
import { courseOf, itemsInForce, itemVersion, type Item } from '#base/catalog'
import { limitWords } from '#base/pages'
import type { CheckResult } from './checks.ts'
import { lanesIn, type Family } from './family.ts'
import { decidedOn, forecast, latest } from './forecast.ts'
import { STATUS_LABELS } from './lane-words.ts'
import { jointViewOf, type JointView, type LaneView, type Standing } from './view.ts'

export type Whole = Awaited<ReturnType<typeof wholeFor>>

/**
 * A joint case as pages, programs and the workbench read it: lanes with their clocks, the critical path, one due day with its
 * explanation. Nothing in it is personal, so that every department of it may read where the others stand.
 * @param self the lane of the case that was asked about; null for the parent
 */
export async function wholeFor(call: Call, parent: Case, self: string | null) {
  const [view, item] = await Promise.all([jointViewOf(call, parent), itemVersion(call.tx, parent.itemCode, parent.itemVersion)])
  const family: Family = { parent: view.parent, children: view.lanes.flatMap(({ child }) => child ?? []) }
  const expected = forecast(call.kernel.calendar, family)
  const { ownerOrganisation: lead, clock } = view.parent
  return {
    parent: {
      caseId: parent.id, type: parent.type, title: parent.title, state: view.parent.state,
      ...reachable(call, view.parent), stateLabel: labelOf(call, view.parent),
    },
    self, item: { code: parent.itemCode, version: parent.itemVersion }, lead: { organisation: lead, name: call.kernel.nameOf(lead) },
    dueOn: view.parent.dueOn, expectedOn: latest(view.lanes.filter(isRunning).map(({ id }) => expected.get(id) ?? null)),
    limitWorkingDays: clock.limitWorkingDays, statutoryWorkingDays: clock.statutoryWorkingDays,
    explanation: explanationOf(view), clock: clockView(call, view.parent), checks: checksIn(view.parent),
    lanes: view.lanes.map((lane) => ({ ...laneAnswer(call, lane), expectedOn: expected.get(lane.id) ?? null })),
    leftOut: await leftOut(call, item, view), materials: materialsOf(item, view), appointments: item.joint?.appointments ?? [],
  }
}

function laneAnswer(call: Call, { child, standing, waitsFor, missing, organisation, ...lane }: LaneView) {
  return {
    id: lane.id, itemCode: lane.itemCode, name: lane.name, outcome: lane.outcome, owner: { organisation, name: call.kernel.nameOf(organisation) },
    caseId: child?.id ?? null, ...(child ? reachable(call, child) : { number: null, mayOpen: false }), state: standing, stateLabel: STATUS_LABELS[standing],
    caseState: child?.state ?? null, caseStateLabel: child ? labelOf(call, child) : null, waitsFor, held: heldWords(missing), isCritical: lane.isCritical,
    ...daysOf(call, lane, child), ended: lane.ended === undefined ? null : { outcome: standing, words: lane.reason ?? lane.ended, next: lane.whatNext ?? null },
  }
}

function daysOf({ kernel, today }: Call, { promisedWorkingDays, statutoryWorkingDays }: Pick<LaneView, 'promisedWorkingDays' | 'statutoryWorkingDays'>, child: Case | undefined) {
  return {
    promisedWorkingDays, limitWorkingDays: child?.clock.limitWorkingDays ?? promisedWorkingDays,
    statutoryWorkingDays: child?.clock.statutoryWorkingDays ?? statutoryWorkingDays,
    acceptedOn: child?.acceptedOn ?? null, dueOn: child?.dueOn ?? null,
    statutoryDueOn: child?.statutoryDueOn ?? null, decidedOn: (child && decidedOn(child)) ?? null,
    level: child && child.closedAt === null ? levelOn(kernel.calendar, child.clock, today) : null,
  }
}

function heldWords(missing: LaneView['missing']): string | null {
  return missing.length === 0 ? null : missing.map(({ text, basis }) => (basis === undefined ? text : `${text}（${basis}）`)).join('；')
}

function reachable({ actor }: Call, found: Case): { number: string; mayOpen: boolean } {
  return { number: found.number, mayOpen: relationsOf(actor, found).length > 0 }
}

const OVER: readonly Standing[] = ['withdrawn', 'notAccepted', 'terminated', 'blocked', 'separate', 'denied']
const isRunning = ({ standing }: LaneView): boolean => !OVER.includes(standing)

/** Why the whole takes as long as it does, in sentences. */
function explanationOf({ parent }: JointView): string[] {
  const lanes = lanesIn(parent)
  const course = courseOf(lanes, ({ promisedWorkingDays }) => promisedWorkingDays)
  const path = course.lanes.filter(({ isCritical }) => isCritical).toSorted((a, b) => a.startsAfter - b.startsAfter)
  const named = path.flatMap(({ id }) => {
    const lane = lanes.find((one) => one.id === id)
    return lane ? [`${lane.name}（${limitWords(lane.promisedWorkingDays)}）`] : []
  })
  return [
    `各部门同时办，有先后的依次办；最花时间的是：${named.join(' → ')}，共 ${course.workingDays ?? 0} 个工作日。`,
    `整件事承诺 ${parent.clock.limitWorkingDays} 个工作日，法定最长 ${parent.clock.statutoryWorkingDays} 个工作日（行政许可法第四十二条第二款），从统一受理的下一个工作日起算。`,
  ]
}

function checksIn({ traits }: Case): CheckResult[] {
  // Safe: written when the case was opened, from the same type.
  return Array.isArray(traits['checks']) ? traits['checks'] as CheckResult[] : []
}

/** Lanes the matter also knows and this applicant did not need or want. */
async function leftOut({ tx, today }: Call, { joint }: Item, { lanes }: JointView): Promise<{ id: string; name: string }[]> {
  const others = (joint?.lanes ?? []).filter(({ id }) => !lanes.some((lane) => lane.id === id))
  if (others.length === 0) return []
  const items = await itemsInForce(tx, others.map(({ itemCode }) => itemCode), today)
  return others.map(({ id, itemCode }) => ({ id, name: items.get(itemCode)?.name ?? itemCode }))
}

/** Which lanes each merged material serves. */
function materialsOf({ joint, materials }: Item, { lanes }: JointView): { id: string; lanes: string[] }[] {
  const isHere = (id: string): boolean => lanes.some((lane) => lane.id === id)
  return materials.map(({ id }) =>
    ({ id, lanes: (joint?.materials ?? []).filter(({ material, lane }) => material === id && isHere(lane)).map(({ lane }) => lane) }))
}

function labelOf({ kernel }: Call, found: Case): string {
  return stateRule(workflowOf(kernel, found.type, found.workflowVersion), found.state).label
}
