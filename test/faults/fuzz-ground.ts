import assert from 'node:assert/strict'
import type { Database } from '#platform/database'
import { demoAccounts } from '#base/people'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { LIVES, type Act } from './case-lives.ts'
import { LoadClient, readMatter, type Load, type Matter, type Told } from './load-client.ts'
import { operationsOf, type Operation } from './operations.ts'
import { endNominations } from './fuzz-awards.ts'
import { deskOf, type KnownDesk } from './fuzz-desk.ts'
import { jointFrom, type KnownJoint } from './fuzz-joint.ts'
import { formsSeenBy, type PageForm } from './page-forms.ts'
import { Person } from './person.ts'
import { eventually } from './place.ts'
import type { ServerProcess } from './server-process.ts'

/** What a request may name and really find. Grows while the fuzzing makes new ones. */
export interface Known {
  cases: { id: string; number: string; password: string; file: string }[]
  files: string[]
  documents: string[]
  messages: string[]
  drafts: KnownDraft[]
  items: string[]
  materials: string[]
  desk: KnownDesk
  joint: KnownJoint
}

/** What POST /api/applications takes. */
export interface Submission {
  itemCode: string
  answers: Record<string, string>
  form: object
  materials: object[]
}

/** A half-filled application, with the materials it asks for. */
export interface KnownDraft {
  id: string
  materials: readonly string[]
}

/** Everything the fuzzing starts from. */
export interface Ground {
  operations: readonly Operation[]
  /** By account; what the account may do stands in `roles`. */
  cookies: ReadonlyMap<string, string>
  roles: ReadonlyMap<string, string>
  /** Complete applications that would be taken. */
  submissions: readonly Submission[]
  forms: readonly PageForm[]
  known: Known
}

const MATTERS = ['食品经营许可', '个体工商户', '公共场所卫生许可', '户外广告']
const OTHER_STAFF = ['housing', 'housing-approver', 'planning', 'planning-approver', 'ecology', 'ecology-approver']

export async function prepareGround(server: ServerProcess, database: Database): Promise<Ground> {
  const anybody = new Person(server.url)
  const accounts = [
    ...demoAccounts([]).map(({ login, role }) => [login, role] as const),
    ...OTHER_STAFF.map((login) => [login, login.endsWith('-approver') ? 'approver' : 'reviewer'] as const),
  ]
  const people = new Map(await Promise.all(accounts.map(async ([login]) => [login, await Person.signIn(server.url, login)] as const)))
  const enterprise = people.get('enterprise') ?? anybody
  const matters = await Promise.all(MATTERS.map((name) => readMatter(enterprise, name)))
  const known = await knownFrom(server, people, matters)
  await endNominations(database, people, known.desk.awards)
  known.drafts.push(...(await beginDrafts(enterprise, matters)))
  return {
    operations: await operationsOf(anybody),
    cookies: new Map([...people].map(([login, { cookie }]) => [login, cookie])),
    roles: new Map(accounts),
    submissions: matters.map((matter) => submissionOf(matter, known.files)),
    forms: await allForms(server, people, known),
    known,
  }
}

/** Cases that stand at every stage of every life, with their papers and messages. */
async function knownFrom(server: ServerProcess, people: ReadonlyMap<string, Person>, matters: readonly Matter[]): Promise<Known> {
  const [applicant, window, reviewer, approver] = ['enterprise', 'window', 'reviewer', 'approver'].map((login) => people.get(login))
  const [matter] = matters
  assert(applicant && window && reviewer && approver && matter)
  // While they are the newest of the firm.
  const joint = await jointFrom(applicant, window, matters.map(({ item }) => item.code))
  const stages = LIVES.flatMap((life, index) =>
    [...life.keys(), life.length].map((stage) => ({ name: `ground-${index}-${stage}`, life: life.slice(0, stage) })),
  )
  const told = await Promise.all(
    stages.map(({ name, life }) => oneCase(name, life, { server, crew: { applicant, window, reviewer, approver }, matter })),
  )
  const documents = await Promise.all(told.map(({ caseId }) => applicant.get<{ id: string }[]>(`/api/cases/${caseId}/documents`)))
  const [messages, desk] = [await messagesOf(applicant), await deskOf(people, told.map(({ caseId }) => caseId))]
  for (let index = 0; index < ELSEWHERE; index += 1) {
    const body = { itemCode: matter.item.code, answers: matter.answers, ownerPlace: '440106', receivingPlace: '440114', returnPlace: '440114109' }
    desk.elsewhere.push(String(Object((await applicant.send('POST', '/api/anywhere/plans', { body }))?.body)['caseId']))
  }
  return {
    cases: told.map(({ caseId, number, queryPassword, fileId }) => ({ id: caseId, number, password: queryPassword, file: fileId })),
    files: told.map(({ fileId }) => fileId),
    documents: documents.flat().map(({ id }) => id),
    messages,
    drafts: [],
    desk,
    joint,
    items: [...joint.items],
    materials: matters.flatMap(({ checklist }) => checklist.materials.map(({ id }) => id)),
  }
}

/** More than are cancelled in one run. */
const ELSEWHERE = 30

/** They come a moment after the steps they tell of. */
async function messagesOf(applicant: Person): Promise<string[]> {
  let ids: string[] = []
  await eventually(async () => {
    const { messages } = await applicant.get<{ messages: { id: number }[] }>('/api/messages')
    ids = messages.map(({ id }) => String(id))
    return ids.length > 0
  })
  return ids
}

async function oneCase(name: string, life: readonly Act[], load: Omit<Load, 'acknowledged' | 'lives'>): Promise<Told> {
  let left = UPLOAD_AND_FILING + life.length
  const client = new LoadClient(name, {
    ...load,
    lives: [life],
    acknowledged: () => {
      left -= 1
    },
  })
  await client.live(() => left === 0)
  const [told] = client.told
  assert(told)
  return told
}

const UPLOAD_AND_FILING = 2

function submissionOf({ item, answers, checklist }: Matter, [fileId]: readonly string[]): Submission {
  const materials = checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  return { itemCode: item.code, answers, form: sampleForm(checklist.form), materials }
}

async function beginDrafts(applicant: Person, matters: readonly Matter[]): Promise<KnownDraft[]> {
  const drafts: KnownDraft[] = []
  for (const { item, answers, checklist } of matters) {
    const pairs = Object.entries(answers).map(([situation, option]) => `a=${encodeURIComponent(`${situation}.${option}`)}`)
    const body = [`itemCode=${item.code}`, ...pairs].join('&')
    const id = /^\/apply\/([0-9a-f-]{36})/.exec(await applicant.submit('/apply', body))?.[1]
    assert(id)
    drafts.push({ id, materials: checklist.materials.map((material) => material.id) })
  }
  return drafts
}

async function allForms(server: ServerProcess, people: ReadonlyMap<string, Person>, known: Known): Promise<PageForm[]> {
  const own = [...known.cases.map(({ id }) => `/cases/${id}`), ...known.drafts.map(({ id }) => `/apply/${id}/form/1`)]
  const starts = ['/', '/me', '/me/messages', '/progress', ...known.items.map((code) => `/items/${code}`), ...own]
  const viewers = [
    ['', new Person(server.url)],
    ['citizen', people.get('citizen')],
    ['enterprise', people.get('enterprise')],
  ] as const
  const forms = await Promise.all(viewers.map(([account, person]) => (person ? formsSeenBy(person, account, starts) : [])))
  // Whoever throws the drafts away leaves nothing for the other forms.
  return forms.flat().filter(({ action }) => !action.endsWith('/delete'))
}
