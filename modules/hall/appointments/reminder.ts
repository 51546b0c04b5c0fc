import { runSql } from '#platform/database'
import { startOf, type Day } from '#platform/day'
import { isWorkingDay, nextWorkingDay, type Call, type DailyWork } from '#kernel'
import { tell } from '#base/messages'
import { dayWords } from '#base/pages'
import { minuteWords } from '../hours.ts'

/** More follow in the next round. */
const A_ROUND_MAX = 500

interface Due { id: string; accountId: string; code: string; itemName: string; hallName: string; day: Day; startMinute: number }

/** On the working day before, everybody with an appointment is told of it once; who booked only today knows it. */
export const remindOfAppointments: DailyWork = { name: 'hall.remind', run: remind }

async function remind(call: Call): Promise<void> {
  const { tx, today, now, kernel } = call
  if (!isWorkingDay(kernel.calendar, today)) return
  const due = await runSql<Due>(tx, `
    update hall.appointment appointment set reminded_on = $1 from hall.place
    where place.code = appointment.hall and appointment.id in (
      select id from hall.appointment where state = 'booked' and day > $1 and day <= $2 and reminded_on is null and changed_at < $3
      order by day, start_minute limit ${A_ROUND_MAX} for update skip locked)
    returning appointment.id, appointment.account_id as "accountId", appointment.code, appointment.item_name as "itemName", place.name as "hallName",
      appointment.day, appointment.start_minute as "startMinute"`, [today, nextWorkingDay(kernel.calendar, today), startOf(today)])
  for (const { id, accountId, code, itemName, hallName, day, startMinute } of due) {
    await tell(tx, {
      recipient: accountId, key: `hall.remind/${id}/${day}/${startMinute}`, at: now,
      urgency: 'urgent', gist: `您 ${dayWords(day)} ${minuteWords(startMinute)} 有大厅预约，来不了请在开始前取消`,
      title: `提醒：${dayWords(day)} ${minuteWords(startMinute)} 到大厅办“${itemName}”`,
      body: `请在 ${minuteWords(startMinute)} 前后到${hallName}，在取号机上输入预约号 ${code}，或者请窗口签到。来不了的，请在开始前取消或改期。`,
    })
  }
}
