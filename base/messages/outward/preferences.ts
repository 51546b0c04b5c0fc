import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recipientKind } from './recipient-kind.ts'
import { clockWords, isQuiet, minuteOf, type Minute, type OutwardRules } from './rules.ts'
import type { Wants } from './waiting.ts'

export const WANTS: Readonly<Record<Wants, { label: string; help: string }>> = {
  all: { label: '都用短信告诉我', help: '要办的事和决定马上发；其余的一天合成一条' },
  urgent: { label: '只发要我办的事和决定', help: '一般进展只在“消息”里看；法律规定必须告知的仍然会发' },
  statutory: { label: '只发法律规定必须告知的', help: '是否受理、补正、特别程序、延期、决定和送达' },
}

/** Why these cannot be switched off. */
export const STATUTORY_WHY =
  '是否受理、需要补正的全部内容、特别程序所需时间、延期的理由、准予或不予的决定，法律规定必须告知您（行政许可法第三十二、三十八、四十二、四十四、四十五条），所以不能关闭。短信只是提醒，以文书为准。'

export const Preference = Type.Object({
  wants: Type.Union([Type.Literal('all'), Type.Literal('urgent'), Type.Literal('statutory')]),
  /** When the digest goes out, '18:00'. */
  digestAt: Type.String({ maxLength: 5 }),
}, { additionalProperties: false })
export type Preference = Static<typeof Preference>

/** What the actor has chosen, and what holds where she has chosen nothing. */
export async function preferenceOf({ tx, actor }: Pick<Call, 'tx' | 'actor'>, rules: OutwardRules) {
  const [[row], { isStaff, hasPhone }] = await Promise.all([
    runSql<{ wants: Wants; digestMinute: Minute }>(tx, 'select wants, digest_minute as "digestMinute" from messages.preference where account = $1', [actor.id]),
    recipientKind(tx, actor.id),
  ])
  const fallback = isStaff ? rules.digestAt.staff : rules.digestAt.citizen
  return {
    wants: row?.wants ?? 'all', digestAt: clockWords(row?.digestMinute ?? fallback), isDefault: row === undefined, hasPhone,
    quiet: { from: clockWords(rules.quiet.from), until: clockWords(rules.quiet.until) },
  }
}

/** Keeps the choice; what waits is planned anew by it. */
export async function choosePreference({ tx, actor, now }: Call, { wants, digestAt }: Preference, rules: OutwardRules): Promise<void> {
  const minute = minuteOf(digestAt)
  if (minute === undefined || isQuiet(rules, minute)) {
    const { from, until } = rules.quiet
    const sentence = minute === undefined ? '请写几点几分，例如 18:00' : `夜间（${clockWords(from)} 至次日 ${clockWords(until)}）不发短信，请选白天的时间`
    throw new Refusal('invalid', sentence, [{ path: 'digestAt', message: sentence }])
  }
  await runSql(tx, `
    insert into messages.preference (account, wants, digest_minute, updated_at) values ($1, $2, $3, $4)
    on conflict (account) do update
      set wants = excluded.wants, digest_minute = excluded.digest_minute, updated_at = excluded.updated_at`, [actor.id, wants, minute, now])
  await runSql(tx, 'update messages.outward set due_at = $2 where account = $1 and settled_at is null', [actor.id, now])
}
