import { Type, type Static } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { ALERT_RULES } from '../rules/rules.ts'
import shipped from './standards.json' with { type: 'json' }

const closed = { additionalProperties: false } as const
const CHECKS_MAX = 30
const VERSIONS_MAX = 200

/** A point of a standard that can be checked: by a rule over the log, or by hand. */
export const Check = Type.Object({
  id: Type.String({ minLength: 2, maxLength: 40 }), text: Type.String({ minLength: 2, maxLength: 200 }),
  rule: Type.Union([Type.String({ minLength: 2, maxLength: 40 }), Type.Null()]),
}, closed)

/** The next version of a standard (工作标准), as it is published. */
export const NewStandard = Type.Object({
  /** The version it was written from: two who write at once do not overwrite each other. */
  from: Type.Integer({ minimum: 1 }), body: Type.String({ minLength: 10, maxLength: 4000 }), basis: Type.String({ minLength: 2, maxLength: 500 }),
  checks: Type.Array(Check, { minItems: 1, maxItems: CHECKS_MAX }),
}, closed)
export type NewStandard = Static<typeof NewStandard>

export interface Standard {
  kind: string; version: number; title: string; body: string; basis: string; checks: Static<typeof Check>[]; effectiveOn: string | null
}

/** Version one of each, as we ship it. */
export const SHIPPED: readonly Standard[] = shipped.map((standard) => ({ ...standard, version: 1, effectiveOn: null }))

/** Every version of every standard, newest first within its kind. */
export async function standards(tx: Tx): Promise<Standard[]> {
  const later = await runSql<Standard>(tx, `
    select kind, version, title, body, basis, checks, effective_on as "effectiveOn" from governance.standard order by kind, version desc limit ${VERSIONS_MAX}`)
  return SHIPPED.flatMap((first) => [...later.filter(({ kind }) => kind === first.kind), first])
}

/** Publishes the next version, in force from today; what was before stays readable. */
export async function publishStandard(call: Call, kind: string, { from, body, basis, checks }: NewStandard): Promise<Standard> {
  const newest = (await standards(call.tx)).find((standard) => standard.kind === kind)
  if (!newest) throw new Refusal('not-found', '没有这一类工作标准')
  if (new Set(checks.map(({ id }) => id)).size < checks.length) throw new Refusal('invalid', '检查点的编号重复了', [{ path: 'checks', message: '每个检查点的编号要不同' }])
  const unknown = checks.findIndex(({ rule }) => rule !== null && !ALERT_RULES.some(({ id }) => id === rule))
  if (unknown >= 0) throw new Refusal('invalid', '没有这条预警规则，请从规则里选，或者写手工抽查', [{ path: `checks.${unknown}.rule`, message: '没有这条规则' }])
  const made = newest.version === from && await runSql(call.tx, `
    insert into governance.standard (kind, version, title, body, checks, basis, effective_on, published_by, published_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning version`,
  [kind, from + 1, newest.title, body, JSON.stringify(checks), basis, call.today, call.actor.id, call.now])
  if (made === false || made.length === 0) throw new Refusal('conflict', `“${newest.title}”刚刚有了新版本，请刷新以后在新版本上改`)
  return { kind, version: from + 1, title: newest.title, body, basis, checks, effectiveOn: call.today }
}
