import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { idempotencyKeyOf, route, type Route } from '#kernel'
import { askFor } from '#base/computations'
import { Asked, refuseUnsound } from './asked.ts'
import { choices } from './choices.ts'
import { RUN, runLines, runView } from './view.ts'

/** Those who decide what is changed, and those who answer for how it goes. */
const FOR = ['supervisor', 'leader', 'bureau'] as const
const OwnId = Type.Object({ id: Id }, { additionalProperties: false })

export const runRoutes: readonly Route[] = [
  route({ method: 'GET', path: '/api/what-if/choices', summary: '模拟推演可以选的月份、窗口和部门、事项、步骤', for: FOR, handle: (call) => choices(call) }),
  route({ method: 'GET', path: '/api/what-if/runs', summary: '最近的推演', for: FOR, handle: (call) => runLines(call) }),
  route({
    method: 'POST', path: '/api/what-if/runs', summary: '把一个月照改动重演（在后台算）', for: FOR, body: Asked,
    handle: async (call, { body, headers }) => {
      refuseUnsound(body, call.today)
      return created(await runView(call, await askFor(call, RUN, body, idempotencyKeyOf(headers))))
    },
  }),
  route({
    method: 'GET', path: '/api/what-if/runs/:id', summary: '一次推演：现状和改动并排，带区间；没有算完时是进度', for: FOR, params: OwnId,
    handle: (call, { params }) => runView(call, params.id),
  }),
]
