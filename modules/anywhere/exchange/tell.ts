/** Our steps become messages to the other district, in the same transaction: told if and only if they happened. */
import { randomUUIDv7 } from 'node:crypto'
import { runSql } from '#platform/database'
import type { Call, Case, CaseEvent, WithinReaction } from '#kernel'
import { listDigest, papersOf } from '../receiving/papers.ts'
import { findReceipt, findReceiptOfResult, type Receipt } from '../receiving/receipt.ts'
import { RESULT } from '../receiving/result-workflow.ts'
import { bundleOf, ELSEWHERE } from '../receiving/workflow.ts'
import type { BodyOf, Kind } from './messages.ts'

interface Subject { event: CaseEvent; found: Case; receipt: Receipt }
type Said = { [One in Kind]: { kind: One; body: BodyOf<One> } }[Kind]
type Telling = (subject: Subject) => Said

/** A window of ours took in papers for the other district. */
const OUTWARD: Readonly<Record<string, Telling>> = {
  [`${ELSEWHERE}.send`]: (subject) =>
    (bundleOf(subject.found) > 1 ? { kind: 'more', body: carriedOf(subject) } : { kind: 'materials', body: materialsOf(subject) }),
  [`${ELSEWHERE}.resend`]: ({ event: { data } }) => ({ kind: 'resent', body: { parcel: String(data['parcel']), replaced: String(data['replaced']) } }),
  [`${ELSEWHERE}.declareLost`]: ({ event: { data } }) => ({ kind: 'lost', body: { thing: 'papers', reason: String(data['reason']) } }),
  [`${ELSEWHERE}.withdraw`]: () => ({ kind: 'withdraw', body: {} }),
  [`${ELSEWHERE}.chase`]: ({ event: { data } }) => ({ kind: 'ask', body: { note: String(data['note']) } }),
  [`${RESULT}.chase`]: ({ event: { data } }) => ({ kind: 'ask', body: { note: String(data['note']) } }),
  [`${RESULT}.declareLost`]: ({ event: { data } }) => ({ kind: 'lost', body: { thing: 'result', reason: String(data['reason']) } }),
  [`${RESULT}.arrive`]: () => ({ kind: 'arrived', body: {} }),
  [`${RESULT}.give`]: ({ event: { data } }) => ({ kind: 'given', body: { recipient: String(data['recipient']) } }),
}

/** The other district's window took in papers for a department of ours. */
const INWARD: Readonly<Record<string, Telling>> = {
  [`${ELSEWHERE}.signFor`]: ({ event, found }) => ({ kind: 'signed', body: { listSm3: listDigest(papersOf(found)), signedOn: event.on } }),
  [`${ELSEWHERE}.declareLost`]: ({ event: { data } }) => ({ kind: 'lost', body: { thing: 'papers', reason: String(data['reason']) } }),
  [`${ELSEWHERE}.ownerAccepts`]: ({ event: { on, data } }) => ({ kind: 'accepted', body: { acceptedOn: on, ...dueIn(data) } }),
  [`${ELSEWHERE}.ownerAsks`]: ({ event: { data } }) => ({ kind: 'correction', body: { problems: String(data['problems']), ...dueIn(data) } }),
  [`${ELSEWHERE}.decide`]: ({ event: { on, data } }) => ({
    // Safe: the step's own form allows these words only.
    kind: 'decided', body: { outcome: data['outcome'] as BodyOf<'decided'>['outcome'], resultName: String(data['resultName']), decidedOn: on },
  }),
  [`${ELSEWHERE}.handBack`]: () => ({ kind: 'handedBack', body: {} }),
  [`${RESULT}.sendResult`]: ({ event: { data } }) => ({ kind: 'resultSent', body: { parcel: String(data['parcel']) } }),
  [`${RESULT}.resendResult`]: ({ event: { data } }) => ({ kind: 'resultSent', body: { parcel: String(data['parcel']) } }),
  [`${RESULT}.declareLost`]: ({ event: { data } }) => ({ kind: 'lost', body: { thing: 'result', reason: String(data['reason']) } }),
}

/** What the system took for the other side's own message is not told back to it; what follows from our own case is. */
const ECHOES = ['declareLost', 'withdraw', 'arrive', 'give', 'handBack']

export const tellPeer: WithinReaction = {
  name: 'anywhere.tell-peer',
  on: [...new Set([...Object.keys(OUTWARD), ...Object.keys(INWARD)])],
  react: async (call, event, found) => {
    const receipt = found.type === RESULT ? await findReceiptOfResult(call.tx, found.id) : await findReceipt(call.tx, found.id)
    if (!receipt?.peer || (event.relation === 'system' && ECHOES.includes(event.step))) return
    const telling = (receipt.direction === 'outward' ? OUTWARD : INWARD)[event.kind]
    if (telling) await enqueue(call, { ...receipt, peer: receipt.peer }, telling({ event, found, receipt }))
  },
}

/** In line behind what was told of the same matter before. The case is locked, so nobody takes the same number. */
async function enqueue({ tx, now }: Call, { caseId, peer, ref }: Receipt & { peer: string }, { kind, body }: Said): Promise<void> {
  await runSql(tx, `
    insert into anywhere.outbox (id, peer, ref, seq, kind, body, case_id, next_at, created_at)
    select $1, $2, $3, coalesce(max(seq), 0) + 1, $4, $5, $6, $7, $7 from anywhere.outbox where peer = $2 and ref = $3`,
  [randomUUIDv7(), peer, ref, kind, JSON.stringify(body), caseId, now])
}

function materialsOf(subject: Subject): BodyOf<'materials'> {
  const { event, found, receipt } = subject
  const { kind, name } = found.applicant
  return {
    itemCode: found.itemCode, itemName: String(found.traits['itemName']), returnPlace: receipt.returnPlace, receivedOn: event.on, applicant: { kind, name },
    answers: receipt.answers, form: {}, ...carriedOf(subject),
  }
}

function carriedOf({ event, found }: Subject): BodyOf<'more'> {
  const papers = papersOf(found)
    .map(({ materialId, name, originals, copies, sm3 }) => ({ materialId, name, originals, copies, ...(sm3 !== undefined && { sm3 }) }))
  return { papers, listSm3: listDigest(papers), parcel: String(event.data['parcel']) }
}

function dueIn({ dueOn }: Record<string, unknown>): { dueOn?: string } {
  return typeof dueOn === 'string' ? { dueOn } : {}
}
