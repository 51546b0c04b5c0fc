import { Type } from 'typebox'
import { isDay } from '#platform/day'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { caseView, clockView, eventView, worklistRow } from './case-view.ts'
import { idempotencyKeyOf } from './command.ts'
import { documentsOf, DOCUMENT_READERS } from './documents.ts'
import { eventsOf } from './event-log.ts'
import { caseFor } from './find-case.ts'
import { tellWhoWasFaster } from './overtaken.ts'
import { countsFor, QUEUES, SORTS, worklistFor } from './queues.ts'
import { RELATIONS } from './relations.ts'
import { route, type Route } from './route.ts'
import { takeStepTogether } from './step-group.ts'
import type { Call } from './types.ts'
import type { Case } from './case.ts'
import { waitsFor } from './whose-turn.ts'
import { workflowOf } from './workflow.ts'

const closed = { additionalProperties: false } as const
const CaseId = Type.Object({ id: Id }, closed)
const StepPath = Type.Object({ ...CaseId.properties, step: Type.String({ pattern: '^[a-zA-Z]{1,64}$' }) }, closed)
const StepCommand = Type.Object({
  data: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown())),
  expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })),
}, closed)
/** One of these words; typed as such, which a union of mapped literals is not. */
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Unsafe<Word>(Type.Union(words.map((word) => Type.Literal(word))))
const WorklistQuery = Type.Object({
  queue: Type.Optional(oneOf(QUEUES)),
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  item: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  /** How the applicant's name begins. */
  applicant: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  dueBy: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
  state: Type.Optional(Type.String({ pattern: '^[a-zA-Z]{1,64}$' })),
  handler: Type.Optional(oneOf(['mine', 'none'])),
  sort: Type.Optional(oneOf(SORTS)),
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
      const taken = takeStepTogether(call, params.id, params.step, { ...body, idempotencyKey: idempotencyKeyOf(headers) })
      return caseView(call, await taken.catch((error: unknown) => tellWhoWasFaster(call, { caseId: params.id, seers: SEERS, error })))
    },
  }),
  route({
    method: 'GET', path: '/api/worklist', summary: '待办、在办、预警、已办', for: [...STAFF], query: WorklistQuery,
    handle: async (call, { query: { queue = 'todo', page = 1, size = PAGE_SIZE, sort = 'due', item, ...narrowing } }) => {
      if (narrowing.dueBy !== undefined && !isDay(narrowing.dueBy))
        throw new Refusal('invalid', '到期日不是一个日子，请改正', [{ path: 'dueBy', message: '应形如 2026-03-31' }])
      const request = { queue, today: call.today, page, size, sort, narrowing: { ...narrowing, itemCode: item } }
      const { total, cases } = await worklistFor(call.tx, call.actor, request)
      return { today: call.today, total, cases: cases.map((found) => rowOf(call, found)) }
    },
  }),
  route({
    method: 'GET', path: '/api/worklist/counts', summary: '四个队列各有多少件（数到 1000 为止）', for: [...STAFF],
    handle: async (call) => ({ today: call.today, ...await countsFor(call.tx, call.actor, call.today) }),
  }),
]

/** A line of the worklist with what a clerk sorts work by: the matter, who handles it, and what it waits for. */
function rowOf(call: Call, found: Case) {
  const { label: typeLabel, parts } = workflowOf(call.kernel, found.type, found.workflowVersion)
  return {
    ...worklistRow(call, found),
    typeLabel,
    parts: parts?.(found) ?? null,
    itemCode: found.itemCode,
    parentId: found.parentId,
    handlerId: found.handlerId,
    waitsFor: waitsFor(call.kernel, found),
  }
}
