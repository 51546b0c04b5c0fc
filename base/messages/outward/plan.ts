import { addCalendarDays, dayAt } from '#platform/day'
import { instantOf, isQuiet, minuteAt, quietEnds, wakingMinute, type OutwardRules } from './rules.ts'
import type { Person, Waiting } from './waiting.ts'
import { digestWords, urgentWords } from './words.ts'

export interface PlannedSms { kind: 'urgent' | 'digest'; matter: string; words: string; messages: number[] }
export interface Plan {
  sms: PlannedSms[]
  /** Told by a short message that went out before. */
  merged: { messageId: number; smsId: string }[]
  /** Stays in the inbox alone. */
  kept: { messageId: number; how: 'read' | 'unwanted' | 'no-phone' }[]
  /** Everything else comes up again then. */
  later: { messageId: number; at: Date }[]
}

export const DIGEST_MATTER = 'digest'

/**
 * The quiet rules, whole: urgent messages go out at once except in the quiet hours, everything else in one digest a day, what was
 * read or is not wanted not at all, and the same matter in the same words once. Pure; every message comes out in exactly one place.
 */
export function planFor(waiting: readonly Waiting[], person: Person, { now, rules }: { now: Date; rules: OutwardRules }): Plan {
  const plan: Plan = { sms: [], merged: [], kept: [], later: [] }
  const wanted = waiting.filter((message) => {
    const how = whyKept(message, person)
    if (how !== undefined) plan.kept.push({ messageId: message.messageId, how })
    return how === undefined
  })
  const [urgent, ordinary] = [wanted.filter(({ urgency }) => urgency === 'urgent'), wanted.filter(({ urgency }) => urgency === 'ordinary')]
  if (isQuiet(rules, minuteAt(now))) plan.later.push(...urgent.map(({ messageId }) => ({ messageId, at: quietEnds(rules, now) })))
  else for (const message of urgent) planUrgent(plan, message, { person, now, rules })
  planDigest(plan, ordinary, { person, now, rules })
  return plan
}

function whyKept({ isRead, urgency, statutory }: Waiting, { hasPhone, wants }: Person): Plan['kept'][number]['how'] | undefined {
  if (isRead) return 'read'
  if (!hasPhone) return 'no-phone'
  if (statutory || wants === 'all') return undefined
  return wants === 'urgent' && urgency === 'urgent' ? undefined : 'unwanted'
}

interface Standing { person: Person; now: Date; rules: OutwardRules }

function planUrgent(plan: Plan, message: Waiting, { person, now, rules }: Standing): void {
  const words = urgentWords(message)
  const since = now.getTime() - rules.stormMinutes * 60_000
  const said = person.recent.find((one) => one.matter === message.matter && one.words === words && one.at.getTime() > since)
  if (said) { plan.merged.push({ messageId: message.messageId, smsId: said.smsId }); return }
  const same = plan.sms.find((one) => one.matter === message.matter && one.words === words)
  if (same) same.messages.push(message.messageId)
  else plan.sms.push({ kind: 'urgent', matter: message.matter, words, messages: [message.messageId] })
}

function planDigest(plan: Plan, ordinary: readonly Waiting[], { person, now, rules }: Standing): void {
  if (ordinary.length === 0) return
  const [today, minute, digestMinute] = [dayAt(now), minuteAt(now), wakingMinute(rules, person.digestMinute)]
  const isHad = person.lastDigestOn !== null && person.lastDigestOn >= today
  const isDue = !isHad && (minute >= digestMinute || isMissed(ordinary, person, instantOf(addCalendarDays(today, -1), digestMinute)))
  if (isDue && !isQuiet(rules, minute)) {
    plan.sms.push({ kind: 'digest', matter: DIGEST_MATTER, words: digestWords(ordinary, person), messages: ordinary.map(({ messageId }) => messageId) })
    return
  }
  const at = isDue ? quietEnds(rules, now) : instantOf(isHad ? addCalendarDays(today, 1) : today, digestMinute)
  plan.later.push(...ordinary.map(({ messageId }) => ({ messageId, at })))
}

/** Nobody looked at her time yesterday, and what came before it still waits: the morning makes up for it. */
function isMissed(ordinary: readonly Waiting[], { lastDigestOn }: Person, yesterdayAt: Date): boolean {
  return (lastDigestOn === null || lastDigestOn < dayAt(yesterdayAt)) && ordinary.some(({ at }) => at < yesterdayAt)
}
