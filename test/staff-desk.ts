import type { Locator, Page } from 'playwright-core'
import type { Item } from '#base/catalog'
import { DEMO_PASSWORD } from '#base/people'
import { png } from '../base/materials/samples.test-support.ts'
import { Client } from '../cli/journey/client.ts'
import { sampleAnswers, sampleForm } from '../cli/journey/sample-application.ts'

export interface Filed { caseId: string; number: string; materials: string[] }

/** Files an application of the firm's for the first item of that name, with a picture for everything that is asked for. */
export async function fileApplication(url: string, itemName: string): Promise<Filed> {
  const firm = await new Client(url).signIn('enterprise', DEMO_PASSWORD)
  const { application, names } = await applicationFor(firm, itemName)
  const receipt = await firm.post<{ caseId: string; number: string }>('/api/applications', application)
  return { ...receipt, materials: names }
}

/** So many applications of the firm's for the same matter, filed a few at a time. */
export async function fileMany(url: string, itemName: string, count: number): Promise<void> {
  const firm = await new Client(url).signIn('enterprise', DEMO_PASSWORD)
  const { application } = await applicationFor(firm, itemName)
  const each = async (share: number): Promise<void> => { for (let made = share; made < count; made += AT_A_TIME)
    await firm.post('/api/applications', application) }
  await Promise.all(Array.from({ length: AT_A_TIME }, (_, share) => each(share)))
}

const AT_A_TIME = 6

/** What is handed in for the first item of that name: sample answers, a sample form, one picture for every material. */
async function applicationFor(firm: Client, itemName: string): Promise<{ application: object; names: string[] }> {
  const { items } = await firm.get<{ items: { code: string; name: string }[] }>(`/api/items?size=100&q=${encodeURIComponent(itemName)}`)
  const code = items.find(({ name }) => name.includes(itemName))?.code
  if (code === undefined) throw new Error(`示例事项里没有“${itemName}”`)
  const item = await firm.get<Item>(`/api/items/${code}`)
  const answers = sampleAnswers(item)
  const { materials, form } = await firm.post<Pick<Item, 'materials' | 'form'>>(`/api/items/${code}/checklist`, { answers })
  const { fileId } = await firm.upload('材料.png', new Uint8Array(png(3, 1)), 'image/png')
  const given = materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  const application = { itemCode: code, answers, form: sampleForm(form), materials: given }
  return { application, names: materials.map(({ name }) => name) }
}

export interface Act { account: string; caseId: string; step: string; data: object }

/** Somebody else takes a step meanwhile, as a program. */
export async function stepElsewhere(url: string, { account, caseId, step, data }: Act): Promise<void> {
  const other = await new Client(url).signIn(account, DEMO_PASSWORD)
  await other.post(`/api/cases/${caseId}/steps/${step}`, { data })
}

/** Types the account and the password into the page one is shown. */
export async function signInAt(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await page.keyboard.press('Enter')
}

/** Opens the case and signs in on the way there. */
export async function openCaseAs(page: Page, account: string, caseId: string): Promise<void> {
  await page.goto(`/staff/cases/${caseId}`)
  await signInAt(page, account)
  await page.getByRole('heading', { level: 1, name: /./ }).and(page.locator('.case h1')).waitFor()
}

/** Takes the step on that key with what is drafted, and waits until it is done. */
export async function takeDrafted(page: Page, key: string, label: string): Promise<void> {
  await page.keyboard.press(key)
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).waitFor()
  await page.getByRole('dialog').locator('textarea, input').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText(`已办：${label}`).waitFor()
}

export interface Taking {
  /** Fills in the form over what is drafted. */ fill?: (form: Locator) => Promise<void>
  /** With the form open, and when it is done. */ look?: (page: Page, step: string) => Promise<void>
}

/** Presses a step in the bar, reads what is drafted, fills in the rest, and sends it. */
export async function takeStepAt(page: Page, label: string, { fill, look }: Taking = {}): Promise<void> {
  await page.locator('.step-bar').getByRole('button', { name: new RegExp(`^${label}`) }).first().click()
  const form = page.getByRole('dialog')
  await form.locator('textarea, input').first().waitFor()
  await fill?.(form)
  await look?.(page, label)
  await form.getByRole('button', { name: '提交' }).click()
  await page.getByRole('status').getByText(`已办：${label}`).waitFor()
  await look?.(page, `${label}以后`)
}

/** Publishes what stands on the desk of the item, which asks first. */
export async function publishAt(page: Page): Promise<void> {
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('button', { name: '发布出去' }).click()
}
