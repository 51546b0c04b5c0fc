import assert from 'node:assert/strict'
import { createKeyPair } from '#platform/sm'
import type { Route } from '#kernel'
import { routesWith } from '../../app.ts'
import type { Person } from './person.ts'
import type { Schema } from './schema-samples.ts'

/** One way in: a route of the interface as its own description tells it, or a page as the route table does. */
export interface Operation {
  method: string
  /** With {names} in it. */
  path: string
  audience: readonly string[]
  query: Readonly<Record<string, Schema>>
  body: Schema | undefined
  kind: 'json' | 'form' | 'upload'
}

interface Described {
  'x-audience': string[]
  parameters: { name: string; in: string; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** Everything under /api from /api/openapi.json, and every page. */
export async function operationsOf(anybody: Person): Promise<Operation[]> {
  const { paths } = await anybody.get<{ paths: Record<string, Record<string, Described>> }>('/api/openapi.json')
  const described = Object.entries(paths).filter(([path]) => path.startsWith('/api/') && path !== '/api/openapi.json').flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => fromDescription(method, path, one)),
  )
  const declared = routesWith({ signingKey: createKeyPair() })
  assert.deepEqual(
    described.map(nameOf).sort(),
    declared
      .filter(({ path }) => path.startsWith('/api/'))
      .map(fromRoute)
      .map(nameOf)
      .sort(),
    '说明里的接口和实有的不一样',
  )
  return [...described, ...declared.filter(({ path }) => !path.startsWith('/api/')).map(fromRoute)]
}

export const nameOf = ({ method, path }: Operation): string => `${method} ${path}`

function fromDescription(method: string, path: string, { 'x-audience': audience, parameters, requestBody }: Described): Operation {
  const query = parameters.filter((one) => one.in === 'query').map(({ name, schema }): [string, Schema] => [name, schema])
  const content = requestBody?.content ?? {}
  const kind = content['multipart/form-data'] ? 'upload' : 'json'
  return { method: method.toUpperCase(), path, audience, query: Object.fromEntries(query), body: content['application/json']?.schema, kind }
}

function fromRoute({ method, path, for: audience, query, body, upload }: Route): Operation {
  const named = path.replace(/:(\w+)/g, '{$1}')
  return {
    method,
    path: named,
    audience,
    query: schemaOf(query)?.properties ?? {},
    body: schemaOf(body),
    kind: upload === true ? 'upload' : 'form',
  }
}

/** Safe: a TypeBox schema is a plain JSON Schema; its type only hides the keywords. */
function schemaOf(schema: object | undefined): Schema | undefined {
  return schema as Schema | undefined // see above
}
