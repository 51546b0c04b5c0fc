import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { checkData } from '#platform/schema'
import { factsOf, findCases, relationsOf, stepFor, workflowOf, type Call, type Case, type Step } from '#kernel'
import { ASSIGN } from '../handlers.ts'
import { effectAt } from '../hold.ts'
import { addRun, findRun, type NewItem } from './run.ts'

/** So many cases a clerk may choose at once. */
export const CASES_MAX = 500
const closed = { additionalProperties: false } as const
const StepName = Type.String({ pattern: '^[a-zA-Z]{1,64}$' })
const Chosen = Type.Array(Type.Object({ caseId: Id, version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed), { minItems: 1, maxItems: CASES_MAX })

/** The same step on many cases, or on one case but not at once. */
export const StepRun = Type.Object({
  step: StepName,
  /** What the form of the step asks for, the same for all. */
  data: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown())),
  cases: Chosen,
  /** Takes effect now instead of in ten minutes, and cannot be called back. */
  atOnce: Type.Optional(Type.Boolean()),
}, closed)
export type StepRun = Static<typeof StepRun>

/** Whose the chosen cases are to be; without a name nobody's in particular. */
export const AssignRun = Type.Object({
  handlerId: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  note: Type.Optional(Type.String({ maxLength: 500 })),
  cases: Chosen,
}, closed)
export type AssignRun = Static<typeof AssignRun>

/** Queues a step for many cases; returns the id of the run. What can be seen to be impossible now is refused now, case by case. */
export async function startStepRun(call: Call, asked: StepRun, key: string | undefined): Promise<string> {
  if (asked.step === ASSIGN) throw new Refusal('invalid', '确定经办人请用“交给”')
  const earlier = await findRun(call, { key, asked })
  if (earlier !== undefined) return earlier
  const { step, data = {}, cases, atOnce = false } = asked
  const known = await findCases(call.tx, cases.map(({ caseId }) => caseId))
  const held = await heldAmong(call.tx, [...known.keys()])
  const dueAt = atOnce ? call.now : effectAt(call.now)
  let label = step
  const items = distinct(cases).flatMap(({ caseId, version }): NewItem[] => {
    const found = known.get(caseId.toLowerCase())
    const related = found !== undefined && relationsOf(call.actor, found).length > 0
    if (!found || !related) throw stranger()
    return [itemOf(found, version ?? found.version, () => {
      if (held.has(found.id)) throw new Refusal('conflict', '已经有一步在等着生效，请先等它生效，或者撤回')
      if (version !== undefined && version !== found.version) throw new Refusal('conflict', '刚刚有了新进展，请刷新后再办')
      const rule = stepFor(workflowOf(call.kernel, found.type, found.workflowVersion), step, factsOf(call, found))
      if (cases.length > 1) refuseWordless(rule)
      label = rule.label
      checkData(rule.form?.schema, data)
    })]
  })
  return addRun(call, { kind: 'step', step, label: `${label} ${items.length} 件`, data, dueAt, items }, { key, asked })
}

/** Gives the chosen cases to a colleague, or to oneself; has no effect outside and happens at once. */
export async function startAssignRun(call: Call, asked: AssignRun, key: string | undefined): Promise<string> {
  const earlier = await findRun(call, { key, asked })
  if (earlier !== undefined) return earlier
  const known = await findCases(call.tx, asked.cases.map(({ caseId }) => caseId))
  const items = distinct(asked.cases).map(({ caseId }): NewItem => {
    const found = known.get(caseId.toLowerCase())
    if (!found || relationsOf(call.actor, found).length === 0) throw stranger()
    return itemOf(found, null, () => { stepFor(workflowOf(call.kernel, found.type, found.workflowVersion), ASSIGN, factsOf(call, found)) })
  })
  return addAssignRun(call, { ...asked, items }, { key, asked })
}

interface Giving { handlerId?: string; note?: string; items: readonly NewItem[] }

/** Writes down who gets which cases; the name of the colleague stays readable when the account has gone. */
export async function addAssignRun(call: Call, { handlerId, note, items }: Giving, request: Parameters<typeof addRun>[2]): Promise<string> {
  const name = handlerId === undefined ? undefined : await nameOf(call.tx, handlerId)
  const data = { ...(handlerId !== undefined && { handlerId, handlerName: name }), ...(note !== undefined && note !== '' && { note }) }
  const label = name === undefined ? `退回共有 ${items.length} 件` : `交给${name} ${items.length} 件`
  return addRun(call, { kind: 'assign', step: ASSIGN, label, data, dueAt: call.now, items }, request)
}

function itemOf(found: Case, version: number | null, check: () => void): NewItem {
  const item = { found, version, data: null }
  try {
    check()
    return { ...item, state: 'waiting', message: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const [field] = error.fields
    return { ...item, state: 'refused', message: field ? `${error.message}（${field.message}）` : error.message }
  }
}

/** Reasons that the applicant has a right to (行政许可法第三十八条第二款) are written for each case by itself. */
function refuseWordless({ label, form }: Step): void {
  const schema: { required?: readonly string[]; properties?: Readonly<Record<string, unknown>> } = form?.schema ?? {}
  const toApplicant = (schema.required ?? []).some((name) => Object(schema.properties?.[name])['visibility'] === 'applicant')
  if (toApplicant) throw new Refusal('rule', `“${label}”要逐件向申请人写明理由，不能成批办理`)
}

/** A case chosen twice is one case. */
function distinct<Choice extends { caseId: string }>(chosen: readonly Choice[]): Choice[] {
  return [...new Map(chosen.map((choice) => [choice.caseId.toLowerCase(), choice])).values()]
}

async function heldAmong(tx: Tx, caseIds: readonly string[]): Promise<Set<string>> {
  const rows = await runSql<{ caseId: string }>(
    tx, `select distinct case_id as "caseId" from desk.run_item where state = 'waiting' and case_id = any($1::uuid[])`, [caseIds],
  )
  return new Set(rows.map(({ caseId }) => caseId))
}

async function nameOf(tx: Tx, accountId: string): Promise<string> {
  const [row] = await runSql<{ name: string }>(tx, 'select name from people.account where id = $1', [accountId])
  return row?.name ?? accountId
}

export function stranger(): Refusal {
  return new Refusal('not-found', '选中的件里有的不存在，或者您与它无关，一件也没有办；请刷新后重新选择')
}
