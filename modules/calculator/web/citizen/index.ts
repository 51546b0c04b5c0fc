/** 期限计算器: open to everybody, without signing in; the address holds the question, so that it can be sent on and printed. */
import { Type } from 'typebox'
import { isDay } from '#platform/day'
import type { FieldError } from '#platform/refusal'
import { OutOfCalendar, route, type Call, type Route } from '#kernel'
import { showPage, tidyText, visitOf } from '#base/pages'
import { answerTo } from '../../limit.ts'
import { calculatorPage, type CalculatorFacts } from './calculator-page.ts'

const WORKING_DAYS_MAX = 1000
const Typed = Type.Optional(Type.String({ maxLength: 40 }))
const Asked = Type.Object({ accepted: Typed, days: Typed, from: Typed, to: Typed })
const DAY = { type: 'string', title: '', 'x-kind': 'day' } as const

export const calculatorPages: readonly Route[] = [
  route({
    method: 'GET', path: '/calculator', summary: '期限计算器', for: ['anyone'], query: Asked,
    handle: async (call, input) => showPage(visitOf(call, input), calculatorPage(factsOf(call, input.query))),
  }),
]

function factsOf({ kernel }: Call, query: Readonly<Record<string, string | undefined>>): CalculatorFacts {
  const typed = Object.fromEntries(['accepted', 'days', 'from', 'to'].map((name) => [name, tidied(name, query[name] ?? '')]))
  if (Object.values(query).every((value) => value === undefined)) return { typed }
  const faults = faultsIn(typed)
  if (faults.length > 0) return { typed, faults }
  const { accepted = '', days = '', from, to } = typed
  try {
    return {
      typed, answer: answerTo(kernel.calendar, { acceptedOn: accepted, workingDays: Number(days), pausedFrom: from || undefined, pausedTo: to || undefined }),
    }
  } catch (error) {
    if (!(error instanceof OutOfCalendar)) throw error
    return { typed, faults: [{ path: 'accepted', message: `${error.message}，请换一个日子` }] }
  }
}

function tidied(name: string, text: string): string {
  return String(tidyText(name === 'days' ? { type: 'integer', title: '' } : DAY, text))
}

function faultsIn({ accepted = '', days = '', from = '', to = '' }: Readonly<Record<string, string>>): FieldError[] {
  const faults: FieldError[] = []
  if (!isDay(accepted)) faults.push({ path: 'accepted', message: '请写一个存在的日子，例如 2026-03-02' })
  if (!/^\d{1,4}$/.test(days) || Number(days) < 1 || Number(days) > WORKING_DAYS_MAX) faults.push({ path: 'days', message: `请写 1 到 ${WORKING_DAYS_MAX} 的整数` })
  if ((from === '') !== (to === '')) faults.push({ path: from === '' ? 'from' : 'to', message: '暂停的两个日子要么都写，要么都不写' })
  else if (from !== '') faults.push(...pauseFaults(accepted, from, to))
  return faults
}

function pauseFaults(accepted: string, from: string, to: string): FieldError[] {
  if (!isDay(from)) return [{ path: 'from', message: '没有这一天，请改正' }]
  if (!isDay(to)) return [{ path: 'to', message: '没有这一天，请改正' }]
  if (from < accepted) return [{ path: 'from', message: '受理以后才能暂停，请改正' }]
  return to < from ? [{ path: 'to', message: '结束的日子在开始的日子前面，请改正' }] : []
}
