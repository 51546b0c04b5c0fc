import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { stateRule, workflowOf, type Actor, type Call, type Role } from '#kernel'
import { CARDS_OF } from '../cards/cards-of.ts'
import { LEVEL_NAMES, LEVELS, ruleOf, type AlertLevel } from '../rules/rules.ts'

const PAGE_SIZE = 50
/** Beyond this the page says "1000+". */
const COUNT_MAX = 1000
/** Who reads the alerts and rectifications of everybody; others those of their own organisation. */
const EVERYWHERE: readonly Role[] = ['supervisor', 'leader', 'bureau']

export interface AlertsAsked { level?: AlertLevel | undefined; settled?: boolean | undefined; organisation?: string | undefined; page: number }

interface AlertRow {
  id: string; rule: string; level: AlertLevel; organisation: string; dueOn: string | null; firedOn: string; superviseUntil: string | null
  settledOn: string | null; settledHow: string | null; note: string | null; rectificationId: string | null
  orderId: string | null; caseId: string; number: string; title: string; type: string; workflowVersion: number; state: string
}

/** The organisation whose alerts the actor may read; null where all. */
export function seenBy({ roles, organisation }: Actor): string | null {
  return EVERYWHERE.some((role) => roles.includes(role)) ? null : (organisation ?? '')
}

/** Alerts that stand, the worst and oldest first, or those that are settled, the latest first; and how many of each level stand. */
export async function alertsSeen(call: Call, asked: AlertsAsked) {
  const where = condition(call.actor, asked)
  const order = asked.settled === true ? sql`alert.settled_on desc, alert.id desc` : sql`alert.rank, alert.due_on, alert.id`
  const [{ rows }, { rows: counted }, counts] = await Promise.all([
    sql<AlertRow>`
      select alert.id::text, alert.rule, alert.level, alert.organisation, alert.due_on as "dueOn", alert.fired_on as "firedOn", alert.supervise_until as "superviseUntil",
        alert.settled_on as "settledOn", alert.settled_how as "settledHow", alert.note, alert.rectification_id as "rectificationId",
        (select ordered.case_id from governance.card_order ordered where ${sql.raw(CARDS_OF)} limit 1) as "orderId",
        found.id as "caseId", found.number, found.title, found.type, found.workflow_version as "workflowVersion", found.state
      from governance.alert alert join kernel.case found on found.id = alert.case_id
      where ${where} order by ${order} limit ${PAGE_SIZE} offset ${(asked.page - 1) * PAGE_SIZE}`.execute(call.tx),
    sql<{ total: number }>`select count(*)::int as total from (select from governance.alert alert where ${where} limit ${COUNT_MAX}) counted`.execute(call.tx),
    standingCounts(call.tx, seenBy(call.actor)),
  ])
  return { today: call.today, total: counted[0]?.total ?? 0, counts, alerts: rows.map((row) => alertView(call, row)) }
}

function condition(actor: Actor, { level, settled = false, organisation }: AlertsAsked): RawBuilder<SqlBool> {
  const own = seenBy(actor) ?? organisation
  // Each condition is there or not, so that the index for it is found.
  return sql<SqlBool>`${settled ? sql`alert.settled_on is not null` : sql`alert.settled_on is null`}
    ${own === undefined ? sql`` : sql`and alert.organisation = ${own}`} ${level === undefined ? sql`` : sql`and alert.rank = ${LEVELS.length - LEVELS.indexOf(level)}`}`
}

async function standingCounts(tx: Tx, organisation: string | null): Promise<Partial<Record<AlertLevel, number>>> {
  const rows = await runSql<{ level: AlertLevel; n: number }>(tx, `
    select level, count(*)::int as n from governance.alert where settled_on is null and ($1::text is null or organisation = $1) group by level`, [organisation])
  return Object.fromEntries(rows.map(({ level, n }) => [level, n]))
}

export const SETTLED_WORDS: Readonly<Record<string, string>> = { done: '已办', overtaken: '已升级', moved: '期限变了，不算', dismissed: '预警有误，不算', rectified: '已整改' }

function alertView(call: Call, { type, workflowVersion, state, settledHow, ...row }: AlertRow) {
  const rule = ruleOf(row.rule)
  return {
    ...row, ruleName: rule.name, levelName: LEVEL_NAMES[row.level], organisationName: call.kernel.nameOf(row.organisation),
    stateLabel: stateRule(workflowOf(call.kernel, type, workflowVersion), state).label,
    settled: settledHow === null ? null : (SETTLED_WORDS[settledHow] ?? settledHow),
    supervised: row.superviseUntil !== null && row.settledOn === null && call.today > row.superviseUntil,
  }
}

export interface AlertFacts {
  id: string
  rule: string
  level: AlertLevel
  organisation: string
  itemCode: string
  itemName: string
  caseId: string
  settledHow: string | null
  rectificationId: string | null
}

/** An alert this actor may read, locked. */
export async function lockAlert({ tx, actor }: Call, id: string): Promise<AlertFacts> {
  const [alert] = await runSql<AlertFacts>(tx, `
    select alert.id::text, alert.rule, alert.level, alert.organisation, alert.item_code as "itemCode", found.title as "itemName", alert.case_id as "caseId",
      alert.settled_how as "settledHow", alert.rectification_id as "rectificationId"
    from governance.alert alert join kernel.case found on found.id = alert.case_id
    where alert.id = $1::bigint and ($2::text is null or alert.organisation = $2) for update of alert`, [id, seenBy(actor)])
  if (!alert) throw new Refusal('not-found', '没有这条预警，或者不是您单位的')
  return alert
}

/** 预警有误: the supervisor says so and why; it then counts nowhere. Said twice it stays as it was. */
export async function dismissAlert(call: Call, id: string, reason: string): Promise<void> {
  const alert = await lockAlert(call, id)
  if (alert.settledHow === 'dismissed') return
  if (alert.rectificationId !== null) throw new Refusal('conflict', '这条预警已经进了整改，有误请在整改里撤销')
  await runSql(
    call.tx,
    "update governance.alert set settled_on = coalesce(settled_on, $2), settled_how = 'dismissed', settled_by = $3, note = $4 where id = $1::bigint",
    [id, call.today, call.actor.id, reason],
  )
}
