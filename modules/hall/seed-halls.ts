/** Halls for a first look, plainly invented (data/halls.json), with a few appointments. Only where there is no hall yet. */
import { randomUUIDv7 } from 'node:crypto'
import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, dayAt, type Day } from '#platform/day'
import { inProject } from '#platform/project'
import { addWorkingDays, loadCalendars, withProvisionalYears } from '#kernel'
import { DEMO_PASSWORD, listOrganisations } from '#base/people'
import demo from '../../data/halls.json' with { type: 'json' }
import { machineDigest } from './register/machine-key.ts'

interface Ground { tx: Tx; now: Date; today: Day }
interface SeededWindow { id: string; hall: string; organisation: string; kind: string; groupId: string }

/** After the demo accounts and the sample items. */
export async function seedHalls(tx: Tx, now: Date): Promise<void> {
  const ground = { tx, now, today: dayAt(now) }
  if ((await runSql(tx, 'select 1 from hall.place limit 1')).length > 0) return
  const windows = [...await seedCentre(ground), ...await seedTowns(ground)]
  const items = await runSql<Item>(
    tx, "select distinct on (code) code, name, organisation from catalog.item where status = 'published' order by code, version desc limit 5000",
  )
  await seedSeats(ground, items, windows)
  await seedExceptions(ground, items)
  await seedAppointments(ground, items, windows)
}

interface Item { code: string; name: string; organisation: string }

async function seedCentre({ tx }: Ground): Promise<SeededWindow[]> {
  const { code, name, organisation, address, phone, groups, windows } = demo.centre
  await runSql(tx, 'insert into hall.place (code, name, kind, organisation, address, phone, is_example, machine_digest) values ($1, $2, $3, $4, $5, $6, true, $7)',
    [code, name, 'centre', organisation, address, phone, machineDigest(code, DEMO_PASSWORD)])
  const ids = new Map(groups.map(({ letter }) => [letter, randomUUIDv7()]))
  for (const group of groups) await seedGroup(tx, { ...group, id: ids.get(group.letter) ?? '', hall: code })
  return seedWindows(tx, windows.map(({ letter, ...window }) => ({ ...window, id: randomUUIDv7(), hall: code, groupId: ids.get(letter) ?? '' })))
}

async function seedTowns({ tx }: Ground): Promise<SeededWindow[]> {
  const windows: (SeededWindow & { number: string })[] = []
  for (const { id, shortName } of (await listOrganisations(tx)).filter(({ kind }) => kind === 'town')) {
    await runSql(tx, 'insert into hall.place (code, name, kind, organisation, address, phone, is_example) values ($1, $2, $3, $1, $4, $5, true)',
      [id, `${shortName}便民服务中心（示例）`, 'town', demo.centre.address, demo.centre.phone])
    const groupId = randomUUIDv7()
    await seedGroup(tx, { ...demo.townGroup, id: groupId, hall: id })
    windows.push({ id: randomUUIDv7(), hall: id, groupId, number: 'A01', kind: 'general', organisation: id })
  }
  return seedWindows(tx, windows)
}

async function seedGroup(
  tx: Tx,
  {
    id,
    hall,
    letter,
    name,
    slotMinutes,
    seatsPerWindow,
  }: { id: string; hall: string; letter: string; name: string; slotMinutes: number; seatsPerWindow: number },
): Promise<void> {
  await runSql(tx, 'insert into hall.window_group (id, hall, letter, name, slot_minutes, seats_per_window) values ($1, $2, $3, $4, $5, $6)', [
    id,
    hall,
    letter,
    name,
    slotMinutes,
    seatsPerWindow,
  ])
}

async function seedWindows(tx: Tx, windows: readonly (SeededWindow & { number: string })[]): Promise<SeededWindow[]> {
  for (const { id, hall, groupId, number, kind, organisation } of windows) {
    await runSql(tx, 'insert into hall.window (id, hall, group_id, number, kind, organisation, hours) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, hall, groupId, number, kind, organisation, JSON.stringify(demo.officeHours)])
  }
  return [...windows]
}

/** A department with a window of its own sits there, a town at home, everybody else at the general windows; a few also in the towns. */
async function seedSeats({ tx, today }: Ground, items: readonly Item[], windows: readonly SeededWindow[]): Promise<void> {
  const away = new Set([...demo.outside, ...demo.exceptions.map(({ organisation }) => organisation)].map((organisation) => firstOf(items, organisation)?.code))
  const seats = items.filter(({ code }) => !away.has(code)).flatMap(({ code, organisation }) => {
    const own = windows.filter((window) => window.organisation === organisation)
    const general = own.length > 0 ? own : windows.filter(({ hall, kind }) => hall === demo.centre.code && kind === 'general')
    const towns = demo.townOrganisations.includes(organisation) ? windows.filter(({ hall }) => hall !== demo.centre.code) : []
    return [...general, ...towns].map(({ id }) => ({ code, id }))
  })
  await runSql(tx, 'insert into hall.resident_item (item_code, window_id, since) select code, id, $3 from unnest($1::text[], $2::uuid[]) as given (code, id)',
    [seats.map(({ code }) => code), seats.map(({ id }) => id), addCalendarDays(today, -SEATED_DAYS_AGO)])
}

const SEATED_DAYS_AGO = 100

async function seedExceptions({ tx, now, today }: Ground, items: readonly Item[]): Promise<void> {
  for (const { organisation, kind, reason, basis, approver, approvedDaysAgo, untilInDays } of demo.exceptions) {
    const item = firstOf(items, organisation)
    if (!item) continue
    await runSql(tx, `
      insert into hall.exception (id, item_code, kind, reason, basis, approver, approved_on, until_on, written_by, written_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, 'demo-bureau', $9)`,
    [randomUUIDv7(), item.code, kind, reason, basis, approver, addCalendarDays(today, -approvedDaysAgo), addCalendarDays(today, untilInDays), now])
  }
}

/** Of each organisation that does not sit in the hall with everything, one item is enough to look at. */
function firstOf(items: readonly Item[], organisation: string): Item | undefined {
  return items.find((one) => one.organisation === organisation)
}

/** One for the demo citizen and one for the firm, on the next working day at the general windows. */
async function seedAppointments({ tx, now, today }: Ground, items: readonly Item[], windows: readonly SeededWindow[]): Promise<void> {
  const day = addWorkingDays(withProvisionalYears(loadCalendars(inProject('data/calendars'))), today, 1)
  const general = windows.find(({ hall, kind }) => hall === demo.centre.code && kind === 'general')
  const wanted = [['demo-citizen', 'housing', 570], ['demo-enterprise', 'transport', 600]] as const
  for (const [index, [account, organisation, start]] of wanted.entries()) {
    const item = items.find((one) => one.organisation === organisation)
    if (!item || !general) continue
    await runSql(tx, `
      insert into hall.appointment (id, code, hall, group_id, item_code, item_name,
        account_id, day, start_minute, end_minute, seat, state, booked_at, changed_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, 'booked', $11, $11)`,
    [randomUUIDv7(), String(10000001 + index), general.hall, general.groupId, item.code, item.name, account, day, start, start + 30, now])
  }
}
