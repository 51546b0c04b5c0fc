/**
 * How a joint matter moves, written a second time from the notice and not from the product's code: where each step leads, and what
 * the children may be while the parent is something. Only for comparing.
 */

/** Where a step leads a child; a step that is not here leaves it where it is. */
export const CHILD_STEPS: Readonly<Record<string, string>> = {
  open: 'submitted', accept: 'accepted', acceptTogether: 'accepted', deemTogether: 'accepted', deemAccepted: 'accepted', requestCorrection: 'correcting',
  correctTogether: 'correcting', supplement: 'submitted', supplementTogether: 'submitted', startSpecialProcedure: 'special', endSpecialProcedure: 'accepted',
  review: 'reviewed', approve: 'approved', deny: 'denied', issue: 'issued', deliver: 'delivered', deliverTogether: 'delivered', withdraw: 'withdrawn',
  withdrawTogether: 'withdrawn', terminate: 'terminated', terminateTogether: 'terminated', refuseAcceptance: 'notAccepted', refuseTogether: 'notAccepted',
  archive: 'archived',
}
export const CHILD_STAYS = ['extend', 'extendTogether', 'leaveTogether', 'joinTogether', 'rate']

export const PARENT_STEPS: Readonly<Record<string, string>> = {
  open: 'submitted', accept: 'handling', deemAccepted: 'handling', requestCorrection: 'correcting', supplement: 'submitted', refuseAcceptance: 'notAccepted',
  terminate: 'terminated', complete: 'complete', allWithdrawn: 'withdrawn', leaveJoint: 'separate', rejoin: 'handling',
}
export const PARENT_STAYS = [
  'startLanes', 'laneIssued', 'lanePaused', 'laneResumed', 'laneEnded', 'decided', 'deliver', 'withdraw', 'extend', 'takeOut', 'holdMeeting', 'rate',
]

export const ENDED = ['delivered', 'denied', 'withdrawn', 'terminated', 'notAccepted', 'archived']
const DECIDED = ['approved', 'issued']

/** What a child that moves together with its parent may be, by what the parent is. */
export const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  submitted: ['submitted', ...ENDED],
  correcting: ['correcting', ...ENDED],
  handling: ['accepted', 'special', 'reviewed', ...DECIDED, ...ENDED],
  // Whoever was decided before has nothing left to choose.
  separate: [...DECIDED, ...ENDED],
  complete: ENDED, withdrawn: ENDED, notAccepted: ENDED, terminated: ENDED,
}

/** How the parent calls the end of a child. */
export const END_OF: Readonly<Record<string, string>> = {
  delivered: 'delivered', denied: 'denied', withdrawn: 'withdrawn', terminated: 'terminated', notAccepted: 'notAccepted',
}
