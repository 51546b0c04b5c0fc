import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { caseView, clockView, eventView, worklistRow } from './case-view.ts'
import { idempotencyKeyOf } from './command.ts'
import { documentsOf, DOCUMENT_READERS } from './documents.ts'
import { eventsOf } from './event-log.ts'
import { caseFor } from './find-case.ts'
import { worklistFor } from './queues.ts'
import { RELATIONS } from './relations.ts'
import { route, type Route } from './route.ts'
import { takeStepTogether } from './step-group.ts'

const closed = { additionalProperties: false } as const
const CaseId = Type.Object({ id: Id }, closed)
const StepPath = Type.Object({ ...CaseId.properties, step: Type.String({ pattern: '^[a-zA-Z]{1,64}$' }) }, closed)
const StepCommand = Type.Object({
  data: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown())),
  expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })),
}, closed)
const WorklistQuery = Type.Object({
  queue: Type.Optional(Type.Union(['todo', 'doing', 'warning', 'done'].map((queue) => Type.Literal(queue)))),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}, closed)
const PAGE_SIZE = 20

const SEERS = RELATIONS.filter((relation) => relation !== 'system')
const STAFF = ['window', 'reviewer', 'approver'] as const

/** One set of routes for cases of every kind; who may take which step stands in the workflow. */
export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/cases/:id', summary: '办件', for: ['signed-in'], relations: SEERS, params: CaseId,
    handle: async (call, { params }) => caseView(call, (await caseFor(call, params.id, SEERS)).found),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/events', summary: '办件记录', for: ['signed-in'], relations: SEERS, params: CaseId,
    handle: async (call, { params }) => {
      const { found, relations } = await caseFor(call, params.id, SEERS)
      return (await eventsOf(call.tx, found.id)).map((event) => eventView(call, found, { event, relations }))
    },
  }),
  route({
    method: 'GET', path: '/api/cases/:id/clock', summary: '办件期限与推算', for: ['signed-in'], relations: SEERS, params: CaseId,
    handle: async (call, { params }) => clockView(call, (await caseFor(call, params.id, SEERS)).found),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/documents', summary: '办件文书', for: ['signed-in'], relations: DOCUMENT_READERS, params: CaseId,
    handle: async (call, { params }) => {
      const { found } = await caseFor(call, params.id, DOCUMENT_READERS)
      const documents = await documentsOf(call.tx, found.id)
      return documents.map(({ id, kind, number, issuedAt }) => ({ id, kind, number, issuedAt: issuedAt.toISOString() }))
    },
  }),
  route({
    method: 'POST', path: '/api/cases/:id/steps/:step', summary: '办理一步', for: ['signed-in'], relations: SEERS, params: StepPath, body: StepCommand,
    transaction: 'none',
    handle: async (call, { params, body, headers }) => {
      return caseView(call, await takeStepTogether(call, params.id, params.step, { ...body, idempotencyKey: idempotencyKeyOf(headers) }))
    },
  }),
  route({
    method: 'GET', path: '/api/worklist', summary: '待办、在办、预警、已办', for: [...STAFF], query: WorklistQuery,
    handle: async (call, { query }) => {
      const request = { queue: queueOf(query.queue), today: call.today, page: query.page ?? 1, size: query.size ?? PAGE_SIZE }
      const { total, cases } = await worklistFor(call.tx, call.actor, request)
      return { today: call.today, total, cases: cases.map((found) => worklistRow(call, found)) }
    },
  }),
]

function queueOf(text: string | undefined): 'todo' | 'doing' | 'warning' | 'done' {
  return text === 'doing' || text === 'warning' || text === 'done' ? text : 'todo'
}
