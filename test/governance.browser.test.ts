import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { PDF } from '../base/materials/samples.test-support.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
/** A page that has not come by then never will. */
const TIMEOUT_MILLISECONDS = 10_000

describe('预警进整改，举证、复核、销号', { skip: browserMissing }, () => {
  let site: Site
  let mending = ''
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite('2026-03-10')
  })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/governance-${name}.png`, fullPage: true }) }
  const staff = async (account: string, path: string): Promise<Page> => {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(TIMEOUT_MILLISECONDS)
    await page.goto(path)
    await signInAt(page, account)
    return page
  }

  it('政数局改整改的期限：填错的写在那一格下面，先试算，保存就是下一版', async () => {
    const page = await staff('bureau', '/staff/rules?kind=deadline')
    await page.getByRole('button', { name: '改这条规则：整改', exact: true }).click()
    const days = page.getByLabel('期限（个工作日）')
    await days.fill('0')
    await page.getByRole('button', { name: /^试算/ }).click()
    await page.getByText('期限要在 1 到 60 个工作日之间').first().waitFor()
    await days.fill('4')
    await page.getByRole('button', { name: /^试算/ }).click()
    await page.getByText('若按此规则').waitFor()
    await page.getByLabel('为什么改').fill('区里要求一周内改完')
    await shot(page, 'rules')
    await page.getByRole('button', { name: '保存为第 2 版' }).click()
    await page.getByText(/已保存为第 2 版/).waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
  })

  it('超期的办件出了黄牌；监督人员交给整改，写要求和期限', async () => {
    const page = await staff('supervisor', '/staff/alerts')
    const row = page.getByRole('row').filter({ hasText: '营业性演出审批' })
    await row.getByText('黄牌').waitFor()
    await page.getByText('按哪些规则预警').click()
    await page.getByText('视为受理').first().waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'alerts')
    await row.getByRole('button', { name: /^交给整改/ }).click()
    await page.getByRole('heading', { name: /整改：黄牌/ }).waitFor()
    mending = page.url().split('/').at(-1) ?? ''
    await step(page, /^交办/, { 整改要求: '查清为什么没有人办，两个工作日内办结' })
    await page.getByText('要求：查清为什么没有人办').first().waitFor()
    // Four working days, as the bureau has just decided, not ten.
    await page.getByText('3月16日').first().waitFor()
  })

  it('被整改的单位附上文件举证；别的单位打不开', async () => {
    const page = await staff('culture', '/staff/rectifications')
    await page.getByRole('link', { name: /^黄牌/ }).click()
    await page.locator('.step-bar').getByRole('button', { name: /^整改举证/ }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('原因').fill('经办人休假，没有人接')
    await drawer.getByLabel('整改措施和结果').fill('已经改派；以后休假当天改派')
    await drawer.locator('input[type="file"]').setInputFiles({ name: '改派记录.pdf', mimeType: 'application/pdf', buffer: Buffer.from(PDF) })
    await drawer.getByRole('button', { name: '去掉 改派记录.pdf' }).waitFor()
    await shot(page, 'evidence')
    await drawer.getByRole('button', { name: '提交' }).click()
    await page.getByRole('link', { name: '改派记录.pdf' }).waitFor()
    const stranger = await staff('housing', `/staff/cases/${mending}`)
    await stranger.getByText('没有这个办件').waitFor()
  })

  it('监督人员看文件，复核，销号；领导在手机上也看得到', async () => {
    const page = await staff('supervisor', `/staff/cases/${mending}`)
    const [file] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: '改派记录.pdf' }).click()])
    await file.close()
    await step(page, /^复核通过/, { 复核情况: '看了记录，已经改派' })
    await page.getByText('已销号').first().waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'closed')
    const leader = await site.open({ viewport: { width: 390, height: 844 } })
    await leader.goto('/staff/rectifications?closed=yes')
    await signInAt(leader, 'leader')
    await leader.getByText('复核：看了记录，已经改派').waitFor()
    assert.equal(await sidewaysPixels(leader), 0)
    await shot(leader, 'leader-phone')
  })

  it('分值打开看得到每一分的来由，负责人提异议；工作标准和四面', async () => {
    const page = await staff('culture-approver', '/staff/standards?tab=points')
    await page.getByRole('row').filter({ hasText: '区文化广电旅游体育局' }).getByRole('link').click()
    await page.getByRole('button', { name: /^提异议/ }).first().click()
    await page.getByLabel('为什么不该扣').fill('那两天系统停机')
    await page.getByRole('button', { name: '提交异议' }).click()
    await page.getByText('有异议，待裁定').waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'points')
    const leader = await staff('leader', '/staff/faces?face=supervision')
    await leader.getByRole('row').filter({ hasText: '营业性演出审批' }).waitFor()
    assert.deepEqual(await accessibilityFaults(leader), [])
    await shot(leader, 'faces')
    await leader.goto('/staff/standards')
    await leader.getByRole('heading', { name: /^受理/ }).waitFor()
    await shot(leader, 'standards')
  })
})

/** Presses a step in the bar, fills its form and sends it. */
async function step(page: Page, name: RegExp, values: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('.step-bar').getByRole('button', { name }).first().click()
  const drawer = page.getByRole('dialog')
  for (const [label, value] of Object.entries(values)) await drawer.getByLabel(label).fill(value)
  await drawer.getByRole('button', { name: '提交' }).click()
  await page.getByText(/^✓ 已办/).waitFor()
}
