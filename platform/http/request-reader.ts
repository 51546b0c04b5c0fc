import type { FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Endpoint, WebRequest } from '#platform/endpoint'
import { Refusal } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { closedSchema, NO_FIELDS, type JsonSchema } from './closed-schema.ts'
import { faceOf } from './faces.ts'
import { parsePairs, type Pairs } from './pairs.ts'
import { refuseUnsafe } from './plain-data.ts'
import { textInput } from './text-input.ts'
import { NO_UPLOADS, uploadsOf } from './uploads.ts'

type Read = (request: FastifyRequest) => unknown

/** Prepares once what every request to the endpoint is checked with. */
export function requestReader(endpoint: Endpoint): (request: FastifyRequest) => WebRequest {
  const isPage = faceOf(endpoint.path) !== 'program'
  const params = paramsReader(endpoint.params)
  const query = queryReader(endpoint.query, isPage)
  const body = endpoint.upload ? refuseOtherThanFiles : bodyReader(endpoint.body, isPage)
  return (request) => ({
    id: request.id,
    ip: request.ip,
    origin: `${request.protocol}://${request.host}`,
    params: params(request),
    query: query(request),
    body: body(request),
    headers: singleHeaders(request),
    cookies: request.cookies,
    uploads: endpoint.upload ? uploadsOf(request) : NO_UPLOADS,
  })
}

function paramsReader(declared: TSchema | undefined): Read {
  const schema = declared && jsonSchemaOf(declared)
  const convert = textInput(schema ?? NO_FIELDS)
  return (request) => {
    // Safe: the router fills params with decoded text only.
    const params = convert({ ...(request.params as Pairs) })
    return checked(schema, params, '地址不对，请从页面上的链接进入')
  }
}

/** Programs learn that a parameter is unknown; links to pages gather parameters on their way through other apps. */
function queryReader(declared: TSchema | undefined, isPage: boolean): Read {
  const schema = declared === undefined ? NO_FIELDS : jsonSchemaOf(declared)
  const known = new Set(Object.keys(schema.properties ?? {}))
  const convert = textInput(schema)
  return (request) => {
    const start = request.originalUrl.indexOf('?')
    if (start < 0 && known.size === 0) return {}
    const pairs = start < 0 ? {} : parsePairs(request.originalUrl.slice(start + 1))
    const given = Object.entries(pairs).filter(([name, value]) => value !== '' && (!isPage || known.has(name)))
    return checked(schema, convert(Object.fromEntries(given)), '查询条件有误，请按提示修改')
  }
}

function bodyReader(declared: TSchema | undefined, isPage: boolean): Read {
  if (declared === undefined) return isPage ? () => undefined : refuseAnyBody
  const schema = jsonSchemaOf(declared)
  const convert = textInput(schema)
  return (request) => {
    refuseFiles(request)
    const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true
    // Safe: the form parser makes pairs and nothing else.
    const body = isForm ? convert(request.body as Pairs) : (request.body ?? {})
    return checked(schema, body, '填写的内容有误，请按提示修改后再提交')
  }
}

function refuseAnyBody(request: FastifyRequest): undefined {
  refuseFiles(request)
  const body = request.body ?? {}
  if (typeof body === 'object' && Object.keys(body).length === 0) return
  throw new Refusal('invalid', '这个接口不需要提交内容，请去掉请求体')
}

function refuseFiles(request: FastifyRequest): void {
  if (request.headers['content-type']?.startsWith('multipart/')) throw new Refusal('unsupported-media', '这里不接收文件，请按说明提交')
}

function refuseOtherThanFiles(request: FastifyRequest): undefined {
  if (request.headers['content-type']?.startsWith('multipart/form-data')) return
  throw new Refusal('unsupported-media', '请用 multipart/form-data 上传文件')
}

function checked(schema: JsonSchema | undefined, value: unknown, sentence: string): unknown {
  refuseUnsafe(value)
  const errors = schema === undefined ? [] : schemaErrors(schema, value)
  if (errors.length > 0) throw new Refusal('invalid', sentence, errors)
  return value
}

function jsonSchemaOf(schema: TSchema): JsonSchema {
  // Safe: a TypeBox schema is a plain JSON Schema; its type only hides the keywords.
  return closedSchema(schema as JsonSchema)
}

function singleHeaders(request: FastifyRequest): WebRequest['headers'] {
  // Safe: of the headers a request can carry, Node makes a list of set-cookie alone, and joins or drops other repeats.
  return request.headers as WebRequest['headers']
}
