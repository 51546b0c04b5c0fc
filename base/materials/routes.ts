import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { route, type Route } from '#kernel'
import type { Upload } from '#platform/endpoint'
import { created } from '#platform/reply'
import { Refusal } from '#platform/refusal'
import { filesGivenBy } from './files.ts'
import { receiveFile } from './receive.ts'
import { openFile } from './send.ts'

const closed = { additionalProperties: false } as const
const Paging = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}, closed)
const FileId = Type.Object({ id: Id }, closed)
const ReceivedAnswer = Type.Object({ fileId: Type.String(), sm3: Type.String(), size: Type.Integer(), mediaType: Type.String() })
const PAGE_SIZE = 20

export const materialRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/files', summary: '上传材料（multipart，字段 file）', for: ['signed-in'], upload: true,
    transaction: 'none', perMinuteMax: 120, answer: ReceivedAnswer,
    handle: async (call, { uploads }) => {
      let received: object | undefined
      for await (const upload of uploads) {
        if (received !== undefined) throw new Refusal('invalid', '一次只收一个文件，请一个一个地上传', [{ path: upload.field, message: '没有这一项，请去掉' }])
        received = await receiveFile(call, calledFile(upload))
      }
      if (received === undefined) throw notChosen()
      return created(received)
    },
  }),
  route({
    method: 'GET', path: '/api/files', summary: '我传过的材料', for: ['signed-in'], query: Paging,
    handle: (call, { query }) => filesGivenBy(call, query.page ?? 1, query.size ?? PAGE_SIZE),
  }),
  route({
    method: 'GET', path: '/api/files/:id', summary: '取回我传过的材料', for: ['signed-in'], params: FileId,
    handle: (call, { params }) => openFile(call, params.id),
  }),
]

function calledFile(upload: Upload): Upload {
  const [other] = Object.keys(upload.fields)
  if (other !== undefined) throw new Refusal('invalid', '上传文件时只收 file 这一项', [{ path: other, message: '没有这一项，请去掉' }])
  if (upload.field !== 'file') throw notChosen()
  return upload
}

function notChosen(): Refusal {
  return new Refusal('invalid', '请选择要上传的文件（字段名 file）', [{ path: 'file', message: '请选择文件' }])
}
