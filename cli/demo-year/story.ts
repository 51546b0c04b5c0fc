import { addCalendarDays, startOf } from '#platform/day'
import type { Actor } from '#kernel'
import { decided } from './department.ts'
import { DAY, HOUR, humanHour, MINUTE, papersOf, type Matter } from './matter.ts'
import { dayOf } from './office-time.ts'
import { HANDING_OUT, type Life, type Wish } from './town.ts'

/** What becomes of an application, from the window to the hand-over. */
export function* lived(matter: Matter): Life {
  const { town, history, arrival: { fate, item } } = matter
  const clerk = yield* takenIn(matter)
  if (!isAt(matter, 'accepted')) return
  if (item.decidedAtWindow && history.found.clock.limitWorkingDays === 0) {
    const decider = clerk ?? (yield atWindow(matter, 0.5))
    if (decider) decideAtWindow(matter, decider)
    return
  }
  yield* decided(matter)
  if (!isAt(matter, 'issued')) return
  yield { at: humanHour(town.now + fate.fetchDays * DAY, fate.troubleLength) }
  const hander = yield atWindow(matter, HANDING_OUT * fate.delivering)
  if (hander) history.step(hander, 'deliver', { data: { method: fate.accepting > 1 ? '邮寄送达' : '当场领取' }, at: town.now })
}

/** Asked anew each time: what is yielded to may have moved the case. */
function isAt({ history }: Matter, state: string): boolean {
  return history.found.state === state
}

function atWindow({ town, arrival: { receiving } }: Matter, units: number): Wish {
  return { desk: town.window(receiving), minutes: () => units * town.minutesAt('window', receiving) }
}

/** 受理 and what may come before it; returns the clerk who has accepted it, if one has. */
function* takenIn(matter: Matter): Generator<Wish, Actor | undefined, Actor | undefined> {
  const { town, history, arrival: { fate } } = matter
  for (let isFirst = true; ; isFirst = false) {
    const clerk = yield { ...atWindow(matter, fate.accepting), until: history.found.nextTimerAt?.getTime() ?? null }
    history.catchUp(town.now)
    if (history.found.state !== 'submitted' || clerk === undefined) return undefined
    if (fate.isRefused) {
      history.step(clerk, 'refuseAcceptance', { data: { reason: '演示：不属于本机关职权范围' }, at: town.now })
      return undefined
    }
    if (!fate.needsCorrection || !isFirst) {
      history.step(clerk, 'accept', { at: town.now })
      return clerk
    }
    requestCorrection(matter, clerk)
    yield* corrected(matter)
    if (history.found.state !== 'submitted') return undefined
  }
}

const PROBLEMS = ['看不清，请重新扫描', '没有签名或者盖章', '与填写的内容不一致']
const CORRECTION_WORKING_DAYS = 10

function requestCorrection({ town, history, checklist, arrival: { fate } }: Matter, clerk: Actor): void {
  const materialId = papersOf(checklist)[0] ?? 'application'
  const problems = [PROBLEMS[Math.floor(fate.trouble * PROBLEMS.length)] ?? '']
  history.step(
    clerk, 'requestCorrection', { data: { materials: [{ materialId, name: '申请材料', problems }], withinWorkingDays: CORRECTION_WORKING_DAYS }, at: town.now },
  )
  history.note(materialId, problems)
}

/** The applicant's turn: she brings what was missing, takes it back, or lets the time pass. */
function* corrected(matter: Matter): Life {
  const { town, history, filer, checklist, arrival: { fate } } = matter
  const lastDay = history.found.queueDueOn ?? dayOf(town.now)
  if (fate.correction === 'lapse') {
    yield { at: startOf(addCalendarDays(lastDay, 1)).getTime() + 9 * HOUR }
    const clerk = yield atWindow(matter, 0.2)
    if (clerk) history.step(clerk, 'terminate', { data: { reason: '演示：逾期没有补正' }, at: town.now })
    return
  }
  yield { at: Math.min(startOf(lastDay).getTime() + 20 * HOUR, humanHour(town.now + fate.correctionDays * DAY, fate.troubleLength)) }
  if (fate.correction === 'withdraw') { history.step(filer.actor, 'withdraw', { at: town.now }); return }
  const materials = papersOf(checklist).slice(0, 1).map((materialId) => ({ materialId, fileId: town.ground.fileId }))
  history.step(filer.actor, 'supplement', { data: { materials, note: '演示：已补正' }, at: town.now })
  history.give(materials, dayOf(town.now))
}

function decideAtWindow({ town, history, arrival: { fate } }: Matter, clerk: Actor): void {
  history.step(clerk, 'approve', { at: town.now + MINUTE })
  history.step(clerk, 'issue', { at: town.now + 2 * MINUTE })
  history.step(clerk, 'deliver', { data: { method: fate.accepting > 2 ? '电子送达' : '当场领取' }, at: town.now + 3 * MINUTE })
}
