/** A hall with three windows and the people who meet in it. */
import { randomUUID } from 'node:crypto'
import { runSql, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { publishItem } from '#base/catalog'
import { seedOrganisations } from '#base/people'
import type { Actor, Call } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '#app'
import { testItem } from '../../base/catalog/test-item.ts'
import { hallOf, type Hall } from './register/register.ts'
import { callNext } from './queue/calling.ts'
import { deskOf } from './queue/desk.ts'
import { takeNumber } from './queue/take.ts'
import { keepGroup, keepPlace, keepWindow } from './register/keep.ts'
import { seatItem } from './register/residents.ts'

export const LIN: Actor = { ...person('lin', ['citizen']), name: '林小溪' }
export const WANG: Actor = { ...person('wang', ['citizen']), name: '王一' }
export const CLERK = person('clerk', ['window'], 'hall')
/** Of a department with a window of its own. */
export const TAX_CLERK = person('tax-clerk', ['reviewer'], 'tax')
export const STRANGER = person('elsewhere', ['window'], 'xinhua')
export const BUREAU = person('bureau', ['bureau'], 'government-services')
/** A Monday, and the working days after it are ordinary. */
export const MONDAY = '2026-03-02'
export const HALL = 'centre'
const OFFICE = ['09:00-12:00', '13:00-17:00']
export const HOURS = { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE }
export const ITEM = testItem()
export const OTHER_ITEM = testItem({ code: 'SL0100002', name: '个体户开业（示例）' })

/** Windows A01 and A02 (one queue, one seat each per half hour), and B01 of the tax office. */
export interface HallGround {
  world: World
  database: Database
  /** Where a second process would find the same database. */
  url: string
  /** Ids by number. */
  windows: Readonly<Record<'A01' | 'A02' | 'B01', string>>
  close: () => Promise<void>
}

export async function hallGround(): Promise<HallGround> {
  const { db, url, close } = await testDatabase()
  const world = new World(db, assembleKernel({ sendJobs: async () => {} }), MONDAY)
  await seedOrganisations(db)
  for (const { id, name } of [LIN, WANG]) {
    await runSql(db, "insert into people.account (id, login, name, kind, password_hash, created_at) values ($1, $1, $2, 'citizen', '', now())", [id, name])
  }
  await world.as(BUREAU, async (call) => {
    for (const item of [ITEM, OTHER_ITEM]) await publishItem(call.tx, item, { organisations: new Set(['hall', 'market-regulation']) })
    await registerHall(call)
  })
  const windows = windowsIn(await hallOf(db, HALL))
  await world.as(BUREAU, async (call) => { for (const { code } of [ITEM, OTHER_ITEM]) await seatItem(call, code, [windows.A01, windows.A02]) })
  return { world, database: db, url, windows, close }
}

async function registerHall(call: Call): Promise<void> {
  await keepPlace(call, { code: HALL, name: '测试大厅', kind: 'centre', organisation: 'hall', isExample: true })
  await keepGroup(call, { hall: HALL, letter: 'A', name: '综合服务', slotMinutes: 30, seatsPerWindow: 1 })
  await keepGroup(call, { hall: HALL, letter: 'B', name: '税务', slotMinutes: 30, seatsPerWindow: 1 })
  const window = { hall: HALL, hours: HOURS, active: true }
  for (const number of ['A01', 'A02']) await keepWindow(call, { ...window, letter: 'A', number, kind: 'general', organisation: 'hall' })
  await keepWindow(call, { ...window, letter: 'B', number: 'B01', kind: 'special', organisation: 'tax' })
}

function windowsIn({ groups }: Hall): HallGround['windows'] {
  const idOf = (number: string): string => groups.flatMap(({ windows }) => windows).find((window) => window.number === number)?.id ?? ''
  return { A01: idOf('A01'), A02: idOf('A02'), B01: idOf('B01') }
}

/** Somebody new with an account. */
export async function newcomer({ database }: Pick<HallGround, 'database'>): Promise<Actor> {
  const actor = person(`p-${randomUUID()}`, ['citizen'])
  await runSql(database, "insert into people.account (id, login, name, kind, password_hash, created_at) values ($1, $1, $1, 'citizen', '', now())", [actor.id])
  return actor
}

/** So many minutes later. */
export function pass({ world }: Pick<HallGround, 'world'>, minutes: number): void {
  world.now = new Date(world.now.getTime() + minutes * 60_000)
}

export function clockAt({ world }: Pick<HallGround, 'world'>, day: string, time: string): void {
  world.now = new Date(`${day}T${time}:00+08:00`)
}

/** What clerks and machines do with the queue, in short words. The ground is asked for late: it is laid before the tests. */
export function queueIn(groundOf: () => HallGround) {
  const at = <Result>(work: (call: Call) => Promise<Result>, clerk: Actor = CLERK): Promise<Result> => groundOf().world.as(clerk, work)
  const take = (changes: { letter?: string; isPriority?: boolean; requestKey?: string } = {}) =>
    at((call) => takeNumber(call, { hall: HALL, letter: 'A', isPriority: false, source: 'machine', ...changes }))
  return {
    at, take,
    /** Numbers one minute apart. */
    several: async (count: number): Promise<string[]> => {
      const numbers: string[] = []
      for (let index = 0; index < count; index += 1) { numbers.push((await take()).number); pass(groundOf(), 1) }
      return numbers
    },
    next: (window: keyof HallGround['windows'], current: string | null = null, clerk: Actor = CLERK) =>
      at((call) => callNext(call, groundOf().windows[window], current), clerk),
    desk: (window: keyof HallGround['windows'], clerk: Actor = CLERK) => at((call) => deskOf(call, groundOf().windows[window]), clerk),
  }
}
