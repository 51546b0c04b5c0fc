/** A hall and a bureau with accounts, for tests of the clerks' desk. */
import { runSql } from '#platform/database'
import { person } from '#kernel/testing'
import type { Actor, Case, Role } from '#kernel'
import { APPROVER, filed, hall, REVIEWER, WINDOW, type Hall } from '../applications/hall.test-support.ts'
import { workOff } from './runs/work-off.ts'

export const COLLEAGUE = { ...person('window-two', ['window'], 'hall'), name: '二号窗口' }
/** In the same organisation, with no business with the hall's turn. */
export const OTHER_POST = person('hall-reviewer', ['reviewer'], 'hall')
export const GONE = { ...person('window-gone', ['window'], 'hall'), name: '离职的人' }
const STAFF: readonly Actor[] = [WINDOW, COLLEAGUE, OTHER_POST, GONE, REVIEWER, { ...person('reviewer-two', ['reviewer'], 'market-regulation') }, APPROVER]

/** A hall whose clerks have accounts; GONE's is closed. */
export async function office(): Promise<Hall> {
  const ground = await hall()
  await runSql(ground.database, `
    insert into people.organisation (id, name, short_name, kind, name_confirmed)
    select id, id, id, 'department', false from unnest(array['hall', 'market-regulation']) id`)
  for (const { id, name, organisation, roles } of STAFF) await addAccount(ground, { id, name, organisation: organisation ?? '', role: roles[0] ?? 'window' })
  await runSql(ground.database, 'update people.account set active = false where id = $1', [GONE.id])
  return ground
}

async function addAccount({ database }: Hall, { id, name, organisation, role }: { id: string; name: string; organisation: string; role: Role }): Promise<void> {
  await runSql(database, `
    insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
    values ($1, $1, $2, 'staff', '', $3, now())`, [id, name, organisation])
  await runSql(database, 'insert into people.account_role (account, role) values ($1, $2)', [id, role])
}

/** So many fresh applications at the window. */
export async function several(ground: Hall, count: number): Promise<Case[]> {
  const cases: Case[] = []
  for (let made = 0; made < count; made += 1) cases.push((await filed(ground)).found)
  return cases
}

/** Rounds of the work until nothing is due any more. */
export async function workAllOff({ database, world }: Hall): Promise<void> {
  while (await workOff({ database, kernel: world.kernel, now: world.now, today: world.today })) continue
}

export function later(ground: Hall, minutes: number): void {
  ground.world.now = new Date(ground.world.now.getTime() + minutes * 60_000)
}
