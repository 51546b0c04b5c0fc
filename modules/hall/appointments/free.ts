/** Where and when an item can still be booked. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { Call } from '#kernel'
import { hoursWords, type Hours } from '../hours.ts'
import { ruleOf } from '../rules.ts'
import { bookableDays, freeSlots, minuteOfDay, slotsOn, type Slot } from './slots.ts'

export interface Desk {
  groupId: string
  groupName: string
  hall: string
  hallName: string
  address: string | null
  phone: string | null
  isExample: boolean
  slotMinutes: number
  seatsPerWindow: number
  windows: { number: string; kind: 'general' | 'special'; organisation: string; hours: Hours }[]
}
export type FreeSlot = Slot & { free: number }
export interface FreeDay { day: Day; slots: FreeSlot[] }

const DESKS_MAX = 100

/** The groups of windows that handle an item, each with those of its windows that do; the district's hall first. */
export function desksFor(tx: Tx, itemCode: string): Promise<Desk[]> {
  return runSql<Desk>(tx, `
    select gr.id as "groupId", gr.name as "groupName", gr.slot_minutes as "slotMinutes", gr.seats_per_window as "seatsPerWindow", place.code as hall,
      place.name as "hallName", place.address, place.phone, place.is_example as "isExample",
      jsonb_agg(jsonb_build_object('number', "window".number, 'kind', "window".kind, 'organisation', "window".organisation, 'hours', "window".hours) order by "window".number) as windows
    from hall.resident_item resident join hall.window "window" on "window".id = resident.window_id and "window".active
      join hall.window_group gr on gr.id = "window".group_id join hall.place on place.code = gr.hall
    where resident.item_code = $1 group by gr.id, place.code order by place.kind, place.code, gr.letter limit ${DESKS_MAX}`, [itemCode])
}

/** All windows of the group, which together make its slots: whoever waits is called by any of them. */
export async function slotsOf(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>, day: Day): Promise<Slot[]> {
  return slotsOn(call.kernel.calendar, day, { windows: await windowsOf(call.tx, desk.groupId), rule: desk })
}

/** The days ahead with a free seat, each with its free times. */
export async function freeDays(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>): Promise<FreeDay[]> {
  const { calendar } = call.kernel
  const days = bookableDays(calendar, call.today, ruleOf('aheadWorkingDays'))
  const [windows, taken] = await Promise.all([windowsOf(call.tx, desk.groupId), takenSeats(call.tx, desk.groupId, [call.today, days.at(-1) ?? call.today])])
  return days.map((day) => {
    const minute = day === call.today ? minuteOfDay(call.now) : null
    return { day, slots: freeSlots(slotsOn(calendar, day, { windows, rule: desk }), taken.get(day) ?? new Map(), minute) }
  }).filter(({ slots }) => slots.length > 0)
}

export function openingWords({ windows }: Pick<Desk, 'windows'>): string {
  return [...new Set(windows.map(({ hours }) => hoursWords(hours)))].join('；或 ')
}

async function windowsOf(tx: Tx, groupId: string): Promise<Hours[]> {
  return (await runSql<{ hours: Hours }>(tx, 'select hours from hall.window where group_id = $1 and active limit 500', [groupId])).map(({ hours }) => hours)
}

async function takenSeats(tx: Tx, groupId: string, [from, to]: readonly [Day, Day]): Promise<Map<Day, Map<number, number>>> {
  const rows = await runSql<{ day: Day; startMinute: number; seats: number }>(tx, `
    select day, start_minute as "startMinute", count(*)::int as seats from hall.appointment
    where group_id = $1 and day between $2 and $3 and state in ('booked', 'arrived') group by day, start_minute limit 5000`, [groupId, from, to])
  return new Map([...Map.groupBy(rows, ({ day }) => day)].map(([day, own]) => [day, new Map(own.map(({ startMinute, seats }) => [startMinute, seats]))]))
}
