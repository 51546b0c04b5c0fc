import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { addWorkingDays, type Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { heldPeriod, valuesIn, writeVersion, type Period } from './ledger.ts'
import { schemeNow } from './scheme.ts'
import { nameOf, spanFrom, type PeriodKind } from './span.ts'
import type { AssessedValues } from './values.ts'

/**
 * 拟定: takes the figures of a month or quarter as they are now, by the scheme as it is now. May be done again until the
 * period is locked; each time takes the place of the last.
 */
export async function drawUp(call: Call, source: AssessedValues, { kind, startsOn }: { kind: PeriodKind; startsOn: Day }): Promise<string> {
  const span = spanFrom(kind, startsOn, call.today)
  const scheme = await schemeNow(call.tx)
  await runSql(call.tx, `
    insert into assessment.period (id, kind, starts_on, ends_on, scheme_version, scheme, drawn_by, drawn_by_name, drawn_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (kind, starts_on) do nothing`,
  [randomUUIDv7(), kind, startsOn, span.endsOn, scheme.version, JSON.stringify(scheme), call.actor.id, call.actor.name, call.now])
  const [{ id } = { id: '' }] = await runSql<{ id: string }>(call.tx, 'select id from assessment.period where kind = $1 and starts_on = $2', [kind, startsOn])
  const period = await heldPeriod(call.tx, id)
  if (period.version > 0) throw new Refusal('conflict', `${nameOf(period)}的考核已经锁定，数不再变；发现有错请用更正`)
  const excluded = new Set(scheme.excludedOrganisations)
  const values = await source.valuesOf(call.tx, { from: span.startsOn, to: span.endsOn, indicators: scheme.indicators })
  await runSql(call.tx, 'delete from assessment.value where period_id = $1 and version = 0', [id])
  await runSql(call.tx, 'delete from assessment.result where period_id = $1 and version = 0', [id])
  await runSql(call.tx, 'update assessment.period set scheme_version = $2, scheme = $3, drawn_by = $4, drawn_by_name = $5, drawn_at = $6, is_example = false where id = $1',
    [id, scheme.version, JSON.stringify(scheme), call.actor.id, call.actor.name, call.now])
  const assessed = values.filter(({ organisation }) => !excluded.has(organisation)).map((value) => ({ ...value, asOf: call.now }))
  await writeVersion(call.tx, { id, scheme }, 0, assessed)
  return id
}

/** 锁定: from now on the period stays as it is, and the units may appeal. `drawnAt` is what the supervisor has looked at. */
export async function lockPeriod(call: Call, id: string, { drawnAt }: { drawnAt: string }): Promise<Period> {
  const period = await heldPeriod(call.tx, id)
  if (period.version > 0) throw new Refusal('conflict', `${nameOf(period)}的考核已经锁定，请刷新后再看`)
  if (period.drawnAt.toISOString() !== drawnAt) throw new Refusal('conflict', '刚刚有人重新拟定过，数可能变了，请刷新看过以后再锁定')
  const values = await valuesIn(call.tx, { id, version: 0 })
  if (values.length === 0) throw new Refusal('rule', `${nameOf(period)}没有可以考核的数，不能锁定`)
  await writeVersion(call.tx, period, 1, values)
  const appealUntil = addWorkingDays(call.kernel.calendar, call.today, period.scheme.appealWorkingDays)
  await runSql(call.tx, 'update assessment.period set version = 1, locked_by = $2, locked_by_name = $3, locked_at = $4, appeal_until = $5 where id = $1',
    [id, call.actor.id, call.actor.name, call.now, appealUntil])
  await recordAudit(call, { action: 'admin', what: '锁定考核', object: nameOf(period), detail: { values: values.length } })
  return heldPeriod(call.tx, id)
}
