import { addWorkingDays, isOpen, type Call, type Kernel } from '#kernel'
import { conditionOf, definitionOf } from '#base/figures'
import type { Day } from '#platform/day'

/** Which cases make up a number of the screens: what it means, and a condition on `fact`, a row of figures.case_fact. */
export interface ScreenMeasure {
  label: string
  meaning: string
  condition: string
  /** Stands as of now, whatever the period. */
  isNow?: boolean
}

const counts = "not exists (select from ratings.exclusion where exclusion.case_id = fact.case_id)"
const ratedThen = `fact.kind = 'service' and fact.rated_on between $1 and $2 and fact.rating is not null and ${counts}`
const open = "fact.kind = 'service' and fact.resolved_on is null"

/** Parameters of the conditions: $1 and $2 first and last day, $3 today, $4 the next working day. A test holds each against what the screen shows. */
export const MEASURES = {
  received: counted('received'), resolved: counted('resolved'), decided: counted('decided'), onTime: counted('onTime'), late: counted('late'),
  open: { label: '在办的办件', meaning: '现在还没有办结的办件', condition: open, isNow: true },
  overdue: { label: '已经超期的办件', meaning: '现在还没有办结、过了承诺期限的办件；依法停表的按延后的期限', condition: `${open} and fact.due_on < $3`, isNow: true },
  warned: { label: '快到期的办件', meaning: '现在还没有办结、今天或者下一个工作日到期的办件', condition: `${open} and fact.due_on between $3 and $4`, isNow: true },
  rated: { label: '计入的评价', meaning: '这段时间里作的、计入的评价；依规则不计入的（代评、同一设备成批的等）不在里面', condition: ratedThen },
  badRated: { label: '差评', meaning: '计入的评价里，不满意和非常不满意的', condition: `${ratedThen} and fact.rating <= 2` },
  jointReceived: {
    ...counted('joint.received'), label: '收到的联办', meaning: '这段时间里收到的一件事、多证联办和打捆，一个总件算一次；里面的各项另算在收到的办件里',
  },
  jointResolved: { ...counted('joint.resolved'), label: '办结的联办', meaning: '这段时间里全部有了结果的一件事、多证联办和打捆' },
  jointOpen: { label: '在办的联办', meaning: '现在还没有全部办结的一件事、多证联办和打捆', condition: "fact.kind = 'joint' and fact.resolved_on is null", isNow: true },
} as const satisfies Readonly<Record<string, ScreenMeasure>>
export type MeasureName = keyof typeof MEASURES

export const isMeasure = (name: string): name is MeasureName => Object.hasOwn(MEASURES, name)

/** Stays in a state of one matter: what the slowest steps are made of. */
export const STEP_MEANING = '这段时间里离开这个环节的停留，一次算一次；用时是从进入到离开的工作日，环节里依法停表的日子也在内'

/** By which a case is near its day: the next working day, as the reminder has it. */
export function warnedUntil({ kernel, today }: Pick<Call, 'kernel' | 'today'>): Day {
  return addWorkingDays(kernel.calendar, today, 1)
}

/** The states of applications in which an office is at work, in any version; waiting for the applicant is nobody's slowness. */
export function officeStates({ workflows }: Pick<Kernel, 'workflows'>): string[] {
  const rules = (workflows.get('application') ?? []).flatMap(({ states }) => Object.entries(states))
  return [...new Set(rules.flatMap(([state, rule]) => (isOpen(rule) && rule.turn !== 'applicant' && rule.turn !== 'parent' ? [state] : [])))]
}

/** A counter of the figures, with the cases it counts as the figures themselves say. */
function counted(counter: string): ScreenMeasure {
  const [definition, cases] = [definitionOf(counter), conditionOf(counter)]
  if (definition === undefined || cases === undefined || cases.day === null) throw new Error(`nobody counts ${counter}`)
  return { label: definition.counts, meaning: `${definition.counts}，按${definition.day}算`, condition: `${cases.where} and fact.${cases.day} between $1 and $2` }
}
