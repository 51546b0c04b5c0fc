import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { fileApplication, openCaseAs, signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']

describe('让窗口少按几下', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let caseId: string
  before(async () => {
    site = await openSite('2026-03-02')
    for (const _ of [1, 2, 3]) ({ caseId } = await fileApplication(site.url, '食品经营许可'))
    page = await site.open({ viewport: { width: 1280, height: 900 } })
  })
  after(() => site.close())
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` }) }

  it('按 X 选中这一页、b 一起受理：十分钟后生效，按 u 整批撤回，办件没有动过', async () => {
    await page.goto('/staff/')
    await signInAt(page, 'window')
    await page.locator('table.cases tbody tr').nth(2).waitFor()
    // The district has other cases too, with other steps.
    await page.getByLabel('筛选编号、事项、申请人、状态').fill('食品经营许可 待受理')
    await page.keyboard.press('Enter')
    await page.getByText(/^找到 3 件/).waitFor()
    await page.keyboard.press('Shift+X')
    await page.getByText('选中 3 件').waitFor()
    await shot('selected')
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByRole('button', { name: /^受理 3 件/ }).waitFor()
    await shot('bulk')
    await page.getByRole('dialog').getByRole('textbox').and(page.locator(':focus')).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.getByText(/生效，还可以撤回/).waitFor()
    await shot('held')
    await page.keyboard.press('u')
    await page.getByText(/已撤回/).first().waitFor()
    assert.equal(await page.locator('table.cases tbody tr').count(), 3)
  })

  it('勾两件，立即一起受理：逐件有结果，待办里少了两件', async () => {
    await page.locator('table.cases tbody input[type=checkbox]').nth(0).click()
    await page.locator('table.cases tbody input[type=checkbox]').nth(1).click({ modifiers: ['Shift'] })
    await page.getByRole('button', { name: /^一起受理/ }).click()
    await page.getByRole('dialog').getByRole('checkbox').check()
    await page.getByRole('dialog').getByRole('button', { name: /^受理 2 件/ }).click()
    await page.getByText(/2 件办好|办好 2 件/).first().waitFor()
    await page.locator('table.cases tbody tr').nth(1).waitFor({ state: 'detached' })
    assert.equal(await page.locator('table.cases tbody tr').count(), 1)
    await page.getByRole('link', { name: '每一件的结果' }).first().click()
    await page.getByRole('heading', { name: /每一件的结果/ }).waitFor()
    assert.equal(await page.locator('.item-done').count(), 2)
    await shot('results')
  })

  it('身份证号和电话遮着；写了理由才看得到，理由进审计记录', async () => {
    const clerk = await site.open({ viewport: { width: 1280, height: 900 } })
    await openCaseAs(clerk, 'window', caseId)
    const line = clerk.locator('.facts dl > div', { hasText: '身份证' }).first()
    if (SHOTS) await clerk.screenshot({ path: `${SHOTS}/case.png` })
    assert.match(await line.innerText(), /\*/)
    await line.getByRole('button', { name: /^查看/ }).click()
    await clerk.keyboard.type('核对')
    await clerk.keyboard.press('Enter')
    assert.match(await clerk.getByRole('alert').innerText(), /至少 5 个字/)
    await clerk.keyboard.type('联系方式是否正确')
    await clerk.keyboard.press('Enter')
    await line.getByRole('button', { name: '遮盖' }).waitFor()
    assert.doesNotMatch(await line.innerText(), /\*/)
    if (SHOTS) await clerk.screenshot({ path: `${SHOTS}/reveal.png` })
    const auditor = await site.open({ viewport: { width: 1280, height: 900 } })
    await auditor.goto('/staff/audit')
    await signInAt(auditor, 'auditor')
    await auditor.getByText('核对联系方式是否正确').waitFor()
    if (SHOTS) await auditor.screenshot({ path: `${SHOTS}/audit.png` })
  })
})
