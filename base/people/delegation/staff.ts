import { sql } from 'kysely'
import type { Absentee, Actor, Role } from '#kernel'
import type { Tx } from '#platform/database'
import { rolesOf } from '../roles.ts'
import { absenteesOf, heldRoles, type Moment } from './standing.ts'

const STAFF_MAX = 300

/** A member of staff as she may act at that moment, with the roles of those she stands in for; undefined where the account is closed. */
export async function staffNow(tx: Tx, accountId: string, moment: Moment): Promise<Actor | undefined> {
  const { rows } = await sql<Row>`select ${columns(moment)} from people.account account where account.id = ${accountId} and account.active`.execute(tx)
  return rows[0] && actorOf(rows[0])
}

/** Everybody of an organisation whose account is in use, by name. */
export async function staffOf(tx: Tx, organisation: string, moment: Moment): Promise<Actor[]> {
  const { rows } = await sql<Row>`
    select ${columns(moment)} from people.account account
    where account.organisation = ${organisation} and account.kind = 'staff' and account.active
    order by account.name, account.id limit ${STAFF_MAX}`.execute(tx)
  return rows.map(actorOf)
}

interface Row { id: string; name: string; organisation: string | null; ownRoles: Role[]; absentees: Absentee[] | null }

function columns(moment: Moment) {
  return sql`account.id, account.name, account.organisation, ${rolesOf(sql`account.id`)} as "ownRoles", ${absenteesOf(moment)} as absentees`
}

function actorOf({ ownRoles, absentees, ...row }: Row): Actor {
  return { ...row, ...heldRoles(ownRoles, absentees), party: null }
}
