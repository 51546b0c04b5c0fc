import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import { caseFor, idempotencyKeyOf, route, type Route } from '#kernel'
import { sendFile } from '#base/materials'
import { fileOfCase, isApplication, materialsOf, MATERIAL_READERS } from './application.ts'
import { draftOf } from './drafted-steps.ts'
import { casesOfApplicant } from './my-cases.ts'
import { brokenPromisesOf, promisesAt } from './promise-record.ts'
import { PROMISE_RULE } from './promise-rule.ts'
import { Submission, submitApplication } from './submission.ts'

const closed = { additionalProperties: false } as const
const Paging = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed)

export const routes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/applications', summary: '提交申请', for: ['citizen', 'enterprise'], body: Submission,
    handle: async (call, { body, headers }) => created(await submitApplication(call, body, idempotencyKeyOf(headers))),
  }),
  route({
    method: 'GET', path: '/api/applications', summary: '我的办件', for: ['citizen', 'enterprise'], query: Paging,
    handle: (call, { query }) => casesOfApplicant(call, query.page ?? 1),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/materials', summary: '办件材料与核对要点', for: ['signed-in'], relations: MATERIAL_READERS,
    params: Type.Object({ id: Id }, closed),
    handle: async (call, { params }) => {
      const { found } = await caseFor(call, params.id, MATERIAL_READERS)
      if (!isApplication(found)) throw new Refusal('not-found', '这个办件不是申请，没有材料')
      const { answers, materials, item } = await materialsOf(call.tx, found)
      const brokenPromises = await brokenPromisesOf(call.tx, found, call.today)
      return { answers, situations: item.situations, form: item.form, materials, brokenPromises }
    },
  }),
  route({
    method: 'GET', path: '/api/promises', summary: '本单位未结办件约定补交的材料（容缺）', for: ['window', 'reviewer', 'approver'],
    handle: async (call) => ({ rule: PROMISE_RULE, promises: call.actor.organisation === null ? [] : await promisesAt(call.tx, call.actor.organisation) }),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/files/:fileId', summary: '办件材料文件', for: ['signed-in'], relations: MATERIAL_READERS,
    params: Type.Object({ id: Id, fileId: Id }, closed),
    handle: async (call, { params }) => sendFile(call, await fileOfCase(call, params.id, params.fileId)),
  }),
  route({
    method: 'GET', path: '/api/cases/:id/steps/:step/draft', summary: '拟好的办理意见', for: ['window', 'reviewer', 'approver'],
    relations: ['window', 'owner', 'approver'], params: Type.Object({ id: Id, step: Type.String({ pattern: '^[a-zA-Z]{1,64}$' }) }, closed),
    handle: async (call, { params }) => ({ data: await draftOf(call, params.id, params.step) }),
  }),
]
