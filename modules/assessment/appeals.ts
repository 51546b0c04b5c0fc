import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { claimCommand, openCase, requestHashOf, stateRule, workflowOf, type Call } from '#kernel'
import { DEADLINES } from './deadlines.ts'
import { heldPeriod, valuesIn, type Period } from './ledger.ts'
import { nameOf } from './span.ts'
import { APPEAL_TYPE } from './workflow.ts'

export const Appeal = Type.Object({
  indicator: Type.String({ pattern: '^[A-F][0-9]{2}$' }),
  reason: Type.String({ minLength: 5, maxLength: 2000 }),
}, { additionalProperties: false })
export type Appeal = Static<typeof Appeal>

/** Who verifies and decides: the organisation of the supervisors (效能监督). A default. */
const SUPERVISING_ORGANISATION = 'government-services'
const HUADU = '440114'

/** The assessed unit objects to one of its own values while the period for it runs. The same key objects once. Returns the id of the case. */
export async function raiseAppeal(call: Call, periodId: string, { appeal, key }: { appeal: Appeal; key: string | undefined }): Promise<string> {
  const command = key === undefined ? null : { actorId: call.actor.id, key, requestHash: requestHashOf([periodId, appeal]) }
  const earlier = command && await claimCommand(call.tx, command)
  if (earlier) return earlier
  const organisation = call.actor.organisation ?? ''
  const period = await heldPeriod(call.tx, periodId)
  const rule = period.scheme.indicators.find(({ code }) => code === appeal.indicator)
  const value = (await valuesIn(call.tx, period)).find((one) => one.organisation === organisation && one.indicator === appeal.indicator)
  if (!rule || !value) throw new Refusal('not-found', '本单位在这个考核期里没有这项指标，只能对本单位的数申诉')
  refuseUntimely(period, call.today)
  await refuseSecond(call.tx, { periodId, organisation, indicator: appeal.indicator })
  const { opened } = await openCase(call, {
    type: APPEAL_TYPE, item: { code: `KH-${rule.code}`, version: 1, name: `${nameOf(period)}考核申诉：${rule.name}` },
    applicant: { kind: 'organisation', id: `unit:${organisation}`, name: call.kernel.nameOf(organisation) }, agentId: call.actor.id,
    ownerOrganisation: organisation, receivingOrganisation: SUPERVISING_ORGANISATION, place: HUADU,
    form: {
      periodId, period: nameOf(period), version: period.version, indicator: rule.code, indicatorName: rule.name, kind: rule.kind, unit: rule.unit,
      n: value.n, part: value.part, value: value.value, reason: appeal.reason,
    },
    traits: { fields: { visibility: OPEN_FIELDS } }, limits: { limitWorkingDays: LIMIT, statutoryWorkingDays: LIMIT, joint: false },
  }, command)
  await runSql(call.tx, 'insert into assessment.appeal (case_id, period_id, version, organisation, indicator, opened_at) values ($1, $2, $3, $4, $5, $6)',
    [opened.id, periodId, period.version, organisation, appeal.indicator, call.now])
  return opened.id
}

const LIMIT = DEADLINES.verify.workingDays + DEADLINES.decide.workingDays
/** Nothing personal stands in an appeal; the supervision must read all of it. */
const OPEN_FIELDS = Object.fromEntries(
  ['periodId', 'period', 'version', 'indicator', 'indicatorName', 'kind', 'unit', 'n', 'part', 'value', 'reason'].map((name) => [name, 'public']),
)

function refuseUntimely(period: Period, today: string): void {
  if (period.version === 0 || period.appealUntil === null) throw new Refusal('rule', '这个考核期还没有锁定，数还会变；锁定以后才能申诉')
  if (today > period.appealUntil) throw new Refusal('rule', `申诉到 ${period.appealUntil} 为止，已经过了；发现有错请联系效能监督部门更正`)
}

async function refuseSecond(tx: Tx, { periodId, organisation, indicator }: { periodId: string; organisation: string; indicator: string }): Promise<void> {
  const [open] = await runSql<{ number: string }>(tx, `
    select found.number from assessment.appeal join kernel.case found on found.id = appeal.case_id
    where appeal.period_id = $1 and appeal.organisation = $2 and appeal.indicator = $3 and found.closed_at is null
      limit 1`, [periodId, organisation, indicator])
  if (open) throw new Refusal('conflict', `这项指标的申诉 ${open.number} 还没有办结，有补充请在那一件里说`)
}

export interface AppealRow {
  caseId: string
  number: string
  organisation: string
  indicator: string
  state: string
  stateLabel: string
  openedAt: Date
  closedAt: Date | null
  queueDueOn: string | null
}

const APPEALS_MAX = 200

/** The appeals of a period, the oldest open one first; of one organisation where it is named. */
export async function appealsIn({ tx, kernel }: Call, periodId: string, organisation: string | null): Promise<AppealRow[]> {
  const rows = await runSql<AppealRow & { workflowVersion: number }>(tx, `
    select appeal.case_id as "caseId", found.number, appeal.organisation, appeal.indicator, found.state, found.workflow_version as "workflowVersion",
      appeal.opened_at as "openedAt", found.closed_at as "closedAt", found.queue_due_on as "queueDueOn"
    from assessment.appeal join kernel.case found on found.id = appeal.case_id
    where appeal.period_id = $1 and ($2::text is null or appeal.organisation = $2)
    order by found.closed_at is not null, appeal.opened_at limit ${APPEALS_MAX}`, [periodId, organisation])
  return rows.map(({ workflowVersion, ...row }) => ({ ...row, stateLabel: stateRule(workflowOf(kernel, APPEAL_TYPE, workflowVersion), row.state).label }))
}

export async function openAppeals(tx: Tx, periodId: string): Promise<number> {
  const [row] = await runSql<{ open: number }>(tx, `
    select count(*)::int as open from assessment.appeal join kernel.case found on found.id = appeal.case_id
    where appeal.period_id = $1 and found.closed_at is null`, [periodId])
  return row?.open ?? 0
}
