/** What happened to a project, told in order, and what may go out after it. Pure. */
import type { Day } from '#platform/day'
import type { LineId } from '#platform/json-line'
import { belongs, mayRelease, releaseOrder, SETS, type Permit, type PermitSet, type Standing } from './gates.ts'

export type ReleaseEvent =
  | { readonly on: Day; readonly what: 'land-document'; readonly kind: string }
  | { readonly on: Day; readonly what: 'reviewed'; readonly permit: Permit; readonly result: 'passed' | 'refused' }
  | { readonly on: Day; readonly what: 'released' | 'issued-outside' | 'revoked'; readonly permit: Permit }
  | { readonly on: Day; readonly what: 'opt-out' | 'opt-in' }

export interface ReleaseCase {
  readonly id: LineId
  readonly set: PermitSet
  readonly chosen: boolean
  readonly project: Pick<Standing, 'specialWorks' | 'fireDrawings'>
  readonly events: readonly ReleaseEvent[]
}

export interface ReleaseAnswer {
  readonly id: LineId
  readonly mode: 'joint' | 'single'
  readonly mayRelease: Partial<Record<Permit, boolean>>
  readonly order: readonly Permit[]
  readonly refused: readonly number[]
}

/** Replays the case: a release the gate refuses has no effect, everything else is taken as it happened. */
export function answerRelease({ id, set, chosen, project, events }: ReleaseCase): ReleaseAnswer {
  const permits = SETS[set].filter((permit) => belongs(permit, project))
  let standing: Standing = { ...project, landDocument: false, passed: new Set(), out: new Set() }
  const refused: number[] = []
  for (const [index, event] of events.entries()) {
    const isRefused = event.what === 'released' && !(permits.includes(event.permit) && mayRelease(event.permit, standing))
    if (isRefused) refused.push(index)
    else standing = after(standing, event)
  }
  return {
    id, mode: isJoint(chosen, events) ? 'joint' : 'single',
    mayRelease: Object.fromEntries(permits.filter((permit) => !standing.out.has(permit)).map((permit) => [permit, mayRelease(permit, standing)])),
    order: releaseOrder(permits, standing), refused,
  }
}

/** The standing after one event that counts. */
export function after(standing: Standing, event: ReleaseEvent): Standing {
  const { passed, out } = standing
  switch (event.what) {
    case 'land-document': return { ...standing, landDocument: true }
    case 'reviewed': return { ...standing, passed: event.result === 'passed' ? withOne(passed, event.permit) : without(passed, event.permit) }
    case 'released':
    case 'issued-outside': return { ...standing, out: withOne(out, event.permit) }
    // What was reviewed before goes with it: it must be reviewed anew.
    case 'revoked': return { ...standing, passed: without(passed, event.permit), out: without(out, event.permit) }
    // Whether the enterprise handles it jointly changes no gate.
    case 'opt-out':
    case 'opt-in': return standing
  }
}

function isJoint(chosen: boolean, events: readonly ReleaseEvent[]): boolean {
  const last = events.findLast(({ what }) => what === 'opt-in' || what === 'opt-out')
  return last === undefined ? chosen : last.what === 'opt-in'
}

function withOne(permits: ReadonlySet<Permit>, permit: Permit): ReadonlySet<Permit> {
  return new Set([...permits, permit])
}

function without(permits: ReadonlySet<Permit>, permit: Permit): ReadonlySet<Permit> {
  return new Set([...permits].filter((one) => one !== permit))
}
