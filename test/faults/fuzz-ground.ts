import assert from 'node:assert/strict'
import { demoAccounts } from '#base/people'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { LoadClient, readMatter, type Matter } from './load-client.ts'
import { operationsOf, type Operation } from './operations.ts'
import { formsSeenBy, type PageForm } from './page-forms.ts'
import { Person } from './person.ts'
import type { ServerProcess } from './server-process.ts'

/** What a request may name and really find. Grows while the fuzzing makes new ones. */
export interface Known {
  cases: { id: string; number: string; password: string }[]
  files: string[]
  documents: string[]
  messages: string[]
  drafts: string[]
  items: string[]
  materials: string[]
}

/** Everything the fuzzing starts from. */
export interface Ground {
  operations: readonly Operation[]
  /** By account; what the account may do stands in `roles`. */
  cookies: ReadonlyMap<string, string>
  roles: ReadonlyMap<string, string>
  /** Complete applications that would be taken. */
  submissions: readonly object[]
  forms: readonly PageForm[]
  known: Known
}

const ACKNOWLEDGED = 100
const MATTERS = ['食品经营许可', '个体工商户', '公共场所卫生许可', '户外广告']
const OTHER_STAFF = ['housing', 'housing-approver', 'planning', 'planning-approver', 'ecology', 'ecology-approver']

export async function prepareGround(server: ServerProcess): Promise<Ground> {
  const anybody = new Person(server.url)
  const accounts = [...demoAccounts([]).map(({ login, role }) => [login, role] as const), ...OTHER_STAFF.map((login) => [login, login.endsWith('-approver') ? 'approver' : 'reviewer'] as const)]
  const people = new Map(await Promise.all(accounts.map(async ([login]) => [login, await Person.signIn(server.url, login)] as const)))
  const enterprise = people.get('enterprise') ?? anybody
  const matters = await Promise.all(MATTERS.map((name) => readMatter(enterprise, name)))
  const known = await knownFrom(server, people, matters)
  known.drafts.push(...await beginDrafts(enterprise, matters))
  return {
    operations: await operationsOf(anybody), cookies: new Map([...people].map(([login, { cookie }]) => [login, cookie])), roles: new Map(accounts),
    submissions: matters.map((matter) => submissionOf(matter, known.files)), forms: await allForms(server, people, known), known,
  }
}

/** Some cases in every state, with their papers and messages. */
async function knownFrom(server: ServerProcess, people: ReadonlyMap<string, Person>, matters: readonly Matter[]): Promise<Known> {
  const [applicant, window, reviewer, approver] = ['enterprise', 'window', 'reviewer', 'approver'].map((login) => people.get(login))
  const [matter] = matters
  assert(applicant && window && reviewer && approver && matter)
  let acknowledged = 0
  const client = new LoadClient('ground', { server, crew: { applicant, window, reviewer, approver }, matter, acknowledged: () => { acknowledged += 1 } })
  await client.live(() => acknowledged >= ACKNOWLEDGED)
  const documents = await Promise.all(client.told.map(({ caseId }) => applicant.get<{ id: string }[]>(`/api/cases/${caseId}/documents`)))
  const { messages } = await applicant.get<{ messages: { id: number }[] }>('/api/messages')
  return {
    cases: client.told.map(({ caseId, number, queryPassword }) => ({ id: caseId, number, password: queryPassword })), files: client.told.map(({ fileId }) => fileId),
    documents: documents.flat().map(({ id }) => id), messages: messages.map(({ id }) => String(id)), drafts: [],
    items: matters.map(({ item }) => item.code), materials: matters.flatMap(({ checklist }) => checklist.materials.map(({ id }) => id)),
  }
}

function submissionOf({ item, answers, checklist }: Matter, [fileId]: readonly string[]): object {
  const materials = checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  return { itemCode: item.code, answers, form: sampleForm(checklist.form), materials }
}

async function beginDrafts(applicant: Person, matters: readonly Matter[]): Promise<string[]> {
  const ids: string[] = []
  for (const { item, answers } of matters) {
    const pairs = Object.entries(answers).map(([situation, option]) => `a=${encodeURIComponent(`${situation}.${option}`)}`)
    const body = [`itemCode=${item.code}`, ...pairs].join('&')
    const id = /^\/apply\/([0-9a-f-]{36})/.exec(await applicant.submit('/apply', body))?.[1]
    assert(id)
    ids.push(id)
  }
  return ids
}

async function allForms(server: ServerProcess, people: ReadonlyMap<string, Person>, known: Known): Promise<PageForm[]> {
  const own = [...known.cases.map(({ id }) => `/cases/${id}`), ...known.drafts.map((id) => `/apply/${id}/form/1`)]
  const starts = ['/', '/me', '/me/messages', '/progress', ...known.items.map((code) => `/items/${code}`), ...own]
  const viewers = [['', new Person(server.url)], ['citizen', people.get('citizen')], ['enterprise', people.get('enterprise')]] as const
  const forms = await Promise.all(viewers.map(([account, person]) => (person ? formsSeenBy(person, account, starts) : [])))
  return forms.flat()
}
