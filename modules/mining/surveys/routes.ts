import { Type } from 'typebox'
import { Id, idWithEnding } from '#platform/identity'
import { created, Reply } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { askFor } from '#base/computations'
import { Asked, refuseUnsound } from './asked.ts'
import { CasesQuery, surveyCases } from './cases.ts'
import { choices } from './choices.ts'
import { SURVEY, surveys, surveyView } from './view.ts'
import { FORMATS, surveyText, type Format } from './written-out.ts'

/** Those who answer for how the district works. */
const FOR = ['supervisor', 'leader', 'bureau'] as const
const closed = { additionalProperties: false } as const
const OwnId = Type.Object({ id: Id }, closed)

export const surveyRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/api/mining/choices', summary: '流程挖掘可以选的办件种类、部门和事项', for: FOR, handle: (call) => choices(call) }),
  route({ method: 'GET', path: '/api/mining/surveys', summary: '最近的流程分析', for: FOR, handle: (call) => surveys(call) }),
  route({
    method: 'POST', path: '/api/mining/surveys', summary: '从办件记录算出实际流程（在后台算）', for: FOR, body: Asked,
    handle: async (call, { body, headers }) => {
      refuseUnsound(call.kernel, body)
      return created(await surveyView(call, await askFor(call, SURVEY, body, idempotencyKeyOf(headers))))
    },
  }),
  route({
    method: 'GET', path: '/api/mining/surveys/:id', summary: '一份流程分析：走法、先后、用时、返工、换手、符合程度、瓶颈；没有算完时是进度', for: FOR, params: OwnId,
    handle: (call, { params }) => surveyView(call, params.id),
  }),
  route({
    method: 'GET', path: '/api/mining/surveys/:id/cases', summary: '流程分析里的一个数字是哪些办件', for: FOR, params: OwnId, query: CasesQuery,
    handle: (call, { params, query }) => surveyCases(call, params.id, query),
  }),
  ...Object.keys(FORMATS).map((format) => route({
    method: 'GET', path: `/api/mining/logs/${format}/:file`, summary: `一份流程分析用到的事件日志（${format.toUpperCase()}）`, for: FOR,
    params: Type.Object({ file: idWithEnding(format) }, closed),
    handle: async (call, { params: { file } }) => {
      // Safe: it is a key of the table it is looked up in.
      const name = format as Format
      const body = await surveyText(call, file.slice(0, -format.length - 1), name)
      return new Reply(200, FORMATS[name].mediaType, body, { headers: { 'content-disposition': `attachment; filename="event-log.${format}"` } })
    },
  })),
]
