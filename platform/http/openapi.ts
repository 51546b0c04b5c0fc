import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import type { Endpoint } from '#platform/endpoint'
import { closedSchema, type JsonSchema } from './closed-schema.ts'
import { ERROR_RESPONSES, ERROR_SCHEMA } from './openapi-errors.ts'
import { OPERATIONS_PATHS } from './openapi-operations.ts'

/** The description of the interface, made of the same endpoints that are served, so that it cannot say anything else. */
export function addOpenApi(scope: FastifyInstance, endpoints: readonly Endpoint[]): void {
  let text: string | undefined
  scope.get('/api/openapi.json', (_request, reply) => {
    text ??= JSON.stringify(openApiOf(endpoints))
    return reply.type('application/json; charset=utf-8').send(text)
  })
}

/** OpenAPI 3.1 of the endpoints below /api, and of what this folder answers itself. */
export function openApiOf(endpoints: readonly Endpoint[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints.filter(({ path }) => path.startsWith('/api/'))) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '春风政务服务平台接口', version: '1', description: DESCRIPTION },
    paths: { ...paths, ...OPERATIONS_PATHS },
    components: {
      schemas: { Error: ERROR_SCHEMA },
      responses: ERROR_RESPONSES,
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
  }
}

const DESCRIPTION = '说明中的“可用人”是能调用的角色；错误一律是 Error。办一步、开一件的请求可以带请求头 Idempotency-Key（自己定的编号，200 个字符以内）：原样再发只办一次。'

function operationOf(endpoint: Endpoint): Record<string, unknown> {
  const open = endpoint.audience.includes('anyone')
  const body = requestBodyOf(endpoint)
  return {
    operationId: operationIdOf(endpoint),
    summary: endpoint.summary,
    description: `可用人：${endpoint.audience.join('、')}`,
    'x-audience': endpoint.audience,
    tags: [endpoint.path.split('/')[2] ?? ''],
    parameters: [...parametersOf(endpoint), ...queryParametersOf(endpoint.query)],
    ...(body && { requestBody: body }),
    security: open ? [] : [{ session: [] }],
    responses: responsesOf(endpoint),
  }
}

function responsesOf({ answer }: Endpoint): Record<string, object> {
  const errors = Object.keys(ERROR_RESPONSES).map((status) => [status, { $ref: `#/components/responses/${status}` }])
  const content = answer && { content: { 'application/json': { schema: answer } } }
  return { '2XX': { description: '成功', ...content }, ...Object.fromEntries(errors) }
}

function operationIdOf({ method, path }: Endpoint): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '' && word !== 'api')
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function parametersOf({ path, params }: Endpoint): object[] {
  const declared = params === undefined ? {} : propertiesOf(params)
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => String(name))
  return names.map((name) => ({ name, in: 'path', required: true, schema: declared[name] ?? { type: 'string' } }))
}

function queryParametersOf(query: TSchema | undefined): object[] {
  if (query === undefined) return []
  const required: unknown = 'required' in query ? query.required : []
  return Object.entries(propertiesOf(query)).map(([name, schema]) => {
    return { name, in: 'query', required: Array.isArray(required) && required.includes(name), schema }
  })
}

function requestBodyOf({ body, upload }: Endpoint): object | undefined {
  if (upload) return { required: true, content: { 'multipart/form-data': { schema: UPLOAD_SCHEMA } } }
  // Safe: a TypeBox schema is a plain JSON Schema.
  return body && { content: { 'application/json': { schema: closedSchema(body as JsonSchema) } } }
}

const UPLOAD_SCHEMA = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } }

function propertiesOf(schema: TSchema): Readonly<Record<string, JsonSchema>> {
  // Safe: a TypeBox schema is a plain JSON Schema.
  return (schema as JsonSchema).properties ?? {}
}
