import { finished, PassThrough, type Readable } from 'node:stream'
import type { Multipart, MultipartFile, MultipartFields } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Upload } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'

/** A last bound against endless streams; who receives the files sets the limit people are told. */
export const UPLOAD_BYTES_MAX = 64 * 1024 * 1024

type BusboyFileStream = MultipartFile['file']

/** The files of a multipart request as they arrive. Text fields must come before the file they belong to. */
export async function* uploadsOf(request: FastifyRequest): AsyncGenerator<Upload> {
  const parts = request.parts()[Symbol.asyncIterator]()
  try {
    for (let part = await nextPart(parts); part !== undefined; part = await nextPart(parts)) {
      if (part.type !== 'file') continue
      const stream = withRefusals(part.file)
      yield { field: part.fieldname, fileName: part.filename ?? '', declaredType: part.mimetype, stream, fields: textFields(part.fields) }
      // Whoever took the file may have stopped half way; the next part cannot come before this one has passed.
      stream.resume()
    }
  } finally {
    // A browser reads our refusal only after it has sent all it wanted to send; so let the rest run into nothing.
    request.raw.unpipe()
    request.raw.resume()
  }
}

/** For requests without files. */
export const NO_UPLOADS: AsyncIterable<Upload> = { [Symbol.asyncIterator]: () => NOTHING_MORE }
const NOTHING_MORE: AsyncIterator<Upload> = { next: async () => ({ done: true, value: undefined }) }

async function nextPart(parts: AsyncIterator<Multipart>): Promise<Multipart | undefined> {
  try {
    const { done, value } = await parts.next()
    return done === true ? undefined : value
  } catch (error) {
    throw refusalOf(error)
  }
}

/** A stream whose failures speak to the person: they come from the request, not from our disk. */
function withRefusals(file: BusboyFileStream): Readable {
  const safe = new PassThrough()
  // It may break before whoever takes it has begun to listen; an error nobody hears would end the whole process.
  safe.on('error', () => undefined)
  // Also when the request had broken off before anybody looked: then no event would come any more.
  finished(file, { writable: false }, (error) => {
    if (error) safe.destroy(refusalOf(error))
  })
  file.once('limit', () => safe.destroy(refusalOf({ code: 'FST_REQ_FILE_TOO_LARGE' })))
  safe.once('close', () => file.resume())
  return file.pipe(safe)
}

const TOO_MUCH = new Set(['FST_PARTS_LIMIT', 'FST_FILES_LIMIT', 'FST_FIELDS_LIMIT', 'FST_REQ_FILE_TOO_LARGE'])

function refusalOf(error: unknown): Refusal {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (TOO_MUCH.has(code)) return new Refusal('too-large', '上传的文件太大或太多，请压缩或分次上传')
  return new Refusal('invalid', '上传的内容不完整，可能是网络中断，请重新上传')
}

function textFields(fields: MultipartFields): Record<string, string> {
  const texts: [string, string][] = []
  for (const [name, field] of Object.entries(fields)) {
    const last = Array.isArray(field) ? field.at(-1) : field
    if (last?.type === 'field') texts.push([name, String(last.value)])
  }
  return Object.fromEntries(texts)
}
