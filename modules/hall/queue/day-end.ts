import { runSql } from '#platform/database'
import type { Call, DailyWork } from '#kernel'

/** More follow in the next round. */
const A_ROUND_MAX = 5000

/** After midnight: numbers nobody called are closed, and appointments nobody came to are noted as missed. */
export const endDay: DailyWork = { name: 'hall.day-end', run: closeEarlierDays }

export async function closeEarlierDays({ tx, today, now }: Call): Promise<void> {
  await runSql(tx, `
    update hall.ticket set state = 'closed', ended_at = $2 where id in (
      select id from hall.ticket where day < $1 and state in ('waiting', 'called', 'passed')
      order by day limit ${A_ROUND_MAX} for update skip locked)`, [today, now])
  await runSql(tx, `
    update hall.appointment set state = 'missed', changed_at = $2 where id in (
      select id from hall.appointment where day < $1 and state = 'booked' order by day limit ${A_ROUND_MAX} for update skip locked)`, [today, now])
}
