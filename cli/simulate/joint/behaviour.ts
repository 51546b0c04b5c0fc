import type { Case } from '#kernel'
import { isTogether, laneOf, lanesIn, type Family } from '#base/joint'
import { usualIntent, type Intent } from '../behaviour.ts'
import type { Chance } from '../chance.ts'
import type { JointFate } from './filing.ts'

/** What somebody means to do on one case of the family. */
export interface Deed { on: Case; intent: Intent }

const reason = '模拟：写明理由'
/** Nobody works on every case every day. */
const BUSY = 0.35
/** A permit whose predecessors are missing is tried all the same now and then. */
const EARLY = 0.15

/** What people would do today on the parent and on each of its open children. */
export function deedsOf(family: Family<Case>, fate: JointFate): Deed[] {
  const parent = fate.chance.happens(BUSY) ? undefined : onParent(family, fate)
  const children = family.children.flatMap((child): Deed[] => {
    const intent = fate.chance.happens(BUSY) ? undefined : onChild(family, child, fate)
    return intent ? [{ on: child, intent }] : []
  })
  return parent ? [{ on: family.parent, intent: parent }, ...children] : children
}

function onParent({ parent, children }: Family<Case>, fate: JointFate): Intent | undefined {
  const { chance } = fate
  const enterprise = fate.project === undefined ? undefined : choosing(parent, chance)
  if (enterprise) return enterprise
  if (parent.closedAt === null && chance.happens(0.012)) return does('applicant', 'withdraw', {})
  switch (parent.state) {
    case 'submitted': return fate.isForgotten ? undefined : receiving(parent, children, chance)
    case 'correcting': return correcting(parent, fate)
    case 'handling': return handling(parent, fate)
    case 'separate': return children.some(({ state }) => state === 'issued') && chance.happens(0.5) ? does('window', 'deliver', {}) : undefined
    default: return chance.happens(0.1) ? does('applicant', 'rate', { level: chance.between(1, 5) }) : undefined
  }
}

/** The enterprise alone decides how its permits are handled. */
function choosing({ state, traits }: Case, chance: Chance): Intent | undefined {
  if (state === 'separate') return chance.happens(0.2) ? does('applicant', 'rejoin', {}) : undefined
  if (state !== 'submitted' && state !== 'handling') return undefined
  if (chance.happens(0.02)) return does('applicant', 'leaveJoint', { note: '模拟：分开办' })
  if (chance.happens(0.03)) {
    return does('applicant', 'takeOut', { lane: chance.oneOf(lanesIn({ traits })).id, how: chance.oneOf(['alone', 'withdraw']) })
  }
  return undefined
}

function receiving(parent: Case, children: readonly Case[], chance: Chance): Intent {
  const materialId = chance.oneOf(materialsOf(parent))
  if (chance.happens(0.2)) {
    return does('window', 'requestCorrection', { materials: [{ materialId, problems: ['看不清'] }], withinWorkingDays: chance.between(1, 10) })
  }
  if (chance.happens(0.04)) return does('window', 'refuseAcceptance', { reason })
  const lane = laneOf(chance.oneOf(children))
  return does('window', 'accept', chance.happens(0.08) ? { notAccepted: [{ lane, reason }] } : {})
}

function correcting(parent: Case, { chance, fileId }: JointFate): Intent {
  if (chance.happens(0.75)) return supplement(parent, chance, fileId)
  return does('window', 'terminate', { reason })
}

function handling({ traits, clock }: Case, { chance, project }: JointFate): Intent | undefined {
  const ready = Object.keys(typeof traits['ready'] === 'object' && traits['ready'] !== null ? traits['ready'] : {})
  if (ready.length > 0 && chance.happens(0.6)) return does('window', 'deliver', { method: '当场领取' })
  if (project === undefined) return undefined
  if (chance.happens(0.03)) return does('approver', 'extend', { days: chance.between(1, 15), reason, approval: '花府办〔2024〕示例号' })
  const on = clock.events[0]?.on
  if (!chance.happens(0.04)) return undefined
  return does('reviewer', 'holdMeeting', { on, present: ['各部门（模拟）'], opinions: ['同意（模拟）'], conclusion: '模拟：会商一致' })
}

/** Now and then a window tries to take in one item alone that belongs to a whole: it must be sent to the parent. */
const NOT_ALONE = ['accept', 'refuseAcceptance', 'acceptTogether', 'leaveTogether']

function onChild(family: Family<Case>, child: Case, { chance, fileId }: JointFate): Intent | undefined {
  const isBound = isTogether(child) && (child.state === 'submitted' || child.state === 'correcting')
  if (isBound) return chance.happens(0.04) ? does('window', chance.oneOf(NOT_ALONE), child.state === 'submitted' ? {} : { reason }) : undefined
  if (child.closedAt === null && chance.happens(0.012)) return does('applicant', 'withdraw', {})
  if (child.state === 'correcting' && chance.happens(0.7)) return supplement(child, chance, fileId)
  if (child.state === 'issued' && isTogether(child) && chance.happens(0.9)) return undefined
  if (child.state === 'reviewed' && isEarly(family, child) && !chance.happens(EARLY)) return undefined
  return usualIntent(chance, child, chance.oneOf(materialsOf(child)))
}

/** By the order the applicant was shown; whether it really may go out is the gate's to say. */
function isEarly({ parent, children }: Family<Case>, child: Case): boolean {
  const before = lanesIn(parent).find(({ id }) => id === laneOf(child))?.after ?? []
  return before.some(({ lane }) => children.some((other) => laneOf(other) === lane && other.closedAt === null && other.state !== 'issued'))
}

function supplement(found: Case, chance: Chance, fileId: string): Intent {
  return does('applicant', 'supplement', { materials: [{ materialId: chance.oneOf(materialsOf(found)), fileId }], note: '已补正' })
}

function materialsOf({ traits }: Case): string[] {
  const { materials } = traits
  const names = typeof materials === 'object' && materials !== null ? Object.keys(materials) : []
  return names.length > 0 ? names : ['none']
}

function does(who: Intent['who'], step: string, data: Record<string, unknown>): Intent {
  return { who, step, data }
}
