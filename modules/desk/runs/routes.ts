import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created, Reply } from '#platform/reply'
import type { KeyPair } from '#platform/sm'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { renderBundle } from '#base/documents'
import { callBack, ownRun, takeEffectNow } from './call-back.ts'
import { HandOver, startHandOver } from './hand-over.ts'
import { printedFacts, PrintRun, startPrintRun } from './print.ts'
import { runsOf, runView } from './run-view.ts'
import { AssignRun, startAssignRun, startStepRun, StepRun } from './start-run.ts'

const closed = { additionalProperties: false } as const
const OwnId = Type.Object({ id: Id }, closed)
const Paging = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed)
const CLERKS = ['window', 'reviewer', 'approver'] as const

/** Work on many cases: asked for in one request, done by the server whether or not the page stays open. */
export function runRoutes({ signingKey }: { signingKey: KeyPair }): readonly Route[] {
  return [...STARTING, ...running(signingKey)]
}

const STARTING: readonly Route[] = [
  route({
    method: 'POST', path: '/api/desk/runs', summary: '成批办一步（十分钟内可撤回）', for: [...CLERKS], body: StepRun,
    handle: async (call, { body, headers }) => created(await runView(call, await startStepRun(call, body, idempotencyKeyOf(headers)), 1)),
  }),
  route({
    method: 'POST', path: '/api/desk/assignments', summary: '成批确定经办人', for: [...CLERKS], body: AssignRun,
    handle: async (call, { body, headers }) => created(await runView(call, await startAssignRun(call, body, idempotencyKeyOf(headers)), 1)),
  }),
  route({
    method: 'POST', path: '/api/desk/handovers', summary: '整岗移交', for: [...CLERKS], body: HandOver,
    handle: async (call, { body, headers }) => created(await runView(call, await startHandOver(call, body, idempotencyKeyOf(headers)), 1)),
  }),
  route({
    method: 'POST', path: '/api/desk/prints', summary: '成批打印文书', for: [...CLERKS], body: PrintRun,
    handle: async (call, { body, headers }) => created(await runView(call, await startPrintRun(call, body, idempotencyKeyOf(headers)), 1)),
  }),
]

/** What one sees of a run, and may still do with it. */
function running(signingKey: KeyPair): readonly Route[] {
  return [
    route({ method: 'GET', path: '/api/desk/runs', summary: '我成批办的', for: [...CLERKS], handle: (call) => runsOf(call) }),
    route({
      method: 'GET', path: '/api/desk/runs/:id', summary: '一批的进展和每件的结果', for: [...CLERKS], params: OwnId, query: Paging,
      handle: (call, { params, query }) => runView(call, params.id, query.page ?? 1),
    }),
    route({
      method: 'POST', path: '/api/desk/runs/:id/undo', summary: '撤回一批', for: [...CLERKS], params: OwnId,
      handle: async (call, { params }) => { await callBack(call, params.id); return runView(call, params.id, 1) },
    }),
    route({
      method: 'POST', path: '/api/desk/runs/:id/effect', summary: '一批立即生效', for: [...CLERKS], params: OwnId,
      handle: async (call, { params }) => { await takeEffectNow(call, params.id); return runView(call, params.id, 1) },
    }),
    route({
      method: 'GET', path: '/api/desk/runs/:id/documents.pdf', summary: '一批文书（PDF）', for: [...CLERKS], params: OwnId,
      handle: async (call, { params }) => {
        await ownRun(call, params.id)
        return new Reply(200, 'application/pdf', renderBundle(printedFacts(call, params.id), { signingKey }),
          { headers: { 'content-disposition': 'inline; filename="documents.pdf"' } })
      },
    }),
  ]
}
