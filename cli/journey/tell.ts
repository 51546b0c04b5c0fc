import type { Item, Checklist } from '#base/catalog'
import type { Client } from './client.ts'
import type { People } from './people.ts'
import { sampleAnswers, sampleForm } from './sample-application.ts'
import type { Act, Story } from './stories.ts'

/** What came of a story. */
export interface Outcome {
  title: string
  number: string
  state: string
  steps: string[]
  timeline: { at: string; label: string; by: string }[]
  clock: { on: string; text: string }[]
}

interface Filed { caseId: string; number: string; queryPassword: string }
interface CaseNow { state: string; stateLabel: string; version: number }

/** Lives one story through the public interface, exactly as browsers and programs do; throws at the first thing that is not as told. */
export async function tellStory(people: People, story: Story, say: (line: string) => void): Promise<Outcome> {
  const { item, filed, materialId } = await file(people.applicant, story.itemName)
  say(`提交申请：${item.name}，办件编号 ${filed.number}`)
  const steps = ['open']
  let now = await people.window.get<CaseNow>(`/api/cases/${filed.caseId}`)
  for (const act of story.acts) {
    now = await people[act.who].post<CaseNow>(`/api/cases/${filed.caseId}/steps/${act.step}`, {
      data: await dataOf(people, act, materialId), expectedVersion: now.version,
    })
    steps.push(act.step)
    say(`${act.step} → ${now.stateLabel}`)
  }
  if (now.state !== story.ends) throw new Error(`“${story.title}”应当到 ${story.ends}，实际是 ${now.state}`)
  if (story.rating) await people.applicant.post(`/api/cases/${filed.caseId}/rating`, { level: story.rating, tags: ['指引清楚'] })
  await readDocuments(people.applicant, filed.caseId, say)
  return { title: story.title, number: filed.number, state: now.state, steps, ...(await publicTimeline(people.applicant, filed)) }
}

async function file(applicant: Client, itemName: string): Promise<{ item: Item; filed: Filed; materialId: string }> {
  const { items } = await applicant.get<{ items: { code: string }[] }>(`/api/items?q=${encodeURIComponent(itemName)}`)
  const item = await applicant.get<Item>(`/api/items/${items[0]?.code}`)
  const answers = sampleAnswers(item)
  const checklist = await applicant.post<Checklist>(`/api/items/${item.code}/checklist`, { answers })
  const materials = await Promise.all(checklist.materials.filter(({ source }) => source !== 'shared').map(async ({ id, name }) => ({
    materialId: id, fileId: (await applicant.upload(`${name}.pdf`, samplePdf(name), 'application/pdf')).fileId,
  })))
  const filed = await applicant.post<Filed>('/api/applications', { itemCode: item.code, answers, form: sampleForm(checklist.form), materials })
  return { item, filed, materialId: materials[0]?.materialId ?? '' }
}

/** The first material is the one found wanting and mended. */
async function dataOf(people: People, act: Act, materialId: string): Promise<Record<string, unknown>> {
  if (act.step === 'requestCorrection') {
    return { ...act.data, materials: [{ materialId, problems: ['复印件不清楚，请重新提交', '缺少签字'] }] }
  }
  if (act.step !== 'supplement') return act.data ?? {}
  const { fileId } = await people.applicant.upload('补正材料.pdf', samplePdf('补正'), 'application/pdf')
  return { ...act.data, materials: [{ materialId, fileId }] }
}

async function readDocuments(applicant: Client, caseId: string, say: (line: string) => void): Promise<void> {
  const documents = await applicant.get<{ kind: string; number: string }[]>(`/api/cases/${caseId}/documents`)
  say(`文书：${documents.map(({ number }) => number).join('、')}`)
}

async function publicTimeline(anybody: Client, { number, queryPassword }: Filed): Promise<Pick<Outcome, 'timeline' | 'clock'>> {
  const progress = await anybody.get<{ timeline: Outcome['timeline']; clock: { explanation: Outcome['clock'] } }>(
    `/api/public/progress?number=${number}&password=${queryPassword}`)
  return { timeline: progress.timeline, clock: progress.clock.explanation }
}

/** The smallest file that is a PDF; its text makes each one different. */
function samplePdf(text: string): Uint8Array<ArrayBuffer> {
  const comment = Buffer.from(text).toString('hex')
  return new TextEncoder().encode(`%PDF-1.4\n% ${comment}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n`
    + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
}
