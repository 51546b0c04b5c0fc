/** Why this day: the derivation of a reading, in sentences a citizen understands, each with the article it rests on. */
import { addCalendarDays, type Day } from '#platform/day'
import { ARTICLE, OUR_CHOICE } from './articles.ts'
import { reckon, type Calendar } from './calendar.ts'
import { promisedWorkingDays, stateBefore, statutoryWorkingDays, type CaseState } from './case-state.ts'
import { dayText } from './day-text.ts'
import { daysOffText } from './days-off.ts'
import { textOf } from './event-text.ts'
import type { ClockHistory } from './history.ts'
import { DELIVERY_WORKING_DAYS, readClock, type ClockReading } from './reading.ts'
import { endSilence, play } from './replay.ts'
import { pauseName } from './special-procedure.ts'

/** `article` is the law, or says that the law is silent and this platform chose. */
export interface Explanation { readonly on: Day; readonly text: string; readonly article?: string }

/** The derivation as seen at the end of `asOf`, in time order. Throws `OutOfCalendar` as `readClock` does. */
export function explainClock(calendar: Calendar, history: ClockHistory, asOf: Day): Explanation[] {
  const reading = readClock(calendar, history, asOf)
  const { told, state } = reckon(calendar, (runs) => tellEvents(stateBefore(runs, history), asOf)).answer
  const derived = [tellNotice(reading), tellDue(calendar, state, reading, asOf), tellStatutory(state, reading), tellOverdue(reading, asOf),
    tellDecision(state, reading), tellDelivery(reading), tellProvisional(reading, asOf)]
  const story = [...told, ...derived.filter((line) => line !== null)]
  return story.toSorted((one, other) => (one.on < other.on ? -1 : Number(one.on > other.on)))
}

/** Each event with what it did, and the end of silence where it fell. */
function tellEvents(state: CaseState, asOf: Day): { told: Explanation[]; state: CaseState } {
  const told: Explanation[] = []
  const tellSilence = (day: Day) => { if (endSilence(state, day)) told.push(tellDeemed(state)) }
  for (const [index, event] of state.history.events.entries()) {
    if (event.on > asOf) break
    tellSilence(event.on)
    told.push({ on: event.on, ...textOf(event, play(state, event, index)) })
  }
  tellSilence(asOf)
  return { told, state }
}

function tellDeemed({ acceptance }: CaseState): Explanation {
  const { knownOn = '', acceptedOn = '' } = acceptance ?? {}
  return {
    on: knownOn,
    text: `到${dayText(addCalendarDays(knownOn, -1))}（第五个工作日）结束，没有告知补正，也没有答复，自收到材料之日（${dayText(acceptedOn)}）起即为受理。`,
    article: ARTICLE.notice,
  }
}

function tellNotice({ phase, noticeDueOn }: ClockReading): Explanation | null {
  if (phase !== 'receiving' || noticeDueOn === null) return null
  const text = `从收到材料的第二天起算，第五个工作日是${dayText(noticeDueOn)}。到这一天结束仍没有一次告知补正、也没有答复的，视为已经受理。`
  return { on: noticeDueOn, text, article: `${ARTICLE.notice}；${ARTICLE.startingDay}` }
}

function tellDue(calendar: Calendar, state: CaseState, reading: ClockReading, asOf: Day): Explanation | null {
  const { acceptedOn, dueOn, phase } = reading
  if (acceptedOn === null || phase === 'withdrawn') return null
  if (dueOn === null) return tellStandstill(reading, asOf)
  const limit = promisedWorkingDays(state)
  if (limit === 0) return tellOnTheSpot(acceptedOn, dueOn)
  const base = state.history.limitWorkingDays > state.history.statutoryWorkingDays ? '承诺的天数比法定的长，按法定期限' : '承诺期限'
  const standstills = state.acceptance?.standstills.filter(({ from }) => from <= dueOn) ?? []
  const without = standstills.length > 0 ? '特别程序所需时间不计，' : ''
  const text = `${base} ${limit} 个工作日${extensionText(state)}，受理的第二天起算，${without}第 ${limit} 个工作日是${dayText(dueOn)}，应当在这一天结束前作出决定。`
  const daysOff = daysOffText(calendar, { after: acceptedOn, until: dueOn, standstills })
  return { on: dueOn, text: text + daysOff, article: `${ARTICLE.workingDays}；${ARTICLE.startingDay}` }
}

function extensionText({ extensionWorkingDays }: CaseState): string {
  return extensionWorkingDays > 0 ? `（含延长的 ${extensionWorkingDays} 个）` : ''
}

function tellStandstill({ openPauses }: ClockReading, asOf: Day): Explanation | null {
  if (openPauses.length === 0) return null
  const names = openPauses.map(({ kind, from }) => `${pauseName(kind)}（${dayText(from)}开始）`).join('、')
  return { on: asOf, text: `${names}正在进行，所需时间不计入期限；全部结束以前没有到期日。`, article: ARTICLE.specialProcedure }
}

function tellOnTheSpot(acceptedOn: Day, dueOn: Day): Explanation {
  if (dueOn === acceptedOn) return { on: dueOn, text: '即办件，应当在受理当天作出决定。', article: OUR_CHOICE }
  return { on: dueOn, text: `即办件，受理当天不能办结的（休息日或者特别程序），顺延到${dayText(dueOn)}。`, article: `${ARTICLE.restDay}；${OUR_CHOICE}` }
}

function tellStatutory(state: CaseState, { statutoryDueOn, phase }: ClockReading): Explanation | null {
  if (statutoryDueOn === null || phase === 'withdrawn') return null
  const text = `法定期限 ${statutoryWorkingDays(state)} 个工作日${extensionText(state)}，到${dayText(statutoryDueOn)}届满。`
  return { on: statutoryDueOn, text, article: ARTICLE.decision }
}

function tellOverdue({ dueOn, phase }: ClockReading, asOf: Day): Explanation | null {
  if (dueOn === null || asOf <= dueOn || (phase !== 'running' && phase !== 'paused')) return null
  return { on: addCalendarDays(dueOn, 1), text: `${dayText(dueOn)}已经过去，还没有作出决定，属于超期，亮黄牌。`, article: OUR_CHOICE }
}

function tellDecision({ decision }: CaseState, { decidedInTime, dueOn }: ClockReading): Explanation | null {
  if (decision === null) return null
  if (dueOn === null) return { on: decision.on, text: '决定时特别程序还没有结束，期限没有届满，决定没有超期。', article: ARTICLE.specialProcedure }
  const text = decidedInTime ? `决定在到期日（${dayText(dueOn)}）之内作出。` : `决定晚于到期日（${dayText(dueOn)}），属于超期。`
  return { on: decision.on, text, article: ARTICLE.decision }
}

function tellDelivery({ deliverBy, deliveredInTime }: ClockReading): Explanation | null {
  if (deliverBy === null) return null
  const outcome = deliveredInTime === null ? '' : deliveredInTime ? '证件已按时送达。' : '证件晚于这一天送达。'
  const text = `作出准予决定后的第 ${DELIVERY_WORKING_DAYS} 个工作日是${dayText(deliverBy)}，应当在这一天结束前颁发、送达证件。${outcome}`
  return { on: deliverBy, text, article: ARTICLE.delivery }
}

function tellProvisional({ provisional }: ClockReading, asOf: Day): Explanation | null {
  if (!provisional) return null
  const text = '以上日期有的落在放假安排尚未公布的年份，暂按周一至周五推算，公布后重新计算。'
  return { on: asOf, text, article: OUR_CHOICE }
}
