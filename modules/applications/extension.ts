import { Type } from 'typebox'
import { addWorkingDays, wouldCount, type ClockEvent, type StepFacts, type StepInput } from '#kernel'

/** 行政许可法第四十二条: at most ten days, approved by the head of the organ, with the reason told to the applicant. */
export const EXTENSION_MAX_WORKING_DAYS = 10

export const Extension = Type.Object({
  days: Type.Integer({ title: '延长工作日', minimum: 1, maximum: EXTENSION_MAX_WORKING_DAYS, visibility: 'applicant' }),
  reason: Type.String({ title: '延长的理由', minLength: 2, maxLength: 2000, visibility: 'applicant' }),
}, { additionalProperties: false })

export function extendedBy({ data, on }: StepInput): ClockEvent {
  return { on, what: 'extended', days: Number(data['days']), by: 'head-of-organ' }
}

/** Once only, and not after the due day. */
export function extensionRefusal({ found, today, calendar }: StepFacts): string | undefined {
  if (found.clock.events.some((event) => event.what === 'extended')) return '办理期限只能延长一次，本办件已经延长过'
  const counts = wouldCount(calendar, found.clock, { on: today, what: 'extended', days: 1, by: 'head-of-organ' })
  return counts ? undefined : `应在期限届满（${found.dueOn ?? addWorkingDays(calendar, today, 0)}）当日或之前批准延长，现在不能再延长`
}
