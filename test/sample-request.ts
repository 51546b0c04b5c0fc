import type { InjectOptions } from 'fastify'
import type { Route } from '#kernel'

/** What stands in an address, by the name of the parameter; the test knows which case it speaks of. */
export type Places = Readonly<Record<string, string>>

const FILE = [
  '--mark', 'content-disposition: form-data; name="file"; filename="a.pdf"', 'content-type: application/pdf', '', '%PDF-1.4\n%%EOF\n', '--mark--', '',
].join('\r\n')

/** A request the schemas of the route let through, so that its answer says who may call it and nothing else. */
export function sampleRequest(route: Route, places: Places): InjectOptions {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(places[`${route.path} ${name}`] ?? places[name] ?? ''))
  const asked = Object.entries(Object(route.query === undefined ? {} : sampleOf(route.query))).map(([name, value]): [string, string] => [name, String(value)])
  const query = new URLSearchParams(asked).toString()
  const url = query === '' ? path : `${path}?${query}`
  if (route.upload === true) return { method: route.method, url, payload: FILE, headers: { 'content-type': 'multipart/form-data; boundary=mark' } }
  return { method: route.method, url, ...(route.body !== undefined && { payload: Object(sampleOf(route.body)) }) }
}

interface Schema {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  minItems?: number
  minLength?: number
  minimum?: number
  pattern?: string
}

/** By pattern: a text that fits. A new pattern on a guarded route has to be added here, or its cells fail. */
const FITTING: readonly [test: RegExp, text: string][] = [
  [/^\^20\\d\{2\}-\(0/, '2026-01'],
  [/\[a-zA-Z\]\{1,64\}/, 'accept'],
  [/\[0-9A-Z\]\{6,36\}/, 'SL0100001'],
  [/\{4\}-\\d\{2\}/, '2026-03-20'],
  [/\{8\}\(\?:-/, '00000000-0000-4000-8000-000000000000'],
  [/\[1-5\]/, '5'],
  [/\[0-9\]\{6\}/, '000000'],
  [/\[a-z0-9-\]\{0,39\}/, 'conduct'],
  [/\[a-zA-Z\]\{1,40\}/, 'nominated'],
  [/\^\\d\{6\}/, '440106'],
  [/\[0-9Xx\]\{4\}/, '1234'],
  [/\[0-9a-f\]\{64\}/, '0'.repeat(64)],
  [/\{4,40\}/, 'EX12345'],
  [/\[A-F\]\[0-9\]\{2\}/, 'B01'],
]

/** The smallest value the schema allows. */
export function sampleOf(given: object): unknown {
  const schema: Schema = given
  if ('const' in schema) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf?.[0]) return sampleOf(schema.anyOf[0])
  switch (schema.type) {
    case 'object': return Object.fromEntries((schema.required ?? []).map((name) => [name, sampleOf(schema.properties?.[name] ?? {})]))
    case 'array': return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}))
    case 'integer':
    case 'number': return schema.minimum ?? 1
    case 'boolean': return true
    default: return textOf(schema)
  }
}

function textOf({ pattern, minLength = 0 }: Schema): string {
  const fitting = pattern === undefined ? undefined : FITTING.find(([test]) => test.test(pattern))
  if (pattern !== undefined && !fitting) throw new Error(`no sample for ${pattern}`)
  return fitting?.[1] ?? '示'.repeat(Math.max(1, minLength))
}
