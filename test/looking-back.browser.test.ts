import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { fileFood } from './citizen-filing.ts'
import { heading, officeSteps, press, signInHere } from './citizen-walk.ts'
import { openCaseAs, signInAt } from './staff-desk.ts'

const TODAY = '2026-03-02'
const RATER = '李群众'
const SKINS = { 标准版: 'standard', 长者版: 'elder' } as const

let site: Site
before(async () => {
  await import('../bin/build-web.ts')
  site = await openSite(TODAY)
})
after(() => site?.close())

/** A citizen's browser in one of the two looks, signed in. */
async function citizenIn(theme: string): Promise<Page> {
  const page = await site.open()
  await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
  await page.goto('/sign-in')
  await signInHere(page, 'citizen')
  return page
}

async function withdrawn(): Promise<string> {
  const caseId = await fileFood(site.url)
  await officeSteps(site.url, caseId, [['citizen', 'withdraw']])
  return caseId
}

/** Opens the form of a step by its button, fills it in by its labels, and sends it. */
async function takeStep(page: Page, label: string, filled: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: label }).first().click()
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '提交' }).waitFor()
  for (const [name, text] of Object.entries(filled)) {
    const choice = form.getByRole('radio', { name: text, exact: true })
    await choice.or(form.getByLabel(name)).first().waitFor()
    if (await choice.count() > 0) await choice.check()
    else await form.getByLabel(name).fill(text)
  }
  await form.getByRole('button', { name: '提交' }).click()
  await page.getByText(`已办：${label}`).waitFor()
}

describe('差评：核实、整改、回访', { skip: browserMissing }, () => {
  for (const [skin, theme] of Object.entries(SKINS)) {
    it(`${skin}：评了不满意，监督核实，单位整改并答复，看不到是谁评的；说没有解决，再来一遍；解决了就办结`, async () => {
      const caseId = await withdrawn()
      const citizen = await citizenIn(theme)
      await citizen.goto(`/cases/${caseId}/rating`)
      await citizen.getByLabel('非常不满意').check()
      await citizen.locator('textarea').fill('同一份材料让我跑了两趟')
      await press(citizen, '提交评价')
      const complaint = await complaintOf(citizen, caseId)
      assert.match(await citizen.locator('main').innerText(), /现在由区政务服务数据管理局办理/)

      const supervisor = await site.open()
      await openCaseAs(supervisor, 'supervisor', complaint)
      await takeStep(supervisor, '核实属实，交办整改', { 核实结果: '属实', 核实情况: '两次告知的材料不一样' })
      const office = await site.open()
      await openCaseAs(office, 'reviewer', complaint)
      await office.getByText('同一份材料让我跑了两趟').waitFor()
      const seen = await office.locator('main').innerText()
      assert.match(seen, /同一份材料让我跑了两趟/)
      assert(!seen.includes(RATER))
      await takeStep(office, '整改并答复', { 原因: '窗口和部门的清单不一致', 整改措施: '已统一清单', 给评价人的答复: '对不起，清单已经改成一份' })

      await citizen.reload()
      assert.match(await citizen.locator('main').innerText(), /单位已经答复[^]*对不起，清单已经改成一份/)
      await press(citizen, '没有解决')
      assert.match(await citizen.getByRole('alert').innerText(), /还有什么没有解决/)
      await citizen.locator('textarea').fill('网上的清单还是旧的')
      await press(citizen, '没有解决')
      await supervisor.reload()
      await takeStep(supervisor, '核实属实，交办整改', { 核实结果: '属实', 核实情况: '网上确实没有改' })
      await office.reload()
      await takeStep(office, '整改并答复', { 原因: '漏改网上的一份', 整改措施: '已改', 给评价人的答复: '网上的也改好了' })
      await citizen.reload()
      await press(citizen, '已经解决')
      assert.match(await citizen.locator('main').innerText(), /已经办结/)
      for (const page of [citizen, supervisor, office]) await page.context().close()
    })
  }

  it('工作人员替人评的不计入评价，名单看得到为什么', async () => {
    const page = await site.open()
    await page.goto('/staff/excluded')
    await signInAt(page, 'supervisor')
    await page.getByRole('heading', { level: 1, name: /不计入/ }).waitFor()
    assert.match(await page.locator('main').innerText(), /代为评价[^]*不计入任何数字/)
    await page.context().close()
  })
})

/** The rater's own page about it, which a job opens soon after. */
async function complaintOf(page: Page, caseId: string): Promise<string> {
  const link = page.getByRole('link', { name: '看核实、整改和答复' })
  for (let tries = 0; tries < 100 && await link.count() === 0; tries += 1) {
    await page.waitForTimeout(100)
    await page.goto(`/cases/${caseId}`)
  }
  await link.first().click()
  assert.equal(await heading(page), '您的评价办得怎样了')
  return page.url().split('/').at(-1) ?? ''
}

describe('统计：每个数字都打得开', { skip: browserMissing }, () => {
  for (const [skin, theme] of Object.entries(SKINS)) {
    it(`${skin}：群众看各部门的数，点开定义，选部门看事项，下载开放数据`, async () => {
      await withdrawn()
      const page = await site.open({ acceptDownloads: true })
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      await page.goto('/statistics')
      for (let tries = 0; tries < 100 && !(await page.locator('main').innerText()).includes('区市场监督管理局'); tries += 1) await page.reload()
      await page.getByRole('columnheader', { name: /收件|收到/ }).getByRole('link').click()
      assert.match(page.url(), /#d-/)
      assert.match(await page.locator(`:target, ${new URL(page.url()).hash}`).first().innerText(), /./)
      await page.getByRole('link', { name: '区市场监督管理局' }).first().click()
      assert.match(await page.locator('main').innerText(), /食品经营许可/)
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /CSV/ }).first().click()])
      assert.match(file.suggestedFilename(), /\.csv$/)
      await page.context().close()
    })
  }

  it('领导：今天、本月、今年，点一个数就是那些件', async () => {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/leader')
    await signInAt(page, 'leader')
    await page.getByRole('link', { name: '今天' }).click()
    await page.getByRole('link', { name: /^\d+\s*件?$/ }).first().click()
    await page.locator('main').getByText('食品经营许可').first().waitFor()
    await page.context().close()
  })
})

describe('核验：我的办理记录在公布的摘要里', { skip: browserMissing }, () => {
  for (const [skin, theme] of Object.entries(SKINS)) {
    it(`${skin}：打开核验页，话说得明白，证明文件下载得到`, async () => {
      const caseId = await fileFood(site.url)
      const page = await citizenIn(theme)
      await page.goto(`/cases/${caseId}`)
      await page.getByRole('link', { name: /核验/ }).first().click()
      assert.equal(await heading(page), '核验我的办理记录')
      assert.match(await page.locator('main').innerText(), /1 步前后衔接，内容与摘要相符/)
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载证明文件' }).click()])
      assert.match(file.suggestedFilename(), /^chunfeng-proof-\d{19}\.json$/)
      await page.context().close()
    })
  }
})
