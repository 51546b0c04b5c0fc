import type { Item } from '#base/catalog'
import { DEMO_PASSWORD } from '#base/people'
import { png } from '../base/materials/samples.test-support.ts'
import { Client } from '../cli/journey/client.ts'
import { sampleAnswers, sampleForm } from '../cli/journey/sample-application.ts'

export const FOOD = 'SL4401140100001'
/** The demo citizen, unless a test has somebody of its own. */
const CITIZEN = 'citizen'

export interface Filing {
  account?: string
  /** Material that is promised instead of handed in, and by when. */
  promised?: { materialId: string; promisedBy: string }
}

/** Files an application as a program would. */
export async function fileFood(url: string, { account = CITIZEN, promised }: Filing = {}): Promise<string> {
  const applicant = await new Client(url).signIn(account, DEMO_PASSWORD)
  const item = await applicant.get<Item>(`/api/items/${FOOD}`)
  const answers = sampleAnswers(item)
  const { materials, form } = await applicant.post<Pick<Item, 'materials' | 'form'>>(`/api/items/${FOOD}/checklist`, { answers })
  const { fileId } = await applicant.upload('营业场所平面图.png', new Uint8Array(png(3, 1)), 'image/png')
  const given = materials.filter(({ source }) => source !== 'shared').map(({ id }) => (id === promised?.materialId ? promised : { materialId: id, fileId }))
  return (await applicant.post<{ caseId: string }>('/api/applications', { itemCode: FOOD, answers, form: sampleForm(form), materials: given })).caseId
}
