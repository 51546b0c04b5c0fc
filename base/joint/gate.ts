import { Refusal } from '#platform/refusal'
import type { Call, Case } from '#kernel'
import { isIssued, laneOf, lanesIn, type Family, type JointType } from './family.ts'

/** Whether what has been reviewed may be decided now, and what is missing otherwise. */
export interface Release { mayRelease: boolean; missing: { lane?: string; text: string; basis?: string }[] }
/** Decides that for one child of a family. Reads, never writes. */
export type Gate = (call: Call, family: Family, child: Case) => Promise<Release>

/** Filled while the modules are declared, and never afterwards. */
const gates = new Map<string, Gate>()

/**
 * A kind of joint matter that knows more of its predecessors than the family does has a gate of its own. It keeps it itself, by a
 * reaction to the decision that also holds where no family is: the family tells what is missing and does not ask a second time.
 */
export function declareGate(caseType: JointType, gate: Gate): void {
  gates.set(caseType, gate)
}

/** Whether its gate looks beyond the family: what is refused here may still come from outside. */
export function looksBeyondFamily(caseType: string): boolean {
  return gates.has(caseType)
}

export function releaseOf(call: Call, family: Family, child: Case): Promise<Release> {
  return (gates.get(family.parent.type) ?? byFamily)(call, family, child)
}

/** Refuses a decision that would come before the one it rests on; not where the kind keeps its own gate. */
export async function refuseTooEarly(call: Call, family: Family, child: Case): Promise<void> {
  if (looksBeyondFamily(family.parent.type)) return
  const { mayRelease, missing } = await releaseOf(call, family, child)
  if (mayRelease) return
  const words = missing.map(({ text, basis }) => (basis === undefined ? text : `${text}（${basis}）`)).join('；')
  throw new Refusal('rule', `已经审完，但还不能作出准予决定：${words}。请等前一项核发以后再决定`)
}

/** What the case itself knows: everything it needs by `release` has been issued here. */
const byFamily: Gate = async (_call, { parent, children }, child) => {
  const lanes = lanesIn(parent)
  const own = lanes.find(({ id }) => id === laneOf(child))
  const missing = (own?.after ?? []).filter(({ lane, needs }) => needs === 'release' && !children.some((other) => laneOf(other) === lane && isIssued(other)))
  return {
    mayRelease: missing.length === 0,
    missing: missing.map(({ lane, basis }) => ({ lane, text: `“${nameOf(lanes, lane)}”还没有核发`, ...(basis !== undefined && { basis }) })),
  }
}

function nameOf(lanes: ReturnType<typeof lanesIn>, id: string): string {
  return lanes.find((lane) => lane.id === id)?.name ?? id
}
