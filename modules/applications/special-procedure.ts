import { Type } from 'typebox'
import type { ClockEvent, StepInput } from '#kernel'

/** Shown as the expected end until the reviewer says otherwise; a default of ours. */
export const SPECIAL_DEFAULT_WORKING_DAYS = 20

/** The procedures whose time does not count towards the limit, as 行政许可法第四十五条 lists them. */
export const SPECIAL_PROCEDURES: Readonly<Record<string, string>> = {
  hearing: '听证', bidding: '招标', auction: '拍卖', inspection: '检验', testing: '检测', quarantine: '检疫',
  appraisal: '鉴定', 'expert-review': '专家评审',
}

/** The law wants the time needed told to the applicant in writing. */
export const SpecialStart = Type.Object({
  kind: Type.Union(Object.entries(SPECIAL_PROCEDURES).map(([id, title]) => Type.Literal(id, { title })), { title: '特别程序', visibility: 'public' }),
  reason: Type.String({ title: '启动的理由', minLength: 2, maxLength: 2000, visibility: 'applicant' }),
  expectedWorkingDays: Type.Integer({ title: '预计所需工作日', minimum: 1, maximum: 250, visibility: 'public' }),
}, { additionalProperties: false })

export const SpecialEnd = Type.Object({
  outcome: Type.String({ title: '特别程序的结果', minLength: 2, maxLength: 2000, visibility: 'applicant' }),
}, { additionalProperties: false })

export function pauseStart({ found, data, on }: StepInput): ClockEvent {
  return { on, what: 'pause-start', id: `p${found.version + 1}`, kind: String(data['kind']) }
}

export function pauseEnd({ found, on }: StepInput): ClockEvent {
  const ended = new Set(found.clock.events.flatMap((event) => (event.what === 'pause-end' ? [event.id] : [])))
  const open = found.clock.events.findLast((event) => event.what === 'pause-start' && !ended.has(event.id))
  return { on, what: 'pause-end', id: open?.what === 'pause-start' ? open.id : '' }
}
