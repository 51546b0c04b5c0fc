import { sql } from 'kysely'
import { sm3Hex } from '#platform/sm'
import type { Call, Case } from '#kernel'
import type { Source } from './tables.ts'

/** A clerk who hands her own device over the counter has used it within a working day. */
const STAFF_DEVICE_HOURS = 12

interface SessionFacts { ip: string | null; agent: string | null; byStaff: boolean; onStaffDevice: boolean }

/** Where the rating being given comes from. Read now, because a session is gone once somebody signs out. */
export async function sourceOf({ tx, actor, now }: Call, found: Case): Promise<Source> {
  const { rows } = await sql<SessionFacts>`
    select mine.ip, mine.agent, account.kind = 'staff' as "byStaff", exists (
      select from people.session other join people.account owner on owner.id = other.account
      where owner.kind = 'staff' and other.ip = mine.ip and other.agent = mine.agent
        and other.last_seen_at > ${now}::timestamptz - ${STAFF_DEVICE_HOURS} * interval '1 hour') as "onStaffDevice"
    from people.account account
    left join lateral (select ip, agent from people.session where account = account.id order by last_seen_at desc limit 1) mine on true
    where account.id = ${actor.id}`.execute(tx)
  const session = rows[0]
  const hasDevice = session?.ip != null && session.agent != null
  return {
    owner_organisation: found.ownerOrganisation,
    device_sm3: hasDevice ? sm3Hex(`${session.ip}\n${session.agent}`) : null,
    by_staff: session?.byStaff ?? false, on_staff_device: session?.onStaffDevice ?? false,
    seconds_after_closing: found.closedAt && Math.max(0, Math.round((now.getTime() - found.closedAt.getTime()) / 1000)),
    came_from: null,
  }
}
