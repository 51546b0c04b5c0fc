import type { Page } from 'playwright-core'
import type { Checklist, Item } from '#base/catalog'
import { DEMO_PASSWORD } from '#base/people'
import { png } from '../base/materials/samples.test-support.ts'
import { Client } from '../cli/journey/client.ts'
import { sampleForm } from '../cli/journey/sample-application.ts'

/** More pages than the longest form has; a walk that does not end is a fault. */
const PAGES_MAX = 60

/** Signs in on the page one is shown. */
export async function signInHere(page: Page, account: string): Promise<void> {
  await page.getByLabel('账号').fill(account)
  await page.getByLabel('密码').fill(DEMO_PASSWORD)
  await press(page, '登录')
}

/** Presses the button of the page itself, not one of its frame. */
export async function press(page: Page, name: string): Promise<void> {
  await page.locator('main').getByRole('button', { name, exact: true }).click()
}

/** Answers one question after the other until the checklist stands there. */
export async function answerQuestions(page: Page, wanted: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const asked: string[] = []
  while (page.url().includes('/questions') && asked.length < PAGES_MAX) {
    const question = await heading(page)
    asked.push(question)
    const option = wanted[question]
    await (option === undefined ? page.getByRole('radio').first() : page.getByRole('radio', { name: new RegExp(`^${option}`) }).first()).check()
    await press(page, '继续')
  }
  return asked
}

/** What an applicant would type: well-formed values nobody has, for every field of the item. */
export async function sampleValues(url: string, code: string): Promise<Record<string, string>> {
  const item = await new Client(url).get<Item & Pick<Checklist, 'form'>>(`/api/items/${code}`)
  return Object.fromEntries(Object.entries(sampleForm(item.form)).map(([name, value]) => [name, String(value)]))
}

/** Fills in the page that is shown. */
export async function fillPage(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const controls = page.locator('main form :is(input, select, textarea)[name]:not([type=hidden], [type=file])')
  const shown = await controls.evaluateAll((all) => all.map((one) => ({
    tag: one.tagName, name: one.getAttribute('name') ?? '', type: one.getAttribute('type'), choice: one.getAttribute('value'),
  })))
  for (const [at, { tag, name, type, choice }] of shown.entries()) {
    const value = values[name] ?? '示例内容'
    if (type === 'radio') { if (choice === value) await controls.nth(at).check() }
    else if (tag === 'SELECT') await controls.nth(at).selectOption(value)
    else await controls.nth(at).fill(value)
  }
}

/** Fills in page after page until the materials come. */
export async function fillForm(page: Page, values: Readonly<Record<string, string>>): Promise<number> {
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    if (!page.url().includes('/form/')) return pages
    await fillPage(page, values)
    await press(page, '保存并继续')
  }
  throw new Error('表单没有尽头')
}

/**
 * Hands in a picture for every material that is still missing.
 * @param byHandMax so many are chosen and sent on their own pages; the same forms are sent for the rest without opening them
 */
export async function giveMaterials(page: Page, byHandMax = PAGES_MAX): Promise<number> {
  const missing = page.getByRole('link', { name: /^上传 / })
  const total = await missing.count()
  const byHand = Math.min(total, byHandMax)
  for (let given = 0; given < byHand; given += 1) {
    await missing.first().click()
    await choosePicture(page, `材料${given}.png`)
    await press(page, '上传')
  }
  for (const address of await missing.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
    await page.request.post(`${address}/files`, { multipart: { file: { name: '材料.png', mimeType: 'image/png', buffer: png(3, 1) } } })
  }
  if (byHand < total) await page.reload()
  if (await missing.count() > 0) throw new Error('材料没有交齐')
  return total
}

export async function choosePicture(page: Page, name: string): Promise<void> {
  await page.locator('input[type=file]:not([hidden])').first().setInputFiles({ name, mimeType: 'image/png', buffer: png(3, name.length) })
}

export async function heading(page: Page): Promise<string> {
  return (await page.getByRole('heading', { level: 1 }).innerText()).trim()
}

/** What stands beside a word of a list of facts. */
export async function factBeside(page: Page, label: string): Promise<string> {
  const row = page.locator('main dl > div', { has: page.locator('dt', { hasText: label }) }).first()
  return (await row.locator('dd').first().innerText()).trim()
}

export type OfficeStep = readonly [account: string, step: string, data?: object]

/** The office does its part meanwhile, each with the account that may. */
export async function officeSteps(url: string, caseId: string, steps: readonly OfficeStep[]): Promise<void> {
  for (const [account, step, data = {}] of steps) {
    await (await new Client(url).signIn(account, DEMO_PASSWORD)).post(`/api/cases/${caseId}/steps/${step}`, { data })
  }
}
