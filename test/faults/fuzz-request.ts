import { DEMO_PASSWORD } from '#base/people'
import { applicationWorkflow } from '../../modules/applications/workflow.ts'
import type { Chance } from '../../cli/simulate/chance.ts'
import { multipart, type FilePart } from './multipart.ts'
import { jsonText } from './odd-values.ts'
import type { Ground } from './fuzz-ground.ts'
import { residentIdOf } from './made-up-people.ts'
import { nameOf, type Operation } from './operations.ts'
import type { PageForm } from './page-forms.ts'
import { sampleOf, type Schema } from './schema-samples.ts'

export type Pair = readonly [name: string, value: string]

/** A request before it becomes bytes; everything in it may be spoilt. Names and values of addresses and forms are encoded already. */
export interface Draft {
  /** Which operation it is about, for the tally. */
  about: string
  /** The account whose cookie it carries; '' for nobody. */
  account: string
  method: string
  path: string
  query: readonly Pair[]
  headers: readonly Pair[]
  body: JsonBody | FormBody | FileBody | undefined
}
export interface JsonBody { kind: 'json'; value: unknown }
export interface FormBody { kind: 'form'; pairs: readonly Pair[] }
export interface FileBody { kind: 'files'; parts: readonly FilePart[] }

/** A request that the server would take, or nearly: by the right person, about things that are there. */
export function drawRequest(ground: Ground, chance: Chance): Draft {
  if (ground.forms.length > 0 && chance.happens(0.2)) return fromForm(chance.oneOf(ground.forms))
  const operation = chance.oneOf(ground.operations)
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => pathValue(name, { operation, ground, chance }))
  const step = /\/steps\/(\w+)$/.exec(path)?.[1]
  return {
    about: nameOf(operation), account: step === undefined ? accountFor(operation, ground, chance) : accountTaking(step), method: operation.method, path,
    query: Object.entries(operation.query).filter(() => chance.happens(0.6)).map(([name, schema]) => [name, encodeURIComponent(queryValue(name, { schema, ground, chance }))]),
    headers: [], body: bodyOf(operation, { step, ground, chance }),
  }
}

/** Its bytes and what they are said to be. */
export function encodedBody(body: Draft['body']): { type: string; bytes: Buffer } | undefined {
  if (body === undefined) return undefined
  if (body.kind === 'json') return { type: 'application/json', bytes: Buffer.from(jsonText(body.value)) }
  if (body.kind === 'form') return { type: 'application/x-www-form-urlencoded', bytes: Buffer.from(body.pairs.map(([name, value]) => `${name}=${value}`).join('&')) }
  return multipart(body.parts)
}

function fromForm({ account, method, action, isUpload, fields }: PageForm): Draft {
  const pairs = fields.map(([name, value]): Pair => [encodeURIComponent(name), encodeURIComponent(value)])
  const base = { about: `form ${method} ${action.replace(/[0-9a-f-]{36}/g, '…').split('?')[0]}`, account, method, path: action, headers: [] }
  if (method === 'GET') return { ...base, query: pairs, body: undefined }
  if (!isUpload) return { ...base, query: [], body: { kind: 'form', pairs } }
  const texts = fields.filter(([name]) => name !== 'file').map(([name, value]): FilePart => ({ name, content: Buffer.from(value) }))
  return { ...base, query: [], body: { kind: 'files', parts: [...texts, PDF] } }
}

interface Choosing { operation: Operation; ground: Ground; chance: Chance }

function pathValue(name: string, { operation, ground: { known }, chance }: Choosing): string {
  const subject = operation.path.split('/').find((part) => /^(cases|receipt|files|messages|documents)$/.test(part))
  switch (name) {
    case 'code': return chance.oneOf(known.items)
    case 'file': return `${chance.oneOf(known.documents)}.pdf`
    case 'fileId': return chance.oneOf(known.files)
    case 'draftId': return chance.oneOf(known.drafts)
    case 'materialId': return chance.oneOf(known.materials)
    case 'step': return chance.oneOf(STEPS)
    case 'page': return String(chance.between(1, 3))
    case 'id': return subject === 'files' ? chance.oneOf(known.files) : subject === 'messages' ? chance.oneOf(known.messages) : subject === 'documents' ? chance.oneOf(known.documents) : recent(known.cases, chance).id
    default: return '2026-08-17'
  }
}

/** The newest cases are the ones with most before them. */
function recent<Value>(values: readonly Value[], chance: Chance): Value {
  return chance.oneOf(chance.happens(0.7) ? values.slice(-10) : values)
}

function queryValue(name: string, { schema, ground: { known }, chance }: { schema: Schema; ground: Ground; chance: Chance }): string {
  const { number, password } = known.cases[chance.between(0, known.cases.length - 1)] ?? { number: '', password: '' }
  if (name === 'number') return number
  if (name === 'password') return password
  if (name === 'q') return chance.oneOf(['开饭店', '营业执照', 'shiwu', '户外广告 花都', '办 证!?'])
  return String(sampleOf(schema, chance))
}

const STEPS = Object.keys(applicationWorkflow.steps)
const ACCOUNTS: Readonly<Record<string, string>> = { window: 'window', owner: 'reviewer', approver: 'approver', applicant: 'enterprise', agent: 'enterprise' }

function accountTaking(step: string): string {
  return ACCOUNTS[applicationWorkflow.steps[step]?.by[0] ?? ''] ?? 'window'
}

function accountFor({ audience }: Operation, { roles }: Ground, chance: Chance): string {
  if (audience.includes('anyone') && chance.happens(0.5)) return ''
  const accounts = [...roles].filter(([, role]) => audience.includes(role)).map(([login]) => login)
  return accounts.length > 0 ? chance.oneOf(accounts) : chance.oneOf(['enterprise', 'enterprise', 'window', 'reviewer', 'approver', 'citizen'])
}

function bodyOf({ kind, path, body }: Operation, { step, ground, chance }: { step: string | undefined; ground: Ground; chance: Chance }): Draft['body'] {
  if (kind === 'upload') return { kind: 'files', parts: [PDF] }
  if (kind === 'form') return body && { kind: 'form', pairs: pairsOf(sampleOf(body, chance)) }
  if (path === '/api/applications' && body) return { kind: 'json', value: chance.oneOf(ground.submissions) }
  if (path === '/api/sessions' && body) return { kind: 'json', value: { account: chance.oneOf([...ground.roles.keys()]), password: DEMO_PASSWORD } }
  if (path === '/api/accounts' && body) return { kind: 'json', value: registrationOf(chance) }
  if (step !== undefined && body) return { kind: 'json', value: { data: sampleOf(stepSchema(step), chance) } }
  return body && { kind: 'json', value: sampleOf(body, chance) }
}

function stepSchema(step: string): Schema {
  // Safe: a TypeBox schema is a plain JSON Schema; its type only hides the keywords.
  return (applicationWorkflow.steps[step]?.form?.schema ?? { type: 'object' }) as Schema
}

function registrationOf(chance: Chance): object {
  const number = chance.between(0, 999_999)
  return { account: `fuzz${number}`, password: 'Fuzz-Chunfeng-2026', name: '示例人', phone: `138${String(10_000_000 + number)}`, residentId: residentIdOf(number) }
}

function pairsOf(value: unknown): Pair[] {
  return Object.entries(value ?? {}).flatMap(([name, one]) => [one].flat().map((text): Pair => [encodeURIComponent(name), encodeURIComponent(String(text))]))
}

const PDF: FilePart = { name: 'file', fileName: '材料.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') }
