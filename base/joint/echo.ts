import type { Case, CaseEvent } from '#kernel'

/** What the log of one side only repeats of the other's: a step taken with the whole, or what the whole learns of its items. */
export function isEcho({ step }: Pick<CaseEvent, 'step'>, { parentId }: Pick<Case, 'parentId'>): boolean {
  return parentId === null ? LEARNT.has(step) : step === 'open' || step.endsWith('Together')
}

const LEARNT: ReadonlySet<string> = new Set(['startLanes', 'laneIssued', 'laneEnded'])
