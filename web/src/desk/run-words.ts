import type { ItemState, Run } from '../api/desk-types.ts'

const CHINA_OFFSET_MILLISECONDS = 8 * 3_600_000
const MINUTE_MILLISECONDS = 60_000

export const ITEM_WORDS: Readonly<Record<ItemState, string>> = {
  waiting: '等生效', done: '办好', refused: '没有办成', cancelled: '已撤回', undoing: '正在撤回', undone: '已改回',
}

const countOf = (run: Run, state: ItemState): number => run.counts[state] ?? 0

/** Something of it is still to come. */
export const isGoingOn = (run: Run): boolean => countOf(run, 'waiting') + countOf(run, 'undoing') > 0

/** The server is at work on it right now: worth asking again soon. */
export const isAtWork = (run: Run, now: number): boolean => isGoingOn(run) && Date.parse(run.dueAt) <= now + MINUTE_MILLISECONDS / 12

export function mayCallBack(run: Run, now: number): boolean {
  if (run.kind === 'step') return countOf(run, 'waiting') > 0
  return run.kind === 'assign' && countOf(run, 'waiting') + countOf(run, 'done') > 0 && now < Date.parse(run.revocableUntil)
}

/** How far it is, in one sentence. */
export function runSentence(run: Run, now: number): string {
  const [waiting, undoing] = [countOf(run, 'waiting'), countOf(run, 'undoing')]
  if (undoing > 0) return `正在撤回，还有 ${undoing} 件`
  if (waiting > 0 && Date.parse(run.dueAt) > now) {
    const minutes = Math.ceil((Date.parse(run.dueAt) - now) / MINUTE_MILLISECONDS)
    return `${timeText(run.dueAt)} 生效，还可以撤回（剩 ${minutes} 分钟）${refusedWords(run)}`
  }
  if (waiting > 0) return `正在办：${run.total - waiting} / ${run.total} 件${refusedWords(run)}`
  const parts = (['done', 'undone', 'cancelled', 'refused'] as const).filter((state) => countOf(run, state) > 0)
    .map((state) => `${ITEM_WORDS[state]} ${countOf(run, state)} 件`)
  return parts.join('，')
}

function refusedWords(run: Run): string {
  const refused = countOf(run, 'refused')
  return refused === 0 ? '' : `；${refused} 件办不了`
}

/** 09:14, in China. */
export function timeText(instant: string): string {
  return new Date(Date.parse(instant) + CHINA_OFFSET_MILLISECONDS).toISOString().slice(11, 16)
}
