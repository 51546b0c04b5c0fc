/** Halls, their groups of windows, and the windows (大厅、窗口组、窗口): what is there, for everybody to read. */
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Hours } from '../hours.ts'

export const HALLS_MAX = 100
const GROUPS_MAX = 1000
const WINDOWS_MAX = 5000

export interface Place {
  code: string
  name: string
  kind: 'centre' | 'town'
  organisation: string
  address: string | null
  phone: string | null
  /** Not read in an official source. */
  isExample: boolean
  hasMachine: boolean
}
export interface WindowGroup { id: string; hall: string; letter: string; name: string; slotMinutes: number; seatsPerWindow: number }
export interface HallWindow {
  id: string
  hall: string
  groupId: string
  number: string
  kind: 'general' | 'special'
  organisation: string
  hours: Hours
  active: boolean
  items: number
}
export interface Hall extends Place { groups: (WindowGroup & { windows: HallWindow[] })[] }

const PLACE = 'code, name, kind, organisation, address, phone, is_example as "isExample", machine_digest is not null as "hasMachine"'
const GROUP = 'id, hall, letter, name, slot_minutes as "slotMinutes", seats_per_window as "seatsPerWindow"'
const WINDOW = `id, hall, group_id as "groupId", number, kind, organisation, hours, active,
  (select count(*)::int from hall.resident_item resident where resident.window_id = "window".id) as items`

/** Every hall, the district's own first. */
export async function hallsIn(tx: Tx): Promise<Hall[]> {
  const [places, groups, windows] = await Promise.all([
    runSql<Place>(tx, `select ${PLACE} from hall.place order by kind, code limit ${HALLS_MAX}`),
    runSql<WindowGroup>(tx, `select ${GROUP} from hall.window_group order by hall, letter limit ${GROUPS_MAX}`),
    runSql<HallWindow>(tx, `select ${WINDOW} from hall.window "window" order by hall, number limit ${WINDOWS_MAX}`),
  ])
  return places.map((place) => withGroups(place, groups, windows))
}

/** One hall; refuses with `not-found` when there is none of that code. */
export async function hallOf(tx: Tx, code: string): Promise<Hall> {
  const [[place], groups, windows] = await Promise.all([
    runSql<Place>(tx, `select ${PLACE} from hall.place where code = $1`, [code]),
    runSql<WindowGroup>(tx, `select ${GROUP} from hall.window_group where hall = $1 order by letter limit ${GROUPS_MAX}`, [code]),
    runSql<HallWindow>(tx, `select ${WINDOW} from hall.window "window" where hall = $1 order by number limit ${WINDOWS_MAX}`, [code]),
  ])
  if (!place) throw new Refusal('not-found', '没有这个大厅，请从大厅名单里选')
  return withGroups(place, groups, windows)
}

/** The organisations that take in inside a hall: those that run one, and those with a window of their own. */
export const TAKES_IN_HALLS = '(select organisation from hall.place union select organisation from hall.window where active)'

function withGroups(place: Place, groups: readonly WindowGroup[], windows: readonly HallWindow[]): Hall {
  const own = groups.filter(({ hall }) => hall === place.code)
  return { ...place, groups: own.map((group) => ({ ...group, windows: windows.filter(({ groupId }) => groupId === group.id) })) }
}
