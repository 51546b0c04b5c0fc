import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { addWorkingDays, findCase, type Call, type Case, type StepFacts, type StepInput } from '#kernel'
import { filingOf, type Filing } from './filing.ts'
import { BUNDLE_TYPE, PUBLICITY_WORKING_DAYS } from './names.ts'
import { noNotice, objectionsOf, type ObjectionRow } from './objections.ts'

const LIST_MAX = 50

export interface Publicised {
  found: Case
  filing: Filing
  from: Day
  until: Day
  approvedOn: Day | null
  objections: ObjectionRow[]
}

/** The last day on which anybody may object; while there is no publicity, today. Pure. */
export function lastDayOf({ found: { traits }, calendar, today }: Pick<StepFacts, 'found' | 'calendar' | 'today'>): Day {
  const from = traits['publicisedOn']
  return typeof from === 'string' ? addWorkingDays(calendar, from, PUBLICITY_WORKING_DAYS) : today
}

export function publicisedFrom({ found, on }: StepInput) {
  return { traits: { ...found.traits, publicisedOn: on } }
}

/** The notice stands from now to the end of its last working day. */
export async function recordPublicity({ tx, today, kernel }: Call, { id }: Case): Promise<void> {
  await runSql(tx, 'update bundled_eia.bundle set publicised_on = $2, publicised_until = $3 where case_id = $1',
    [id, today, addWorkingDays(kernel.calendar, today, PUBLICITY_WORKING_DAYS)])
}

export async function recordApproval({ tx, today }: Call, { id }: Case): Promise<void> {
  await runSql(tx, 'update bundled_eia.bundle set approved_on = $2 where case_id = $1', [id, today])
}

/** A bundle that is or was publicised, with what was said of it; refuses all others as if they did not exist. */
export async function publicisedBundle(call: Call, caseId: string): Promise<Publicised> {
  const [found, rows] = [await findCase(call.tx, caseId), await runSql<Dates>(call.tx, `${DATES} where case_id = $1`, [caseId])]
  const [row] = rows
  const filing = found && filingOf(found)
  if (found?.type !== BUNDLE_TYPE || found.sealed || !filing || !row || row.from === null || row.until === null) throw noNotice()
  return { found, filing, from: row.from, until: row.until, approvedOn: row.approvedOn, objections: await objectionsOf(call, caseId) }
}

export interface NoticeRow { caseId: string; title: string; state: string; from: Day; until: Day; approvedOn: Day | null }

/** What is and was publicised, newest first. */
export function noticeList({ tx }: Pick<Call, 'tx'>): Promise<NoticeRow[]> {
  return runSql<NoticeRow>(tx, `
    select bundle.case_id as "caseId", found.title, found.state, bundle.publicised_on as "from",
      bundle.publicised_until as until, bundle.approved_on as "approvedOn"
    from bundled_eia.bundle join kernel.case found on found.id = bundle.case_id
    where bundle.publicised_on is not null and not found.sealed order by bundle.publicised_on desc, bundle.case_id limit ${LIST_MAX}`, [])
}

interface Dates { from: Day | null; until: Day | null; approvedOn: Day | null }
const DATES = 'select publicised_on as "from", publicised_until as until, approved_on as "approvedOn" from bundled_eia.bundle'
