import assert from 'node:assert/strict'
import { awardsOf, type KnownAwards } from './fuzz-awards.ts'
import { governanceOf, type KnownGovernance } from './fuzz-governance.ts'
import type { Person } from './person.ts'
import { eventually } from './place.ts'

/** What the window clerk keeps for herself and has asked for, and the complaints that bad ratings opened. */
export interface KnownDesk {
  governance: KnownGovernance
  awards: KnownAwards
  views: string[]; phrases: string[]; runs: string[]
  complaints: string[]
  /** What the firm has asked. */
  questions: string[]
  /** Periods of assessment. */
  assessments: string[]
  /** Surveys of the real flow. */
  surveys: string[]
  whatIfRuns: string[]
  /** Where she may sit, and the appointments of the demo people. */
  windows: string[]
  appointments: string[]
  /** Bundles that are publicised, and drafts of bundles the firm is writing. */
  bundles: string[]
  bundleDrafts: string[]
  /** Papers the firm is going to hand in elsewhere. */
  elsewhere: string[]
}

/** More than are thrown away in one run, and a bad rating by the applicant of a case that is over. */
export async function deskOf(people: ReadonlyMap<string, Person>, caseIds: readonly string[]): Promise<KnownDesk> {
  const [applicant, window, supervisor] = ['enterprise', 'window', 'supervisor'].map((login) => people.get(login))
  assert(applicant && window && supervisor)
  const idOf = (answer: { body: unknown } | undefined): string => String(Object(answer?.body)['id'])
  const { windows } = await window.get<{ windows: { id: string }[] }>('/api/hall/windows')
  const { appointments } = await applicant.get<{ appointments: { id: string }[] }>('/api/appointments')
  const desk: KnownDesk = {
    views: [], phrases: [], runs: [], complaints: [], questions: [await askedBy(applicant)], assessments: await assessmentsOf(people),
    surveys: await surveysOf(people), whatIfRuns: [NO_RUN_YET], ...await governanceOf(people), ...await awardsOf(people),
    windows: windows.map(({ id }) => id), appointments: appointments.map(({ id }) => id), ...await bundlesOf(people), elsewhere: [],
  }
  for (const [index, caseId] of caseIds.entries()) {
    const view = { name: `视图 ${index}`, queue: 'todo', narrowing: {}, sort: 'due', columns: ['number'] }
    if (index < VIEWS_MAX) desk.views.push(idOf(await window.send('POST', '/api/desk/views', { body: view })))
    await window.send('POST', '/api/desk/phrases', { body: { item: FOOD, step: 'accept', text: `材料齐全（${index}）` } })
    desk.runs.push(idOf(await window.send('POST', '/api/desk/prints', { body: { cases: [caseId], which: 'latest' } })))
    await applicant.send('POST', `/api/cases/${caseId}/steps/rate`, { body: { data: { level: 1 } } })
  }
  const { phrases } = await window.get<{ phrases: { id: string }[] }>(`/api/desk/phrases?item=${FOOD}&step=accept`)
  desk.phrases.push(...phrases.map(({ id }) => id))
  await eventually(async () => {
    const { complaints } = await supervisor.get<{ complaints: { id: string }[] }>('/api/rating-complaints')
    desk.complaints = complaints.map(({ id }) => id)
    return complaints.length > 0
  })
  return desk
}

async function askedBy(applicant: Person): Promise<string> {
  return String(Object((await applicant.send('POST', '/api/questions', { body: { itemCode: FOOD, question: '厨师要不要健康证？' } }))?.body)['caseId'])
}

async function assessmentsOf(people: ReadonlyMap<string, Person>): Promise<string[]> {
  const supervisor = people.get('supervisor')
  assert(supervisor)
  const { periods } = await supervisor.get<{ periods: { id: string }[] }>('/api/assessments')
  return periods.map(({ id }) => id)
}

/** Known until somebody has asked for one. */
const NO_RUN_YET = '00000000-0000-7000-8000-00000000000a'

async function surveysOf(people: ReadonlyMap<string, Person>): Promise<string[]> {
  const supervisor = people.get('supervisor')
  assert(supervisor)
  const { surveys } = await supervisor.get<{ surveys: { id: string }[] }>('/api/mining/surveys')
  return surveys.map(({ id }) => id)
}

/** The bundle of the demo district, and drafts enough that throwing some away leaves others. */
async function bundlesOf(people: ReadonlyMap<string, Person>): Promise<Pick<KnownDesk, 'bundles' | 'bundleDrafts'>> {
  const [ecology, applicant] = ['ecology', 'enterprise'].map((login) => people.get(login))
  assert(ecology && applicant)
  const { bundles } = await ecology.get<{ bundles: { caseId: string }[] }>('/api/eia-bundles')
  const bundleDrafts: string[] = []
  for (let index = 0; index < BUNDLE_DRAFTS; index += 1)
    bundleDrafts.push((await applicant.submit('/eia-bundle/drafts', 'kind=park-sme&units=3')).split('/').at(-1) ?? '')
  return { bundles: bundles.map(({ caseId }) => caseId), bundleDrafts }
}

const BUNDLE_DRAFTS = 12
const FOOD = 'SL4401140100001'
const VIEWS_MAX = 20
