import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { caseFor, stateRule, workflowOf, type Call, type Relation } from '#kernel'
import { faultsBehind } from '#base/faults'
import { SUPERVISING_ORGANISATION } from '../alerts/digest.ts'
import { lockAlert, seenBy } from '../alerts/list.ts'
import { rulesOn } from '../rules/rule-book.ts'
import { BY_HAND, causeName, LEVEL_NAMES, ruleOf, wordsOf, type ByHand } from '../rules/rules.ts'
import { openRectification } from './opening.ts'
import { RECTIFICATION_TYPE } from './workflow.ts'

const PAGE_SIZE = 50
const HISTORY_MAX = 20
const READERS: readonly Relation[] = ['supervisor', 'owner', 'approver']

interface Row {
  id: string; number: string; organisation: string; cause: string; itemName: string; problem: string; requirement: string | null; measures: string | null; verdict: string | null
  openedOn: string; orderedUntil: string | null; evidencedOn: string | null; closedOn: string | null; outcome: string | null; times: number; recurrenceOf: string | null
  workflowVersion: number; state: string; queueDueOn: string | null; alerts: number
}

const COLUMNS = `
  mend.case_id as id, found.number, mend.organisation, mend.cause, mend.item_name as "itemName", mend.problem, mend.requirement, mend.measures, mend.verdict,
  mend.opened_on as "openedOn", mend.ordered_until as "orderedUntil", mend.evidenced_on as "evidencedOn", mend.closed_on as "closedOn", mend.outcome, mend.times,
  mend.recurrence_of as "recurrenceOf", found.workflow_version as "workflowVersion", found.state, found.queue_due_on as "queueDueOn",
  (select count(*)::int from governance.alert where rectification_id = mend.case_id) as alerts`

/** Rectifications this actor may read: what is open by its day, what is over the latest first. */
export async function rectificationsSeen(call: Call, { closed, page }: { closed: boolean; page: number }) {
  const values = [seenBy(call.actor), closed]
  const from = `from governance.rectification mend join kernel.case found on found.id = mend.case_id
    where ($1::text is null or mend.organisation = $1) and (mend.closed_on is not null) = $2`
  const [rows, [counted]] = await Promise.all([
    runSql<Row>(
      call.tx,
      `select ${COLUMNS} ${from} order by mend.closed_on desc nulls first, found.queue_due_on, mend.opened_on desc, mend.case_id limit ${PAGE_SIZE} offset $3`,
      [...values, (page - 1) * PAGE_SIZE],
    ),
    runSql<{ total: number }>(call.tx, `select count(*)::int as total ${from}`, values),
  ])
  return { today: call.today, total: counted?.total ?? 0, rectifications: rows.map((row) => view(call, row)) }
}

function view(call: Call, { workflowVersion, state, ...row }: Row) {
  return {
    ...row, causeName: causeName(row.cause), organisationName: call.kernel.nameOf(row.organisation),
    stateLabel: stateRule(workflowOf(call.kernel, RECTIFICATION_TYPE, workflowVersion), state).label,
    overdue: row.queueDueOn !== null && call.today > row.queueDueOn,
  }
}

/** One rectification with its alerts, its files and what was there before on the same unit, rule and item. */
export async function rectificationFor(call: Call, id: string) {
  await caseFor(call, id, READERS)
  const [rows, alerts, files, faults] = await Promise.all([
    runSql<Row>(
      call.tx,
      `
      with recursive chain as (
        select case_id, recurrence_of, 1 as depth from governance.rectification where case_id = $1
        union all select earlier.case_id, earlier.recurrence_of, chain.depth + 1 from governance.rectification earlier
        join chain on earlier.case_id = chain.recurrence_of where chain.depth < ${HISTORY_MAX})
      select ${COLUMNS} from chain join governance.rectification mend on mend.case_id = chain.case_id
      join kernel.case found on found.id = mend.case_id order by chain.depth`,
      [id],
    ),
    alertsIn(call, id),
    runSql<{ fileId: string; name: string; addedOn: string }>(
      call.tx,
      'select file_id as "fileId", name, added_on as "addedOn" from governance.evidence where case_id = $1 order by added_on, name, file_id limit 200',
      [id],
    ),
    faultsBehind(call.tx, id),
  ])
  const [own, ...history] = rows.map((row) => view(call, row))
  if (!own) throw new Refusal('not-found', '没有这件整改，或者不是您单位的')
  return { ...own, history, alertList: alerts, files, faults: faults.map(({
    title, address, reportedOn, withdrawnWhy,
  }) => ({ title, address, reportedOn, withdrawnWhy })) }
}

interface AlertIn { id: string; rule: string; caseId: string; number: string; title: string; firedOn: string; dueOn: string | null }

async function alertsIn({ tx }: Call, id: string) {
  const rows = await runSql<AlertIn>(tx, `
    select alert.id::text, alert.rule, alert.case_id as "caseId", found.number, found.title, alert.fired_on as "firedOn", alert.due_on as "dueOn"
    from governance.alert alert join kernel.case found on found.id = alert.case_id where alert.rectification_id = $1 order by alert.id limit 100`, [id])
  return rows.map((row) => ({ ...row, ruleName: ruleOf(row.rule).name, levelName: LEVEL_NAMES[ruleOf(row.rule).level] }))
}

/** The file, if it is evidence of a rectification the actor stands to. */
export async function evidenceOf(call: Call, { id, fileId }: { id: string; fileId: string }): Promise<string> {
  await caseFor(call, id, READERS)
  const [there] = await runSql(call.tx, 'select 1 from governance.evidence where case_id = $1 and file_id = $2', [id, fileId])
  if (!there) throw new Refusal('not-found', '这件整改没有这个文件')
  return fileId
}

/** A supervisor makes an alert into a rectification; asked twice there is one. */
export async function rectifyAlert(call: Call, id: string): Promise<{ caseId: string }> {
  const alert = await lockAlert(call, id)
  if (alert.rectificationId !== null) return { caseId: alert.rectificationId }
  if (alert.settledHow === 'dismissed' || alert.settledHow === 'moved') throw new Refusal('rule', '这条预警不算数了，不能开整改')
  const { organisation, rule, itemCode, itemName } = alert
  const { name, level } = ruleOf(rule)
  const { trigger } = wordsOf((await rulesOn(call.tx, call.today)).alert(rule))
  const { caseId } = await openRectification(call, {
    organisation, cause: rule, itemCode, itemName, problem: `${LEVEL_NAMES[level]}：${name}，${itemName}。${trigger}。`,
  })
  await runSql(call.tx, 'update governance.alert set rectification_id = $2 where id = $1::bigint', [id, caseId])
  return { caseId }
}

export interface Found { organisation: string; situation: ByHand; problem: string; standard?: string | undefined }

/** A supervisor enters what no log shows. The same key opens one. */
export async function rectifyByHand(call: Call, { organisation, situation, problem, standard }: Found, key: string | undefined): Promise<{ caseId: string }> {
  const known = await runSql(call.tx, "select 1 from people.organisation where id = $1 and id <> $2", [organisation, SUPERVISING_ORGANISATION])
  if (known.length === 0) throw new Refusal('invalid', '没有这个单位', [{ path: 'organisation', message: '请选择被整改的单位' }])
  const about = standard === undefined ? '' : `（标准：${standard}）`
  const { caseId } = await openRectification(
    call,
    { organisation, cause: `by-hand:${situation}`, itemCode: '', itemName: '', problem: `${BY_HAND[situation].name}${about}：${problem}` },
    key,
  )
  return { caseId }
}
