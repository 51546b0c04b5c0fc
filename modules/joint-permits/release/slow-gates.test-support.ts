/**
 * The same rules a second time, slowly and in another way: nothing is carried along, every question goes back through the whole
 * history, and the order is looked for among all sequences. Only for comparing.
 */
import type { Permit } from './gates.ts'
import type { ReleaseCase, ReleaseEvent } from './history.ts'

const MEMBERS: Record<string, string> = { four: 'RF XF GC SG', five: 'YD BD RF GC SG' }

export function membersOf({ set, project }: ReleaseCase): Permit[] {
  // Safe: the table above holds permits only.
  return (MEMBERS[set] ?? '').split(' ').filter((permit) => !(permit === 'XF' && !project.specialWorks)) as Permit[]
}

/** Indices of the releases that the gate refuses, each asked about the history before it. */
export function slowRefused(told: ReleaseCase): number[] {
  return told.events.flatMap(({ what }, index) => (what === 'released' && !isLawful(told, index) ? [index] : []))
}

export function slowMay(told: ReleaseCase, permit: Permit, upTo = told.events.length): boolean {
  if (!membersOf(told).includes(permit)) return false
  if (isOut(told, permit, upTo)) return false
  const said = lastOf(told, upTo, (event) => (event.what === 'reviewed' || event.what === 'revoked') && event.permit === permit)
  if (said?.what !== 'reviewed' || said.result !== 'passed') return false
  const there = (other: Permit) => isOut(told, other, upTo)
  const land = told.events.slice(0, upTo).some(({ what }) => what === 'land-document') || there('YD') || there('BD')
  if (permit === 'GC') return land
  if (permit !== 'SG') return true
  const fire = told.project.specialWorks ? there('XF') : told.project.fireDrawings
  return land && there('GC') && there('RF') && fire
}

/** Every sequence of permits that can go out one after the other without anything further happening. */
export function everySequence(told: ReleaseCase): Permit[][] {
  const next = membersOf(told).filter((permit) => slowMay(told, permit))
  return [[], ...next.flatMap((permit) => everySequence(withReleased(told, permit)).map((rest) => [permit, ...rest]))]
}

function isLawful(told: ReleaseCase, index: number): boolean {
  const event = told.events[index]
  return event?.what === 'released' && slowMay(told, event.permit, index)
}

function isOut(told: ReleaseCase, permit: Permit, upTo: number): boolean {
  const index = told.events.slice(0, upTo).findLastIndex((event, at) => {
    if (!('permit' in event) || event.permit !== permit) return false
    return event.what === 'issued-outside' || event.what === 'revoked' || (event.what === 'released' && isLawful(told, at))
  })
  return index >= 0 && told.events[index]?.what !== 'revoked'
}

function withReleased(told: ReleaseCase, permit: Permit): ReleaseCase {
  return { ...told, events: [...told.events, { on: '2026-12-31', what: 'released', permit }] }
}

function lastOf(told: ReleaseCase, upTo: number, wanted: (event: ReleaseEvent) => boolean): ReleaseEvent | undefined {
  return told.events.slice(0, upTo).findLast(wanted)
}
