import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { AskedQuery, soundly } from './asked.ts'
import { wilson } from './ranges.ts'
import { SETTINGS } from './settings.ts'

const { period, from, to } = AskedQuery.properties
export const PeopleQuery = Type.Object({ period, from, to, organisation: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false })

interface Row { id: string; name: string; decided: number; onTime: number; workingDays: number; waiting: number }
const PEOPLE_MAX = 500

/**
 * Who decided how much, of one organisation: for the supervision, and for its own head. Not ranked: what somebody is given to decide
 * is not her choice.
 */
export async function peopleOf(call: Call, { organisation, ...query }: Pick<AskedQuery, 'period' | 'from' | 'to'> & { organisation: string }) {
  const { actor, tx, now } = call
  if (!actor.roles.includes('supervisor') && actor.organisation !== organisation) throw new Refusal('rule', '只能看本单位的人，别的单位由监督部门看')
  const asked = soundly(query, call)
  const rows = await runSql<Row>(tx, `
    select decided_by as id, max(decided_name) as name, count(*)::int as decided, (count(*) filter (where on_time))::int as "onTime",
      coalesce(sum(working_days), 0)::int as "workingDays", (count(*) filter (where waiting_days > 0))::int as waiting
    from figures.case_fact where kind = 'service' and decided_by is not null and organisation = $3 and decided_on between $1 and $2
    group by decided_by order by name, id limit ${PEOPLE_MAX}`, [asked.from, asked.to, organisation])
  return {
    ...asked, organisation, organisationName: call.kernel.nameOf(organisation), asOf: now.toISOString(), rankingMinimum: SETTINGS.rankingMinimum.value,
    people: rows.map(({ workingDays, ...row }) => ({
      ...row, meanWorkingDays: row.decided === 0 ? null : workingDays / row.decided,
      range: percentRange(row), isSmall: row.decided < SETTINGS.rankingMinimum.value,
    })),
  }
}

function percentRange({ onTime, decided }: Pick<Row, 'onTime' | 'decided'>) {
  const range = wilson(onTime, decided, SETTINGS.z.value)
  return range && { low: range.low * 100, high: range.high * 100 }
}
