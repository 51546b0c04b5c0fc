import { DEMO_PASSWORD } from '#base/people'
import { applicationWorkflow } from '../../modules/applications/workflow.ts'
import type { Chance } from '../../cli/simulate/chance.ts'
import { multipart, type FilePart } from './multipart.ts'
import { jsonText } from './odd-values.ts'
import { awardsAccount } from './fuzz-awards.ts'
import { commandBody, placesOf } from './fuzz-bodies.ts'
import type { Ground } from './fuzz-ground.ts'
import { jointBody, officialFor } from './fuzz-joint.ts'
import { named, pathValue, subjectFrom, type Choosing } from './fuzz-subject.ts'
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
export interface JsonBody {
  kind: 'json'
  value: unknown
}
export interface FormBody {
  kind: 'form'
  pairs: readonly Pair[]
}
export interface FileBody {
  kind: 'files'
  parts: readonly FilePart[]
}

/** A request that the server would take, or nearly: by the right person, about things that are there; for this operation, or any. */
export function drawRequest(ground: Ground, chance: Chance, wanted?: Operation): Draft {
  const forms = wanted ? ground.forms.filter((form) => leadsTo(form, wanted)) : ground.forms
  if (forms.length > 0 && chance.happens(wanted ? 0.5 : 0.2)) return fromForm(chance.oneOf(forms), ground.operations)
  const operation = wanted && isSpared(wanted, chance) ? operationFrom(ground, chance) : (wanted ?? operationFrom(ground, chance))
  const choosing: Choosing = { operation, chance, ground, about: subjectFrom(ground, chance) }
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => pathValue(name, choosing))
  const step = /\/steps\/(\w+)/.exec(path)?.[1]
  const account = step === undefined ? accountFor(operation, ground, chance) : accountTaking(step)
  return {
    about: nameOf(operation),
    account,
    method: operation.method,
    path,
    query: queryOf(choosing),
    headers: [],
    body: bodyOf(choosing, step),
  }
}

function operationFrom({ operations }: Pick<Ground, 'operations'>, chance: Chance): Operation {
  if (chance.happens(0.25)) return chance.oneOf(operations.filter(movesCases))
  const operation = chance.oneOf(operations)
  return isSpared(operation, chance) ? operationFrom({ operations }, chance) : operation
}

/** Drafts that are thrown away as often as they are filled in are never full. */
function isSpared({ method, path }: Operation, chance: Chance): boolean {
  return method === 'POST' && path.endsWith('/delete') && chance.happens(0.9)
}

/** Where there is most to go wrong. */
function movesCases({ method, path }: Operation): boolean {
  return (
    (method === 'POST' || path.endsWith('/draft')) &&
    /applications|apply|steps|rating|supplement|withdraw|questions|desk|message-preference|anywhere|elsewhere|joint-choice|facts|eia-bundle/.test(path)
  )
}

/** Its bytes and what they are said to be. */
export function encodedBody(body: Draft['body']): { type: string; bytes: Buffer } | undefined {
  if (body === undefined) return undefined
  if (body.kind === 'json') return { type: 'application/json', bytes: Buffer.from(jsonText(body.value)) }
  if (body.kind === 'form')
    return {
      type: 'application/x-www-form-urlencoded',
      bytes: Buffer.from(body.pairs.map(([name, value]) => `${name}=${value}`).join('&')),
    }
  return multipart(body.parts)
}

function leadsTo({ method, action }: PageForm, operation: Operation): boolean {
  return method === operation.method && new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(action.split('?')[0] ?? '')
}

function fromForm(form: PageForm, operations: readonly Operation[]): Draft {
  const { account, method, action, isUpload, fields } = form
  const operation = operations.find((one) => leadsTo(form, one))
  const pairs = fields.map(([name, value]): Pair => [encodeURIComponent(name), encodeURIComponent(value)])
  const base = {
    about: operation ? nameOf(operation) : `form ${method} ${action.replace(/[0-9a-f-]{36}/g, '…').split('?')[0]}`,
    account,
    method,
    path: action,
    headers: [],
  }
  if (method === 'GET') return { ...base, query: pairs, body: undefined }
  if (!isUpload) return { ...base, query: [], body: { kind: 'form', pairs } }
  const texts = fields.filter(([name]) => name !== 'file').map(([name, value]): FilePart => ({ name, content: Buffer.from(value) }))
  return { ...base, query: [], body: { kind: 'files', parts: [...texts, PDF] } }
}

function queryOf(choosing: Choosing): Pair[] {
  const { operation, chance } = choosing
  const given = Object.entries(operation.query).filter(([name]) => ['number', 'password'].includes(name) || chance.happens(0.6))
  return given.map(([name, schema]) => [name, encodeURIComponent(named(name, choosing) ?? String(sampleOf(schema, chance)))])
}

/** Nothing else hangs on what her password is. */
const PASSWORD_CHANGER = 'plant-c'

const ACCOUNTS: Readonly<Record<string, string>> = {
  window: 'window',
  owner: 'reviewer',
  approver: 'approver',
  applicant: 'enterprise',
  agent: 'enterprise',
}

function accountTaking(step: string): string {
  return ACCOUNTS[applicationWorkflow.steps[step]?.by[0] ?? ''] ?? 'window'
}

function accountFor({ audience, path }: Operation, { roles }: Ground, chance: Chance): string {
  if (/^\/(api\/applications|apply|cases|receipt|elsewhere|questions)\b/.test(path) && chance.happens(0.8)) return 'enterprise'
  const official = officialFor(path, chance) ?? awardsAccount(path)
  if (official !== undefined) return official
  if (path === '/me/password') return PASSWORD_CHANGER
  if (path.startsWith('/api/desk/') && audience.includes('window') && chance.happens(0.3)) return 'window'
  if (audience.includes('anyone') && chance.happens(0.5)) return ''
  const accounts = [...roles].filter(([, role]) => audience.includes(role)).map(([login]) => login)
  return accounts.length > 0
    ? chance.oneOf(accounts)
    : chance.oneOf(['enterprise', 'enterprise', 'window', 'reviewer', 'approver', 'citizen'])
}

function bodyOf(choosing: Choosing, step: string | undefined): Draft['body'] {
  const {
    operation: { kind, path, body },
    ground,
    chance,
    about,
  } = choosing
  if (kind === 'upload') return { kind: 'files', parts: [PDF] }
  if (body === undefined) return undefined
  if (kind === 'form') return { kind: 'form', pairs: pairsOf(formOf(choosing, body)) }
  const value = commandBody(path, choosing) ?? jointBody(path, ground.known.joint, chance)
  if (value !== undefined) return { kind: 'json', value }
  switch (path) {
    case '/api/applications':
      return { kind: 'json', value: about.submission }
    case '/api/items/{code}/checklist':
      return { kind: 'json', value: { answers: about.submission.answers } }
    case '/api/cases/{id}/reveal':
      return { kind: 'json', value: { field: chance.oneOf(['legalId', 'contactPhone']), reason: '核对申请人的身份' } }
    case '/api/desk/assignments':
      return { kind: 'json', value: { cases: [{ caseId: about.caseId }], note: '请接手' } }
    case '/api/desk/prints':
      return { kind: 'json', value: { cases: [about.caseId], which: 'all' } }
    case '/api/admin/accounts':
      return { kind: 'json', value: { account: `fuzz-staff${chance.between(0, 999_999)}`, name: '示例人', organisation: 'hall' } }
    case '/api/admin/posts':
      return { kind: 'json', value: { organisation: 'hall', name: `岗位${chance.between(0, 999_999)}`, roles: ['window'] } }
    case '/api/questions':
      return { kind: 'json', value: { itemCode: about.submission.itemCode, question: '没有租赁合同的原件，复印件行不行？' } }
    case '/api/me/message-preference':
      return { kind: 'json', value: { wants: chance.oneOf(['all', 'urgent']), digestAt: '18:00' } }
    case '/api/sessions':
      return { kind: 'json', value: credentialsOf(ground, chance) }
    case '/api/accounts':
      return { kind: 'json', value: registrationOf(chance) }
    default:
      return { kind: 'json', value: step === undefined ? sampleOf(body, chance) : { data: sampleOf(stepSchema(step), chance) } }
  }
}

function formOf(choosing: Choosing, body: Schema): object {
  const { operation: { path }, ground, chance } = choosing
  if (path === '/sign-in') return credentialsOf(ground, chance)
  if (path === '/register') return registrationOf(chance)
  if (path === '/me/password') return { current: DEMO_PASSWORD, next: `Fuzz-Chunfeng-${chance.between(0, 999_999)}` }
  if (path === '/items/{code}/elsewhere') return placesOf(choosing.about.submission)
  const sample = Object.entries(sampleOf(body, chance) ?? {})
  return Object.fromEntries(sample.map(([name, value]) => [name, named(name, choosing) ?? value]))
}

function credentialsOf({ roles }: Ground, chance: Chance): object {
  return { account: chance.oneOf([...roles.keys()]), password: DEMO_PASSWORD }
}

function stepSchema(step: string): Schema {
  // Safe: a TypeBox schema is a plain JSON Schema; its type only hides the keywords.
  return (applicationWorkflow.steps[step]?.form?.schema ?? { type: 'object' }) as Schema
}

function registrationOf(chance: Chance): object {
  const number = chance.between(0, 999_999)
  return {
    account: `fuzz${number}`,
    password: 'Fuzz-Chunfeng-2026',
    name: '示例人',
    phone: `138${String(10_000_000 + number)}`,
    residentId: residentIdOf(number),
  }
}

function pairsOf(form: object): Pair[] {
  return Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((text): Pair => [encodeURIComponent(name), encodeURIComponent(String(text))]),
  )
}

const PDF: FilePart = {
  name: 'file',
  fileName: '材料.pdf',
  type: 'application/pdf',
  content: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
}
