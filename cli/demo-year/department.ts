import { startOf } from '#platform/day'
import type { Actor } from '#kernel'
import { HOUR, type Matter } from './matter.ts'
import { MINUTES_A_DAY } from './office-time.ts'
import { ISSUING, type Life, type Wish } from './town.ts'

/** 审查、决定、制证 in the department, with what may come in between. */
export function* decided(matter: Matter): Life {
  const { town, history, filer, arrival: { fate, item } } = matter
  const lead = fate.lead * Math.max(1, history.found.clock.limitWorkingDays) * MINUTES_A_DAY
  const accepted = town.time.minuteAt(town.now)
  if (isGamed(matter)) { yield* endedInTime(matter); return }
  if (fate.isWithdrawn) {
    yield { at: town.time.instantOf(accepted + lead / 2) }
    history.step(filer.actor, 'withdraw', { data: { note: '演示：不办了' }, at: town.now })
    return
  }
  if (fate.isExtended && fate.lead > 0.9) yield* extended(matter, accepted + lead * 0.7)
  if (isPausedWithoutGround(matter)) yield* pausedWithoutGround(matter, accepted)
  else {
    const kind = fate.hasSpecial ? item.specialProcedures[0] : undefined
    // What is really needed is begun early.
    if (kind !== undefined) {
      yield { at: town.time.instantOf(accepted + lead * 0.2) }
      yield* paused(matter, { kind, reason: '演示：依法需要', workingDays: fate.specialDays })
    }
    yield { at: town.time.instantOf(kind === undefined ? accepted + lead : town.time.minuteAt(town.now) + lead * 0.8) }
  }
  yield* concluded(matter)
}

function* concluded(matter: Matter): Life {
  const { town, history, arrival: { fate, item } } = matter
  const reviewer = yield { desk: town.reviewers(item.organisation), minutes: () => fate.reviewing * town.minutesAt('reviewer', item.organisation) }
  if (!reviewer) return
  history.step(reviewer, 'review', { data: { opinion: '演示：审查完毕', recommendation: fate.isDenied ? 'deny' : 'approve' }, at: town.now })
  const approver = yield { desk: town.approvers(item.organisation), minutes: () => fate.approving * town.minutesAt('approver', item.organisation) }
  if (!approver) return
  if (fate.isDenied) { history.step(approver, 'deny', { data: { reason: '演示：不符合规定的条件' }, at: town.now }); return }
  history.step(approver, 'approve', { at: town.now })
  const maker = yield { desk: town.reviewers(item.organisation), minutes: () => ISSUING * fate.reviewing * town.minutesAt('reviewer', item.organisation) }
  if (maker) history.step(maker, 'issue', { at: town.now })
}

function* extended({ town, history, arrival: { item } }: Matter, minute: number): Life {
  yield { at: town.time.instantOf(minute) }
  const approver = yield { desk: town.approvers(item.organisation), minutes: () => 0.2 * town.minutesAt('approver', item.organisation) }
  const isInTime = history.found.dueOn !== null && town.now < startOf(history.found.dueOn).getTime() + 17 * HOUR
  if (approver && isInTime) history.step(approver, 'extend', { data: { days: 5, reason: '演示：案情复杂' }, at: town.now })
}

interface Pause { kind: string; reason: string; workingDays: number }

function* paused({ town, history, arrival: { item } }: Matter, { kind, reason, workingDays }: Pause): Life {
  const work: Wish = { desk: town.reviewers(item.organisation), minutes: () => 0.2 * town.minutesAt('reviewer', item.organisation) }
  const starter = yield work
  if (starter) history.step(starter, 'startSpecialProcedure', { data: { kind, reason, expectedWorkingDays: workingDays }, at: town.now })
  yield { at: town.time.instantOf(town.time.minuteAt(town.now) + workingDays * MINUTES_A_DAY) }
  const ender = yield work
  if (ender) history.step(ender, 'endSpecialProcedure', { data: { outcome: '演示：已完成' }, at: town.now })
}

/** The planted habit: on the day before the limit the clock is stopped by a procedure the item does not know. */
function* pausedWithoutGround(matter: Matter, accepted: number): Life {
  const { town, history, arrival: { fate } } = matter
  const { id, workingDays: [least, most] } = town.ground.troubles.unjustifiedPause
  town.befall(id)
  const daysBefore = Math.max(0.2, history.found.clock.limitWorkingDays - 1)
  yield { at: town.time.instantOf(accepted + daysBefore * MINUTES_A_DAY) }
  yield* paused(matter, { kind: 'inspection', reason: '情况复杂', workingDays: least + Math.round(fate.troubleLength * (most - least)) })
}

function isPausedWithoutGround({ town, arrival: { item, fate } }: Matter): boolean {
  const { unjustifiedPause } = town.ground.troubles
  return item.organisation === unjustifiedPause.organisation && town.isDuring(unjustifiedPause) && fate.trouble < unjustifiedPause.share
}

/** Whether the game is played with this case. */
export function isGamed({ town, arrival: { item, fate, index } }: Matter): boolean {
  const { gamingUnit } = town.ground.troubles
  // What is filed anew is dealt with at once.
  return index >= 0 && item.organisation === gamingUnit.organisation && town.isDuring(gamingUnit) && fate.trouble < gamingUnit.reopenShare
}

/** The planted game: nothing happens until the last day, then the case is ended, and the applicant is told to come again. */
function* endedInTime({ town, history, arrival }: Matter): Life {
  const dueOn = history.found.dueOn
  if (dueOn === null) return
  yield { at: startOf(dueOn).getTime() + 14 * HOUR }
  const reviewer: Actor | undefined = yield {
    desk: town.reviewers(arrival.item.organisation), minutes: () => 0.1 * town.minutesAt('reviewer', arrival.item.organisation),
  }
  if (reviewer) history.step(reviewer, 'terminate', { data: { reason: '演示：材料需要更新，请重新申请' }, at: town.now })
}
