import type { Day } from '#platform/day'
import type { Tx } from '#platform/database'
import { alterationsInCase, eventsOf, eventView, relationsOf, type Call, type Case, type CaseEvent } from '#kernel'
import { digestOn, digests, leavesOf, leavesOfCase } from './digest.ts'
import { leafOf, proofOf } from './merkle.ts'
import { faultsIn, PROOF_FORMAT, type ProofFault, type ProofFile } from './proof-file.ts'

export interface Proof { file: ProofFile; faults: ProofFault[] }

/**
 * The applicant's proof and what is wrong with it. Three things must agree: each step with its own hash, each step with the one
 * before, and the last step of each finished day with the digest that was published for that day.
 */
export async function proofFor(call: Call, found: Case): Promise<Proof> {
  const [events, days, altered, published] = await Promise.all([
    eventsOf(call.tx, found.id), daysOf(call.tx, found.id), alterationsInCase(call.tx, found.id), lastPublished(call.tx),
  ])
  const file: ProofFile = {
    format: PROOF_FORMAT, number: found.number, caseId: found.id, title: found.title, madeAt: call.now.toISOString(),
    events: events.map((event) => eventIn(call, found, event)), days,
    pending: [...new Set(events.map(({ on }) => on))].filter((day) => published === null || day > published),
  }
  const inDatabase = altered.map(({ seq, field, text }) => ({ ...(seq !== null && { seq }), text: `${text}（${field}）` }))
  return { file, faults: [...inDatabase, ...faultsIn(file)] }
}

/** Whoever acted for herself may read all of what she did; of the office's steps the file has the hashes only. */
function eventIn(call: Call, found: Case, event: CaseEvent): ProofFile['events'][number] {
  const { seq, at, on, previousHash, hash, kind, actor, relation, fromState, toState, data, clockEvent, issued, caseSm3 } = event
  const { label } = eventView(call, found, { event, relations: [] })
  const isOwn = relationsOf(call.actor, found).some((own) => own === 'applicant' || own === 'agent') && actor.organisation === null && relation !== 'system'
  const content = { kind, actor, relation, fromState, toState, data, clockEvent, issued, caseSm3 }
  return { seq, at: at.toISOString(), on, label, previousHash, hash, ...(isOwn && { content }) }
}

async function daysOf(tx: Tx, caseId: string): Promise<ProofFile['days']> {
  const own = await leavesOfCase(tx, caseId)
  const days = await Promise.all(own.map(async ({ day, seq, hash }) => {
    const [digest, leaves] = await Promise.all([digestOn(tx, day), leavesOf(tx, day)])
    const index = leaves.findIndex((leaf) => leaf.caseId === caseId)
    if (!digest) return []
    const { root, cases, publishedAt } = digest
    return [{ day, root, cases, publishedAt: publishedAt.toISOString(), seq, hash, proof: proofOf(leaves.map(leafOf), index) }]
  }))
  return days.flat()
}

async function lastPublished(tx: Tx): Promise<Day | null> {
  return (await digests(tx))[0]?.day ?? null
}
