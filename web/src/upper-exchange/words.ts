import { momentText } from '../kit/days.ts'
import type { Connection, DayRow, TableDay } from './calls.ts'

export type Health = 'fine' | 'retrying' | 'off' | 'none'

export function healthOf(connection: Pick<Connection, 'state' | 'failures'> | null): Health {
  if (connection === null) return 'none'
  if (connection.state === 'off') return 'off'
  return connection.failures > 0 ? 'retrying' : 'fine'
}

export const HEALTH_WORDS: Readonly<Record<Health, string>> = { fine: '接通', retrying: '连不上，在重试', off: '停着', none: '还没有登记地址' }

/** What is wrong and what comes next, or how it stands; one sentence. */
export function standingWords(connection: Connection): string {
  const { fromDay, failures, reason, nextAt, successAt } = connection
  switch (healthOf(connection)) {
    case 'off': return fromDay === null ? '没有报送过。' : `从 ${fromDay} 起报送过，现在停着；停着的时候办的件，重新开始以后自己补上。`
    case 'retrying': return `${reason ?? '原因不明'}，连续 ${failures} 次；${momentText(nextAt)} 再试。收件和办件不受影响，数据都排着，一行不丢。`
    default: return `报送从 ${fromDay ?? ''} 起收的件${successAt === null ? '' : `，最近一次送到是 ${momentText(successAt)}`}。${reason === null ? '' : `${reason}。`}`
  }
}

/** How far the cases have come that were there before it was switched on; nothing once they are through. */
export function backfillWords({ state, backfillTotal, backfillDone, backfillEndedAt }: Connection): string {
  if (state === 'off' || backfillEndedAt !== null) return ''
  if (backfillTotal === null) return '正在数以前收的件……'
  return `正在补报以前收的件：${Math.min(backfillDone, backfillTotal)} / ${backfillTotal}`
}

export const DAY_WORDS: Readonly<Record<DayRow['state'], string>> = { due: '待对账', even: '对平', uneven: '不平' }

/** What does not agree; nothing where it does. */
export function differenceWords(tables: readonly TableDay[]): string {
  const sum = (name: 'lost' | 'altered' | 'extra' | 'doubled') => tables.reduce((all, one) => all + one[name], 0)
  const parts = ([['lost', '上级没有的', '行，已经补送'], ['altered', '内容不同的', '行，在退回数据里'], ['extra', '上级多出来的', '行，请与对方核对'], ['doubled', '上级有两份的', '行，请与对方核对']] as const)
  return parts.flatMap(([name, before, after]) => (sum(name) === 0 ? [] : [`${before} ${sum(name)} ${after}`])).join('；')
}

export const totalOf = (tables: readonly TableDay[], side: 'ours' | 'theirs'): number => tables.reduce((all, one) => all + one[side], 0)

export const ROW_WORDS: Readonly<Record<string, string>> = {
  waiting: '等着送', queued: '排在同一件的后面', accepted: '送到', rejected: '退回', replaced: '已有新的一版', dropped: '不再上报',
}
