import { Type, type Static } from 'typebox'
import { randomInt } from 'node:crypto'
import { runSql } from '#platform/database'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { recordAudit } from '#base/audit'
import { checklistOf, itemInForce, nextSituation, settledAnswers, type Item } from '#base/catalog'
import { OTHER_DISTRICTS } from '../places.ts'
import { listDigest } from '../receiving/papers.ts'
import { BEHAVIOURS, BEHAVIOUR_IDS, setBehaviour, type Behaviour } from './peers.ts'
import { resume } from './deliver.ts'
import { beginArrival } from './simulator.ts'

const closed = { additionalProperties: false } as const
const District = Type.Object({ district: Type.String({ pattern: '^\\d{6}$' }) }, closed)
const LINES_MAX = 50
const Arrival = Type.Object(
  {
    itemCode: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
    applicant: Type.String({ minLength: 2, maxLength: 40 }),
    answers: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }))),
  },
  closed,
)

export const exchangeRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/anywhere/exchange',
    summary: '与外区的交换：没有送到的、不收的（对方是模拟的）',
    for: ['bureau', 'supervisor', 'sysadmin'],
    handle: async ({ tx }) => {
      const [peers, out, refused] = await Promise.all([
        runSql<{ district: string; behaviour: string }>(tx, 'select district, behaviour from anywhere.peer order by district limit 50'),
        runSql(tx, `
          select id, peer, ref, seq, kind, state, attempts, reason, case_id as "caseId", next_at as "nextAt"
          from anywhere.outbox where state <> 'delivered' order by created_at, id limit ${LINES_MAX}`),
        runSql(tx, `
          select id, peer, ref, seq, kind, coalesce(reason, '先放着，等前面的一条') as reason, received_at as "receivedAt"
          from anywhere.inbox where state <> 'taken' order by received_at desc, id limit ${LINES_MAX}`),
      ])
      const behaviourOf = new Map(peers.map(({ district, behaviour }) => [district, behaviour]))
      return {
        behaviours: BEHAVIOURS,
        districts: OTHER_DISTRICTS.map(({ code, name }) => ({ code, name, behaviour: behaviourOf.get(code) ?? 'normal' })),
        outbox: out,
        refused,
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/exchange/:id/resume',
    summary: '停下的一条再送',
    for: ['bureau', 'sysadmin'],
    params: Type.Object({ id: Id }, closed),
    handle: async (call, { params }) => {
      await resume(call, params.id)
      await recordAudit(call, { action: 'admin', what: '再送交换消息', object: params.id })
      return { resumed: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/simulator/:district',
    summary: '模拟的外区怎样表现',
    for: ['bureau'],
    params: District,
    body: Type.Object({ behaviour: Type.Unsafe<Behaviour>(Type.Union(BEHAVIOUR_IDS.map((one) => Type.Literal(one)))) }, closed),
    handle: async (call, { params, body }) => {
      await setBehaviour(call, params.district, body.behaviour)
      await recordAudit(call, { action: 'admin', what: '设置模拟的外区', object: params.district, detail: body })
      return { set: true }
    },
  }),
  route({
    method: 'POST',
    path: '/api/anywhere/simulator/:district/arrivals',
    summary: '让模拟的外区窗口代收一件寄来',
    for: ['bureau'],
    params: District,
    body: Arrival,
    handle: async (call, { params, body }) => created(await arrivalFrom(call, params.district, body)),
  }),
]

/** As a window there would send it, with invented papers: everything the answers ask for, one original each. */
async function arrivalFrom(call: Call, district: string, { itemCode, applicant, answers: given = {} }: Static<typeof Arrival>): Promise<{ ref: string }> {
  const item = await itemInForce(call.tx, itemCode, call.today)
  const answers = answered(item, given)
  const papers = checklistOf(item, answers).materials.map(({ id, name }) => ({ materialId: id, name, originals: 1, copies: 0 })).slice(0, 100)
  const ref = `SIM${district}${randomInt(1e8, 1e9)}`
  await beginArrival(call, { district, ref, body: {
    itemCode, itemName: item.name, returnPlace: district, receivedOn: call.today, applicant: { kind: 'person', name: applicant }, answers, form: {},
    papers, listSm3: listDigest(papers), parcel: `SIM${randomInt(1e5, 1e6)}`,
  } })
  return { ref }
}

/** The first option of whatever is still open: the simulator does not care. */
function answered(item: Item, given: Record<string, string>): Record<string, string> {
  const answers = settledAnswers(item, given)
  const next = nextSituation(item, answers)
  const [option] = next?.options ?? []
  return next && option ? answered(item, { ...answers, [next.id]: option.id }) : answers
}
