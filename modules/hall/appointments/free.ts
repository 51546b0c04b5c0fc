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
const WINDOWS_MAX = 5000
/** Every time of every desk for weeks. */
const TIMES_MAX = 100_000

/** The groups of windows that handle an item, each with those of its windows that do; the district's hall first. */
export function desksFor(tx: Tx, itemCode: string): Promise<Desk[]> {
  return runSql<Desk>(tx, `
    select gr.id as "groupId", gr.name as "groupName", gr.slot_minutes as "slotMinutes", gr.seats_per_window as "seatsPerWindow", place.code as hall,
      place.name as "hallName", place.address, place.phone, place.is_example as "isExample",
      jsonb_agg(jsonb_build_object('number', "window".number, 'kind', "window".kind,
        'organisation', "window".organisation, 'hours', "window".hours) order by "window".number) as windows
    from hall.resident_item resident join hall.window "window" on "window".id = resident.window_id and "window".active
      join hall.window_group gr on gr.id = "window".group_id join hall.place on place.code = gr.hall
    where resident.item_code = $1 group by gr.id, place.code order by place.kind, place.code, gr.letter limit ${DESKS_MAX}`, [itemCode])
}

/** All windows of the group, which together make its slots: whoever waits is called by any of them. */
export async function slotsOf(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>, day: Day): Promise<Slot[]> {
  return slotsOn(call.kernel.calendar, day, { windows: (await windowsOf(call.tx, [desk.groupId])).get(desk.groupId) ?? [], rule: desk })
}

/** The days ahead with a free seat, each with its free times. */
export async function freeDays(call: Call, desk: Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>): Promise<FreeDay[]> {
  const [days = []] = await freeDaysOf(call, [desk])
  return days
}

/** The same for several groups of windows, in their order; two statements, however many they are. */
export async function freeDaysOf(call: Call, desks: readonly Pick<Desk, 'groupId' | 'slotMinutes' | 'seatsPerWindow'>[]): Promise<FreeDay[][]> {
  const { calendar } = call.kernel
  const days = bookableDays(calendar, call.today, ruleOf('aheadWorkingDays'))
  const ids = desks.map(({ groupId }) => groupId)
  const [windows, taken] = await Promise.all([windowsOf(call.tx, ids), takenSeats(call.tx, ids, [call.today, days.at(-1) ?? call.today])])
  return desks.map((desk) => days.map((day) => {
    const minute = day === call.today ? minuteOfDay(call.now) : null
    const slots = slotsOn(calendar, day, { windows: windows.get(desk.groupId) ?? [], rule: desk })
    return { day, slots: freeSlots(slots, taken.get(`${desk.groupId} ${day}`) ?? new Map(), minute) }
  }).filter(({ slots }) => slots.length > 0))
}

export function openingWords({ windows }: Pick<Desk, 'windows'>): string {
  return [...new Set(windows.map(({ hours }) => hoursWords(hours)))].join('；或 ')
}

async function windowsOf(tx: Tx, groupIds: readonly string[]): Promise<Map<string, Hours[]>> {
  const rows = await runSql<{ groupId: string; hours: Hours }>(tx, `
    select group_id as "groupId", hours from hall.window where group_id = any($1::uuid[]) and active limit ${WINDOWS_MAX}`, [groupIds])
  return new Map([...Map.groupBy(rows, ({ groupId }) => groupId)].map(([groupId, own]) => [groupId, own.map(({ hours }) => hours)]))
}

/** By group and day, 'id 2026-03-02': how many seats of each time are taken. */
async function takenSeats(tx: Tx, groupIds: readonly string[], [from, to]: readonly [Day, Day]): Promise<Map<string, Map<number, number>>> {
  const rows = await runSql<{ groupId: string; day: Day; startMinute: number; seats: number }>(tx, `
    select group_id as "groupId", day, start_minute as "startMinute", count(*)::int as seats from hall.appointment
    where group_id = any($1::uuid[]) and day between $2 and $3 and state in ('booked', 'arrived')
    group by group_id, day, start_minute limit ${TIMES_MAX}`, [groupIds, from, to])
  return new Map(
    [...Map.groupBy(rows, ({ groupId, day }) => `${groupId} ${day}`)].map(([place, own]) => [
      place,
      new Map(own.map(({ startMinute, seats }) => [startMinute, seats])),
    ]),
  )
}
