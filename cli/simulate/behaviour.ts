import type { Case } from '#kernel'
import type { Chance } from './chance.ts'

/** What somebody whose turn it is decides to do, or undefined to leave it for another day. */
export interface Intent { who: 'window' | 'reviewer' | 'approver' | 'applicant'; step: string; data: Record<string, unknown> }

type Behaviour = (chance: Chance, found: Case, materialId: string) => Intent | undefined

const reason = '模拟：写明理由'

/** People as they are: mostly prompt, sometimes slow, now and then wrong. */
const BY_STATE: Readonly<Record<string, Behaviour>> = {
  submitted: (chance, found, materialId) => {
    const corrected = found.clock.events.some(({ what }) => what === 'correction-notice')
    if (!corrected && chance.happens(0.25))
      return does('window', 'requestCorrection', { materials: [{ materialId, problems: ['看不清'] }], withinWorkingDays: chance.between(1, 10) })
    return chance.happens(0.08) ? does('window', 'refuseAcceptance', { reason }) : does('window', 'accept', {})
  },
  correcting: (chance, found) => {
    if (chance.happens(0.6)) return does('applicant', 'supplement', { form: found.form, note: '已补正' })
    return chance.happens(0.2) ? does('applicant', 'withdraw', {}) : does('window', 'terminate', { reason })
  },
  accepted: (chance, found) => {
    if (found.clock.limitWorkingDays === 0 && chance.happens(0.7)) return does(found.traits['decidedAtWindow'] === true ? 'window' : 'approver', 'approve', {})
    if (chance.happens(0.15))
      return does('reviewer', 'startSpecialProcedure', {
        kind: chance.oneOf(['hearing', 'expert-review', 'testing']),
        reason,
        expectedWorkingDays: chance.between(1, 15),
      })
    if (chance.happens(0.1)) return does('approver', 'extend', { days: chance.between(1, 10), reason })
    return chance.happens(0.05) ? does('reviewer', 'terminate', { reason }) : does('reviewer', 'review', { opinion: '模拟：审查完毕' })
  },
  special: (chance) => chance.happens(0.9) ? does('reviewer', 'endSpecialProcedure', { outcome: '模拟：已完成' }) : does('approver', 'extend', { days: 3, reason }),
  reviewed: (chance) => chance.happens(0.15) ? does('approver', 'deny', { reason }) : does('approver', 'approve', {}),
  approved: (_chance, found) => does(found.traits['decidedAtWindow'] === true && found.clock.limitWorkingDays === 0 ? 'window' : 'reviewer', 'issue', {}),
  issued: () => does('window', 'deliver', {}),
  denied: (chance) => afterwards(chance),
  delivered: (chance) => afterwards(chance),
  withdrawn: (chance) => afterwards(chance),
  asked: (chance) => (chance.happens(0.6) ? does('reviewer', 'answer', answerOf(chance)) : undefined),
  urged: () => does('approver', 'answer', { answer: '模拟：迟到的答复' }),
  followedUp: (chance) => does('reviewer', 'answerAgain', answerOf(chance)),
  answered: (chance) => chance.happens(0.1) ? does('applicant', 'followUp', { question: '模拟：还是不明白' })
    : chance.happens(0.3) ? does('applicant', 'rate', { level: chance.between(1, 5) }) : undefined,
}

/** The intent of whoever acts on this case today. */
export function intentFor(chance: Chance, found: Case, materialId: string): Intent | undefined {
  return chance.happens(BUSY) ? undefined : usualIntent(chance, found, materialId)
}

/** What is usually done with a case that stands so; nothing where nobody has anything to do. */
export function usualIntent(chance: Chance, found: Case, materialId: string): Intent | undefined {
  return BY_STATE[found.state]?.(chance, found, materialId)
}

/** Nobody works on every case every day. */
const BUSY = 0.45

function afterwards(chance: Chance): Intent | undefined {
  if (chance.happens(0.3)) return does('applicant', 'rate', { level: chance.between(1, 5), tags: ['指引清楚'] })
  return chance.happens(0.3) ? does('window', 'archive', {}) : undefined
}

function answerOf(chance: Chance): Record<string, unknown> {
  return { answer: '模拟：答复', ...(chance.happens(0.3) && { public: true, publicQuestion: '模拟：公开的问题' }) }
}

function does(who: Intent['who'], step: string, data: Record<string, unknown>): Intent {
  return { who, step, data }
}
