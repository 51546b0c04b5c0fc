import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { caseFor, idempotencyKeyOf, route, type Call, type Route } from '#kernel'
import { projectForStaff } from './project/officials.ts'
import { findProjectOfCase } from './project/projects.ts'
import { projectView } from './project/project-view.ts'
import { LAND_KINDS, register, Registration } from './project/registering.ts'
import { PERMIT_NAMES, PERMITS } from './release/gates.ts'

const closed = { additionalProperties: false } as const
const Path = Type.Object({ id: Id }, closed)
const STAFF = ['window', 'reviewer', 'approver', 'supervisor'] as const

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/cases/:id/project', summary: '办件所属的工程项目：各证到了哪一步', for: [...STAFF],
    relations: ['window', 'owner', 'approver', 'supervisor'], params: Path,
    handle: async (call, { params }) => {
      const { found } = await caseFor(call, params.id, ['window', 'owner', 'approver', 'supervisor'])
      const project = await findProjectOfCase(call.tx, found.id)
      return { project: project ? await shown(call, project) : null }
    },
  }),
  route({
    method: 'GET', path: '/api/projects/:id', summary: '一个工程项目的全部证，过去的和现在的', for: [...STAFF], params: Path,
    handle: async (call, { params }) => ({ project: await shown(call, await projectForStaff(call, params.id)) }),
  }),
  route({
    method: 'POST', path: '/api/projects/:id/facts', summary: '登记土地文件、消防图纸、别处取得的证、撤销',
    for: ['window', 'reviewer', 'approver'], params: Path, body: Registration,
    handle: async (call, { params, body, headers }) => {
      const project = await projectForStaff(call, params.id)
      await register(call, project, { given: body, key: idempotencyKeyOf(headers) })
      return created({ project: await shown(call, project) })
    },
  }),
]

async function shown(call: Call, project: Parameters<typeof projectView>[1]) {
  return { ...await projectView(call, project), choices: { permits: PERMITS.map((id) => ({ id, name: PERMIT_NAMES[id] })), landKinds: LAND_KINDS } }
}
