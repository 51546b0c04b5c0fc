import { readClock, type Case, type CaseEvent, type ClockReading, type Kernel } from '#kernel'

/** A case as the log told it up to and with one event: all a mapping may look at, so that the same history always gives the same rows. */
export interface Subject {
  kernel: Pick<Kernel, 'calendar' | 'workflows' | 'nameOf'>
  found: Case
  /** The whole history as far as it is known, oldest first; a mapping sees what `upTo` leaves of it. */
  events: readonly CaseEvent[]
  /** The one to be mapped. */
  index: number
}

/** A row before it gets a version. `sequence` counts the rows of this table about this case. */
export interface MappedRow { table: string; sequence: number; columns: Readonly<Record<string, string | undefined>> }

export type Mapping = (subject: Subject) => MappedRow[]

export function eventOf({ events, index }: Subject): CaseEvent {
  const event = events[index]
  if (!event) throw new Error(`no event at ${index}`)
  return event
}

export const upTo = ({ events, index }: Subject): readonly CaseEvent[] => events.slice(0, index + 1)

/** The legal clock as it stood right after the event. */
export function readingOf(subject: Subject): ClockReading {
  const { kernel, found } = subject
  const events = upTo(subject).flatMap(({ clockEvent }) => clockEvent ?? [])
  return readClock(kernel.calendar, { ...found.clock, events }, eventOf(subject).on)
}

/** How many such events there have been, this one included. */
export const countOf = (subject: Subject, steps: readonly string[]): number => upTo(subject).filter(({ step }) => steps.includes(step)).length

export function stepLabel({ kernel, found }: Subject, step: string): string {
  const workflow = kernel.workflows.get(found.type)?.find(({ version }) => version === found.workflowVersion)
  return step === 'open' ? workflow?.opening?.label ?? '提交' : workflow?.steps[step]?.label ?? step
}

/** What a step means to the platforms above, whoever took it and whether alone or with others. */
export const ACCEPTING = ['accept', 'deemAccepted', 'acceptTogether', 'deemTogether']
export const REFUSING = ['refuseAcceptance', 'refuseTogether']
export const CORRECTING = ['requestCorrection', 'correctTogether']
export const SUPPLEMENTING = ['supplement', 'supplementTogether']
export const EXTENDING = ['extend', 'extendTogether']
export const WITHDRAWING = ['withdraw', 'withdrawTogether']
export const TERMINATING = ['terminate', 'terminateTogether']
export const DELIVERING = ['deliver', 'deliverTogether']
export const BRINGING = ['handInPromised', 'receivePromised']
export const SPECIAL_START = 'startSpecialProcedure'
export const SPECIAL_END = 'endSpecialProcedure'
/** How the case ended, by the code of the result. */
const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  ['1', ['approve']], ['2', ['deny']], ['3', REFUSING], ['4', WITHDRAWING], ['5', TERMINATING],
]

export interface Ending { code: string; event: CaseEvent }

/** The event that ended the matter, if there has been one; what follows (制证, 送达) only adds to it. */
export function endingOf(subject: Subject): Ending | undefined {
  for (const event of upTo(subject).toReversed()) {
    const [code] = ENDINGS.find(([, steps]) => steps.includes(event.step)) ?? []
    if (code !== undefined) return { code, event }
  }
  return undefined
}

export const lastOf = (subject: Subject, steps: readonly string[]): CaseEvent | undefined => upTo(subject).findLast(({ step }) => steps.includes(step))
