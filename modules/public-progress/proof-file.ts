import { Type, type Static } from 'typebox'
import { Id } from '#platform/identity'
import { CHAIN_START, hashOf, type CaseEvent } from '#kernel'
import { leafOf, rootFrom } from './merkle.ts'

export const PROOF_FORMAT = 'chunfeng-proof-1'
const STEPS_MAX = 64
const EVENTS_MAX = 1000

const closed = { additionalProperties: false } as const
const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Seq = Type.Integer({ minimum: 1 })

/** Everything an event's hash is made of; given for what the applicant did herself, because the rest is not hers to read. */
const Content = Type.Object({
  kind: Type.String(), actor: Type.Object({ id: Type.String(), name: Type.String(), organisation: Type.Union([Type.String(), Type.Null()]) }, closed),
  relation: Type.String(), fromState: Type.Union([Type.String(), Type.Null()]), toState: Type.String(),
  data: Type.Record(Type.String(), Type.Unknown()), clockEvent: Type.Unknown(), issued: Type.Unknown(), caseSm3: Type.String(),
}, closed)

/** A proof an applicant takes home: her timeline, and the way from each day's last step to the digest published for that day. */
export const ProofFile = Type.Object({
  format: Type.Literal(PROOF_FORMAT),
  number: Type.String(), caseId: Id, title: Type.String(), madeAt: Type.String(),
  events: Type.Array(Type.Object({
    seq: Seq, at: Type.String(), on: DayText, label: Type.String(), previousHash: Hash, hash: Hash, content: Type.Optional(Content),
  }, closed), { minItems: 1, maxItems: EVENTS_MAX }),
  days: Type.Array(Type.Object({
    day: DayText, root: Hash, cases: Type.Integer(), publishedAt: Type.String(), seq: Seq, hash: Hash,
    proof: Type.Array(Type.Object({ side: Type.Union([Type.Literal('left'), Type.Literal('right')]), hash: Hash }, closed), { maxItems: STEPS_MAX }),
  }, closed), { maxItems: EVENTS_MAX }),
  /** Days whose digest was not published yet when the file was made. */
  pending: Type.Array(DayText, { maxItems: EVENTS_MAX }),
}, closed)
export type ProofFile = Static<typeof ProofFile>
type ProofEvent = ProofFile['events'][number]
type ProofDay = ProofFile['days'][number]

/** One thing that does not fit; `seq` or `day` say where. */
export interface ProofFault { seq?: number; day?: string; text: string }

/** What does not fit in a proof; empty when it holds. Needs nothing but the file: no database, no network. Pure. */
export function faultsIn(file: ProofFile): ProofFault[] {
  return [...chainFaults(file), ...file.days.flatMap((day) => dayFaults(file, day)), ...missingDays(file)]
}

/** How many steps come with their whole content, so that their own hash could be worked out anew. */
export function recomputed({ events }: Pick<ProofFile, 'events'>): number {
  return events.filter(({ content }) => content !== undefined).length
}

function chainFaults(file: ProofFile): ProofFault[] {
  let previous = CHAIN_START
  return file.events.flatMap((event, index) => {
    const { seq } = event
    const faults: ProofFault[] = []
    if (seq !== index + 1) faults.push({ seq, text: `第 ${index + 1} 步缺失或序号不对` })
    if (event.previousHash !== previous) faults.push({ seq, text: `第 ${seq} 步接不上前一步` })
    if (event.content && hashWith(file, event, event.content) !== event.hash) faults.push({ seq, text: `第 ${seq} 步的内容与它的摘要不符` })
    previous = event.hash
    return faults
  })
}

function hashWith({ caseId }: ProofFile, { seq, at, on, previousHash }: ProofEvent, content: Static<typeof Content>): string | undefined {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return undefined
  // Safe: the hash is taken over the values as they are; whatever they say, another value has another hash.
  return hashOf({ ...content, caseId, seq, at: instant, on, previousHash, step: '' } as Omit<CaseEvent, 'hash'>)
}

function dayFaults({ caseId, events }: ProofFile, { day, root, seq, hash, proof }: ProofDay): ProofFault[] {
  const last = events.findLast((event) => event.on === day)
  if (last?.seq !== seq) return [{ day, seq, text: `${day} 公布的摘要里，当天最后一步是第 ${seq} 步；现在的记录不是这样` }]
  if (last.hash !== hash) return [{ day, seq, text: `第 ${seq} 步与 ${day} 公布的摘要里的不同` }]
  const reached = rootFrom(leafOf({ caseId, seq, hash }), proof)
  return reached === root ? [] : [{ day, seq, text: `${day} 的证明通不到当天公布的摘要` }]
}

function missingDays({ events, days, pending }: ProofFile): ProofFault[] {
  const known = new Set([...days.map(({ day }) => day), ...pending])
  const missing = new Set(events.map(({ on }) => on).filter((day) => !known.has(day)))
  return [...missing].map((day) => ({ day, text: `${day} 公布的摘要里没有本办件，现在却有那一天的记录` }))
}
