/** Who took in which case: the one-door rate (一门办理率), counted from the log. */
import { runSql, type Tx } from '#platform/database'
import { isDay, type Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call, CaseEvent, Projection } from '#kernel'
import { rateOf } from './rates.ts'
import { TAKES_IN_HALLS } from './register.ts'

/** Matters of applicants; what the platform opens for itself is taken in by nobody. */
const COUNTED = 'application.open'
const PAGE_SIZE = 50

interface Receipt { case_id: string; number: string; item_code: string; item_name: string; organisation: string; receiving: string; received_on: Day }

export const receiptProjection: Projection = {
  name: 'hall.receipt',
  tables: ['hall.receipt'],
  apply: async (tx, events) => {
    const receipts = events.filter(({ kind }) => kind === COUNTED).map(receiptOf)
    if (receipts.length === 0) return
    await runSql(
      tx, 'insert into hall.receipt select * from jsonb_populate_recordset(null::hall.receipt, $1::jsonb) on conflict do nothing', [JSON.stringify(receipts)],
    )
  },
  reset: async (tx) => { await runSql(tx, 'truncate hall.receipt') },
}

function receiptOf({ caseId, on, data }: CaseEvent): Receipt {
  // Safe: the kernel writes the subject of every opening in this shape.
  const { number, item, owner, receiving } = data['subject'] as { number: string; item: { code: string; name: string }; owner: string; receiving: string }
  return { case_id: caseId, number, item_code: item.code, item_name: item.name, organisation: owner, receiving, received_on: on }
}

export interface Period { from: Day; to: Day }

/** The period asked for, this year so far unless told. Refuses days that do not exist. */
export function soundPeriod({ from, to }: { from?: string; to?: string }, today: Day): Period {
  const period = { from: from ?? `${today.slice(0, 4)}-01-01`, to: to ?? today }
  if (!isDay(period.from) || !isDay(period.to)) throw new Refusal('invalid', '日期不对，请按 2026-03-02 的样子写')
  if (period.from > period.to) throw new Refusal('invalid', '开始的日子在结束的日子后面，请对调')
  return period
}

export async function oneDoorRate(tx: Tx, { from, to }: Period) {
  const [counted] = await runSql<{ inside: number; whole: number }>(tx, `
    select count(*)::int as whole, (count(*) filter (where receiving in ${TAKES_IN_HALLS}))::int as inside
    from hall.receipt where received_on between $1 and $2`, [from, to])
  return rateOf(counted?.inside ?? 0, counted?.whole ?? 0)
}

/** The cases behind the rate: number, matter, who took them in. Neither who applied nor what was filled in. */
export async function receiptsIn(call: Call, { from, to, door, page }: Period & { door?: string | undefined; page: number }) {
  const inside = `receiving in ${TAKES_IN_HALLS}`
  const where = `where received_on between $1 and $2${door === undefined ? '' : ` and ${door === 'in' ? '' : 'not '}(${inside})`}`
  const [rows, [counted]] = await Promise.all([
    runSql<{ number: string; itemName: string; organisation: string; receiving: string; receivedOn: Day; isInside: boolean }>(call.tx, `
      select number, item_name as "itemName", organisation, receiving, received_on as "receivedOn", ${inside} as "isInside" from hall.receipt
      ${where} order by received_on desc, case_id limit ${PAGE_SIZE} offset ${(page - 1) * PAGE_SIZE}`, [from, to]),
    runSql<{ total: number }>(call.tx, `select count(*)::int as total from hall.receipt ${where}`, [from, to]),
  ])
  const { nameOf } = call.kernel
  return {
    total: counted?.total ?? 0, page, size: PAGE_SIZE,
    cases: rows.map((row) => ({ ...row, organisationName: nameOf(row.organisation), receivingName: nameOf(row.receiving) })),
  }
}
