import type { Day } from '#platform/day'
import type { Person, Waiting } from './waiting.ts'

/** What goes over the air: the number of the case and what to do. No name, no matter, no link that could be forged. */
export function urgentWords({ caseNumber, gist, actBy }: Pick<Waiting, 'caseNumber' | 'gist' | 'actBy'>): string {
  const about = caseNumber === null ? '' : `办件${caseNumber}：`
  const by = actBy === null ? '' : `，请在${monthAndDay(actBy)}前办理`
  return `${about}${gist}${by}。请登录政务服务平台，在“我的－消息”里查看，咨询请拨打12345。`
}

/** One message is said itself; of several only how many. */
export function digestWords(messages: readonly Pick<Waiting, 'caseNumber' | 'gist'>[], { isStaff }: Pick<Person, 'isStaff'>): string {
  const where = isStaff ? '请登录工作台查看。' : '请登录政务服务平台，在“我的－消息”里查看。'
  const [first, ...others] = messages
  const numbers = [...new Set(messages.flatMap(({ caseNumber }) => caseNumber ?? []))]
  if (first && others.length === 0) return `${first.caseNumber === null ? '' : `办件${first.caseNumber}：`}${first.gist}。${where}`
  const about = numbers.length === 0 ? '' : `，涉及办件${numbers[0]}${numbers.length > 1 ? `等${numbers.length}件` : ''}`
  return `您有${messages.length}条新消息${about}。${where}`
}

function monthAndDay(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}
