import { runSql, type Tx } from '#platform/database'
import { addCalendarDays, type Day } from '#platform/day'
import type { AfterReaction, Call, Case, CaseEvent, DailyWork } from '#kernel'
import { rulesOn } from '../rules/rule-book.ts'
import type { AlertRule } from '../rules/rules.ts'
import { settingOf } from '../rules/settings.ts'
import { supervisedUntil } from './fire.ts'

/** 视为受理: nobody said anything for five working days. */
export const silence: AfterReaction = {
  name: 'governance.silence', on: ['application.deemAccepted'],
  react: async (call, event, found) => {
    const rule = (await rulesOn(call.tx, call.today)).alert('deemed')
    await alertOf(call, rule, { event, found, organisation: found.receivingOrganisation })
  },
}

/** A refusal without the article it rests on, or with a reason that is none. */
export const unreasoned: AfterReaction = {
  name: 'governance.unreasoned', on: ['application.refuseAcceptance', 'application.deny'],
  react: async (call, event, found) => {
    const rule = (await rulesOn(call.tx, call.today)).alert('no-reason')
    if (isReasoned(event.data, settingOf(rule, 'reasonLength'))) return
    const organisation = event.step === 'deny' ? found.ownerOrganisation : found.receivingOrganisation
    await alertOf(call, rule, { event, found, organisation })
  },
}

/** A reason shorter than so many characters explains nothing. Pure. */
export function isReasoned({ reason, legalBasis }: Record<string, unknown>, charactersMin: number): boolean {
  return typeof reason === 'string' && reason.trim().length >= charactersMin && Array.isArray(legalBasis) && legalBasis.length > 0
}

interface Occasion { event: CaseEvent; found: Case; organisation: string }

/** The same event speaks once, however often its job runs. A sealed case is nobody's business here. */
async function alertOf(call: Call, rule: AlertRule, { event, found, organisation }: Occasion): Promise<void> {
  if (found.sealed || !rule.isOn) return
  const until = supervisedUntil(rule, call.kernel.calendar, call.today)
  await runSql(call.tx, `
    insert into governance.alert (rule, rule_version, level, case_id, occurrence, organisation, item_code, due_on, fired_on, fired_at, supervise_until)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict (case_id, rule, occurrence) do nothing`,
  [rule.id, rule.version, rule.level, found.id, String(event.seq), organisation, found.itemCode, event.on, call.today, call.now, until])
}

const CASES_MAX = 1000

/**
 * 先不受理，后来又办成: once a day, over what was granted the day before. The alert is about the earlier case, once for each later one;
 * it is a trace to look into and no verdict.
 */
export const refusedThenTaken: DailyWork = {
  name: 'governance.refused-then-taken',
  run: async ({ tx, today, now }) => {
    if ((await runSql(tx, 'update governance.sweep set looked_at = $2 where on_day = $1 and looked_at is null returning on_day', [today, now])).length === 0)
      return
    const rule = (await rulesOn(tx, today)).alert('refused-then-taken')
    if (rule.isOn)
      await noteRefused(tx, { granted: addCalendarDays(today, -1), today, now, days: settingOf(rule, 'withinCalendarDays'), version: rule.version })
  },
}

interface Looking { granted: Day; today: Day; now: Date; days: number; version: number }

/** $1 the day it was granted, $2 within how many days. Along event_by_day and case_by_applicant. */
export const REFUSED_THEN_TAKEN = `
    from kernel.event granted join kernel.case later on later.id = granted.case_id
    join kernel.case earlier on earlier.applicant_id = later.applicant_id and earlier.item_code = later.item_code and earlier.id <> later.id
      and earlier.opened_at < later.opened_at and earlier.opened_at > later.opened_at - $2 * interval '1 day' and not earlier.sealed and not later.sealed
    where granted.on_day = $1 and granted.kind = 'application.approve'
      and exists (select from kernel.event refused where refused.case_id = earlier.id and refused.kind = 'application.refuseAcceptance')`

async function noteRefused(tx: Tx, { granted, today, now, days, version }: Looking): Promise<void> {
  await runSql(tx, `
    insert into governance.alert (rule, rule_version, level, case_id, occurrence, organisation, item_code, due_on, fired_on, fired_at)
    select 'refused-then-taken', $5, 'notice', earlier.id, later.number, earlier.receiving_organisation, earlier.item_code, null, $3, $4
    ${REFUSED_THEN_TAKEN}
    limit ${CASES_MAX}
    on conflict (case_id, rule, occurrence) do nothing`, [granted, days, today, now, version])
}
