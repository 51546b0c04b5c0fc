import { runSql, type Tx } from '#platform/database'
import { COUNTER_SIGN, type MeasureSource, type SourceAsked, type SourceRow } from '#base/figures'
import { TAKES_IN_HALLS } from './register/register.ts'
import { STANDING } from './register/standing.ts'

const ROWS_MAX = 2000

/** What the halls know: which items sit in them, who took in which case, and how long people waited. */
export const hallSources: readonly MeasureSource[] = [
  standing('resident', '已进驻的事项', "standing = 'in'", 'in'),
  standing('mustReside', '应进驻的事项', "standing <> 'excepted'", 'must'),
  standing('general', '综合窗口受理的事项', "standing = 'in' and is_general", 'in&general=yes'),
  receipts('filed', '收到的申请办件', 'true', ''),
  receipts('takenIn', '由大厅收件的办件', `receiving in ${TAKES_IN_HALLS}`, '&door=in'),
  tickets('taken', '取的号', 'taken_at is not null'),
  { ...tickets('called', '叫过的号', 'first_called_at is not null'), adds: '从取号到叫号的分钟', atWindows: calledAtWindows },
  tickets('abandoned', '过号和弃号', "state in ('passed', 'closed')"),
]

function standing(name: string, label: string, where: string, door: string): MeasureSource {
  return {
    measure: `hall.${name}`, label, counts: label, kind: 'stock', scopes: ['organisation'], opensAt: `/staff/hall?tab=items&standing=${door}`,
    count: (tx, { today, by, organisation }) => runSql(tx, `
      ${STANDING} select ${by === undefined ? "''" : 'organisation'} as key, count(*)::int as n, 0 as total from standing
      where ${where} and ($2::text is null or organisation = $2) group by 1 limit ${ROWS_MAX}`, [today, organisation ?? null]),
  }
}

function receipts(name: string, label: string, where: string, door: string): MeasureSource {
  return {
    measure: `hall.${name}`, label, counts: label, kind: 'period', byMonth: true, scopes: ['organisation'], opensAt: `/staff/hall?tab=receipts${door}`,
    count: (tx, asked) => counted(tx, asked, `
      select ${keyOf(asked, 'organisation', 'received_on')} as key, count(*)::int as n, 0 as total from hall.receipt
      where received_on between $1 and $2 and (${where}) and ($3::text is null or organisation = $3)`),
  }
}

function tickets(name: string, label: string, where: string): MeasureSource {
  return {
    measure: `hall.${name}`, label, counts: label, kind: 'period', byMonth: true, scopes: ['organisation'],
    count: (tx, asked) => counted(tx, asked, `
      select ${keyOf(asked, 'place.organisation', 'day')} as key, count(*)::int as n,
        coalesce(sum(extract(epoch from first_called_at - taken_at) / 60), 0)::int as total
      from hall.ticket join hall.place on place.code = ticket.hall
      where day between $1 and $2 and (${where}) and ($3::text is null or place.organisation = $3)`),
  }
}

/** A number is taken for a group of windows; only the call is one window's. */
const WINDOW = `place.name || ' ' || "window".number || '${COUNTER_SIGN}'`

function calledAtWindows(tx: Tx, { from, to, by, window }: Parameters<NonNullable<MeasureSource['atWindows']>>[1]): Promise<SourceRow[]> {
  return runSql<SourceRow>(tx, `
    select ${by === undefined ? "''" : by === 'month' ? "to_char(day, 'YYYY-MM-01')" : WINDOW} as key, count(*)::int as n,
      coalesce(sum(extract(epoch from first_called_at - taken_at) / 60), 0)::int as total
    from hall.ticket join hall.window "window" on "window".id = ticket.window_id join hall.place on place.code = "window".hall
    where day between $1 and $2 and first_called_at is not null and ($3::text is null or place.organisation = $3 or ${WINDOW} = $3)
    group by 1 order by 1 limit ${ROWS_MAX}`, [from, to, window ?? null])
}

function counted(tx: Tx, { from, to, organisation }: SourceAsked, statement: string): Promise<SourceRow[]> {
  return runSql(tx, `${statement} group by 1 limit ${ROWS_MAX}`, [from, to, organisation ?? null])
}

function keyOf({ by }: SourceAsked, organisation: string, day: string): string {
  if (by === 'month') return `to_char(${day}, 'YYYY-MM-01')`
  return by === undefined ? "''" : organisation
}
