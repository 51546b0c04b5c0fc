import { momentText } from '../kit/days.ts'
import type { EventKind, Subscription } from './calls.ts'

export type Health = 'fine' | 'retrying' | 'stopped'

export function healthOf({ state, attempts }: Pick<Subscription, 'state' | 'attempts'>): Health {
  if (state === 'paused') return 'stopped'
  return attempts > 0 ? 'retrying' : 'fine'
}

export const HEALTH_WORDS: Readonly<Record<Health, string>> = { fine: '正常', retrying: '在重试', stopped: '已停下' }

/** Why it stands and what comes next; nothing where it goes well. */
export function troubleWords(subscription: Subscription): string {
  const { attempts, reason, nextAt } = subscription
  const why = `${reason ?? '原因不明'}，这一步已经试了 ${attempts} 次`
  switch (healthOf(subscription)) {
    case 'fine': return ''
    case 'retrying': return `${why}，${momentText(nextAt)} 再推。后面的都等着，一步不少。`
    case 'stopped': return `${why}，不再自己试。请对方修好以后按“继续推送”，从停下的那一步接着推，一步不少。`
  }
}

export function deliveredWords({ delivered, deliveredAt }: Pick<Subscription, 'delivered' | 'deliveredAt'>): string {
  return deliveredAt === null ? '还没有送到过' : `${delivered} 个，最近一次 ${momentText(deliveredAt)}`
}

/** 全部步骤, or what was chosen, by sort of case: 政务服务办件：受理、准予. A step that no workflow has any more is named as it was. */
export function chosenWords(chosen: readonly string[], kinds: readonly EventKind[]): string {
  if (chosen.length === 0) return '全部步骤'
  const known = groupsOf(kinds.filter(({ kind }) => chosen.includes(kind)))
    .map(({ caseLabel, kinds: own }) => `${caseLabel}：${own.map(({ label }) => label).join('、')}`)
  const gone = chosen.filter((kind) => kinds.every((one) => one.kind !== kind))
  return [...known, ...gone].join('；')
}

export interface KindGroup { caseLabel: string; kinds: EventKind[] }

/** By sort of case, in the order they come. */
export function groupsOf(kinds: readonly EventKind[]): KindGroup[] {
  const labels = [...new Set(kinds.map(({ caseLabel }) => caseLabel))]
  return labels.map((caseLabel) => ({ caseLabel, kinds: kinds.filter((one) => one.caseLabel === caseLabel) }))
}
