import type { Tx } from '#platform/database'
import { SYSTEM } from './actor.ts'
import type { Call, Job, Kernel, WithinReaction } from './types.ts'
import type { Case, CaseEvent } from './case.ts'
import { findCases } from './find-case.ts'
import { eventsAt } from './event-log.ts'

/** Runs what must happen in the same transaction and sends what must happen after it; whether anything reacted at once. */
export async function afterMove(call: Call, event: CaseEvent, found: Case): Promise<boolean> {
  const jobs = jobsAfter(call.kernel, event)
  if (jobs.length > 0) await call.kernel.sendJobs(call.tx, jobs)
  const reacting = reactingTo(call.kernel, event.kind, found)
  for (const reaction of reacting) await reaction.react(call, event, found)
  return reacting.length > 0
}

/** What must happen in the transaction of an event of this kind on this case. */
export function reactingTo({ within }: Kernel, kind: string, found: Pick<Case, 'parentId' | 'itemCode'>): WithinReaction[] {
  const suits = ({ onlyChildren, concerns }: WithinReaction) => (onlyChildren !== true || found.parentId !== null) && concerns?.(found) !== false
  return within.filter((reaction) => reaction.on.includes(kind) && suits(reaction))
}

/** What has to run after the transaction of the event. */
export function jobsAfter(kernel: Kernel, event: CaseEvent): Job[] {
  return kernel.after
    .filter((reaction) => reaction.on.includes(event.kind))
    .map((reaction) => ({ reaction: reaction.name, caseId: event.caseId, seq: event.seq }))
}

/** Runs one job. It may come twice: reactions are idempotent. */
export async function runJob(kernel: Kernel, tx: Tx, job: Job, moment: Pick<Call, 'now' | 'today'>): Promise<void> {
  await runJobs(kernel, tx, [job], moment)
}

/** Runs jobs one after the other in one transaction: all or none. Each sees its case as it was when the first began. */
export async function runJobs(kernel: Kernel, tx: Tx, jobs: readonly Job[], { now, today }: Pick<Call, 'now' | 'today'>): Promise<void> {
  const [events, cases] = await Promise.all([eventsAt(tx, jobs), findCases(tx, jobs.map(({ caseId }) => caseId))])
  for (const { reaction: name, caseId, seq } of jobs) {
    const reaction = kernel.after.find((candidate) => candidate.name === name)
    if (!reaction) throw new Error(`no module declares the reaction ${name}`)
    const event = events.find((candidate) => candidate.caseId === caseId && candidate.seq === seq)
    const found = cases.get(caseId)
    if (!event || !found) throw new Error(`case ${caseId} has no event ${seq}`)
    await reaction.react({ kernel, tx, actor: SYSTEM, now, today }, event, found)
  }
}
