import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { faultsIn, type Wish } from './faults.ts'
import { editions, type Edition } from './rule-book.ts'
import type { RuleKind } from './settings.ts'

export interface Named { kind: RuleKind; id: string }
/** `from`: the version it was written on, so that two who write at once do not overwrite each other. */
export interface Change extends Wish { from: number; reason: string }

/** Keeps the next version of a rule, in force from its day; what has been fired, counted or opened by the others stays as it is. */
export async function changeRule(call: Call, named: Named, { from, reason, ...wish }: Change): Promise<{ version: number }> {
  // Whoever changes any rule takes turns: what holds between rules is judged on what the others have just written.
  await runSql(call.tx, "select pg_advisory_xact_lock(hashtextextended('governance.rule', 0))")
  const all = await editions(call.tx)
  const [newest, first] = versionsOf(all, named)
  if (newest.version !== from)
    throw new Refusal('conflict', `“${newest.name}”刚刚由 ${newest.by ?? '别人'} 改成第 ${newest.version} 版（${newest.reason ?? ''}），请刷新，看过以后在它上面改`)
  refuseUnsound(wish, { first, all, today: call.today })
  const { isOn, tells, settings, basis, effectiveOn } = wish
  await runSql(call.tx, `
    insert into governance.rule (kind, id, version, is_on, tells, settings, basis, reason, effective_on, written_by, written_by_name, written_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  [named.kind, named.id, from + 1, isOn, tells, JSON.stringify(settings), basis, reason, effectiveOn, call.actor.id, call.actor.name, call.now])
  await recordAudit(call, { action: 'admin', what: '改监督规则', object: `${first.name} 第 ${from + 1} 版`, detail: { reason, effectiveOn } })
  return { version: from + 1 }
}

/** The newest and the first version of a rule. */
export function versionsOf(all: readonly Edition[], { kind, id }: Named): [newest: Edition, first: Edition] {
  const own = all.filter((rule) => rule.kind === kind && rule.id === id)
  const [newest, first] = [own.at(0), own.at(-1)]
  if (!newest || !first) throw new Refusal('not-found', '没有这条规则')
  return [newest, first]
}

/** Refuses what is wrong with a wish, each fault beside its field. */
export function refuseUnsound(wish: Wish, judged: { first: Edition; all: readonly Edition[]; today: Day }): void {
  const faults = faultsIn(wish, judged)
  if (faults.length > 0) throw new Refusal('invalid', faults.length === 1 ? faults[0]?.message ?? '' : `有 ${faults.length} 处要改，请看各项下面的说明`, faults)
}
