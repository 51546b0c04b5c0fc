import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { answerQuestions, fillForm, fillPage, giveMaterials, heading, press, sampleValues, signInHere } from './citizen-walk.ts'
import { fileApplication, openCaseAs, signInAt, stepElsewhere, takeDrafted } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const TODAY = '2026-03-02'
const FOOD = 'SL4401140100001'
const FIRM = '某餐饮公司（示例）'
const [REVIEWER, APPROVER] = ['陈审查（示例）', '周审批（示例）']

async function shot(page: Page, name: string): Promise<void> {
  if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true })
}

describe('请假委托和替单位办', { skip: browserMissing }, () => {
  let site: Site
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(TODAY)
  })
  after(() => site.close())

  it('审查人请假，委托审批人代办：代办的人看到他的件，代他审查；自己不能再作决定；提前结束就看不到了', async () => {
    const { caseId } = await fileApplication(site.url, '食品经营许可（新办）')
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    const reviewer = await site.open({ viewport: { width: 1280, height: 900 } })
    await reviewer.goto('/staff/account')
    await signInAt(reviewer, 'reviewer')
    await reviewer.getByLabel('谁代办').selectOption({ label: `${APPROVER}（审批）` })
    await reviewer.getByText(/审查和决定不能是同一个人/).waitFor()
    await reviewer.getByLabel('从哪天起').fill(TODAY)
    await reviewer.getByLabel('到哪天止').fill('2026-03-06')
    await reviewer.getByRole('button', { name: '设定委托' }).click()
    await reviewer.getByText(`${APPROVER} 代 ${REVIEWER}`).waitFor()
    await shot(reviewer, 'delegation')
    assert.deepEqual(await accessibilityFaults(reviewer), [])

    const approver = await site.open({ viewport: { width: 1280, height: 900 } })
    await openCaseAs(approver, 'approver', caseId)
    assert.match(await approver.getByRole('note').innerText(), new RegExp(`正在代 ${REVIEWER} 办理，到 2026-03-06`))
    await takeDrafted(approver, 'a', '审查')
    await approver.locator('.timeline').getByText(`${APPROVER} 代 ${REVIEWER}`).waitFor()
    await shot(approver, 'stand-in')
    await approver.getByRole('button', { name: /^准予/ }).click()
    await approver.getByRole('dialog').locator('textarea, input').first().waitFor()
    await approver.getByRole('dialog').getByRole('button', { name: '提交' }).click()
    await approver.getByRole('alert').getByText(/审查和决定不能是同一个人/).waitFor()

    await reviewer.getByRole('button', { name: /^结束/ }).click()
    await reviewer.getByText(/已提前结束/).waitFor()
    await approver.goto('/staff/')
    await approver.getByRole('navigation').first().waitFor()
    assert.equal(await approver.getByRole('note').count(), 0)
  })

  it('安全管理员替突然病倒的人设定', async () => {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/staff/people')
    await signInAt(page, 'secadmin')
    await page.getByLabel('按姓名或账号查').fill('housing')
    await page.keyboard.press('Enter')
    await page.locator('tr', { has: page.getByRole('cell', { name: 'housing', exact: true }) }).getByRole('button').click()
    await page.getByLabel('谁代办').selectOption({ index: 1 })
    await page.getByLabel('从哪天起').fill('2026-03-03')
    await page.getByLabel('到哪天止').fill('2026-03-04')
    await page.getByRole('button', { name: '设定委托' }).click()
    await page.getByText(/由安全管理员设定/).waitFor()
    await shot(page, 'delegation-by-security')
  })

  it('标准版：单位授权，经办人换成为单位办，办完单位看得到是谁办的，撤销马上看不到', async () => {
    const [firm, agent] = [await pageIn('standard'), await pageIn('standard')]
    await firm.goto('/me/agents')
    await signInHere(firm, 'enterprise')
    await firm.goto('/me/agents')
    // The one that comes with the demo goes first.
    await revokeOn(firm)
    await grantOn(firm)
    await looksRight(firm, 'standard-agents')
    await actForFirm(agent)
    const caseId = await fileAs(agent, site.url)
    await firm.goto(`/cases/${caseId}`)
    await firm.getByText('经办人 李群众').first().waitFor()
    await revokeOn(firm)
    assert.equal((await agent.goto(`/cases/${caseId}`))?.status(), 404)
  })

  it('长者版：一样授权、一样换；填到一半被撤销，页面说明白，不会变成自己的申请', async () => {
    const [firm, agent] = [await pageIn('elder'), await pageIn('elder')]
    await firm.goto('/me/agents')
    await signInHere(firm, 'enterprise')
    await firm.goto('/me/agents/new')
    await looksRight(firm, 'elder-grant')
    await grantOn(firm)
    await actForFirm(agent)
    await looksRight(agent, 'elder-acting')
    await agent.goto(`/items/${FOOD}/questions`)
    await answerQuestions(agent)
    await press(agent, '开始申请')
    await fillPage(agent, await sampleValues(site.url, FOOD))
    await revokeOn(firm)
    await press(agent, '保存并继续')
    await agent.getByText(/给您的授权已经撤销或者到期，这份替它填的申请不能再填/).waitFor()
    await agent.goto('/me')
    await agent.getByText(/您现在是为自己办/).waitFor()
    assert.equal(await agent.getByText('没填完的申请').count(), 0)
    await looksRight(agent, 'elder-lapsed')
  })

  async function pageIn(skin: 'standard' | 'elder'): Promise<Page> {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.context().addCookies([{ name: 'theme', value: skin, url: site.url }])
    return page
  }
})

async function grantOn(firm: Page): Promise<void> {
  await firm.goto('/me/agents/new')
  await firm.getByLabel('经办人的账号').fill('citizen')
  await firm.getByLabel('经办人的姓名').fill('李群众')
  await firm.locator('input[name=q]').fill('食品经营许可')
  await press(firm, '找')
  await firm.locator(`input[name=items][value=${FOOD}]`).check()
  await press(firm, '授权')
  await firm.getByText('已经授权').waitFor()
}

async function revokeOn(firm: Page): Promise<void> {
  await firm.goto('/me/agents')
  await firm.getByRole('button', { name: /^撤销/ }).first().click()
  await firm.getByText('已经撤销').first().waitFor()
}

async function actForFirm(agent: Page): Promise<void> {
  await agent.goto('/me/acting')
  await signInHere(agent, 'citizen')
  await agent.goto('/me/acting')
  await agent.getByLabel(`为${FIRM}办`).check()
  await press(agent, '确定')
  await agent.getByText(`您现在为${FIRM}办`).waitFor()
}

/** From the questions to the receipt, as the walk of the citizen does it. */
async function fileAs(page: Page, url: string): Promise<string> {
  await page.goto(`/items/${FOOD}/questions`)
  await answerQuestions(page)
  await press(page, '开始申请')
  await fillForm(page, await sampleValues(url, FOOD))
  await giveMaterials(page)
  await press(page, '保存并继续')
  assert.match(await page.locator('main').innerText(), new RegExp(FIRM))
  await page.getByRole('checkbox').check()
  await press(page, '提交申请')
  assert.equal(await heading(page), '申请已提交')
  return page.url().split('/').at(-1) ?? ''
}

/** Nothing for axe to find, nothing cut off on a narrow screen. */
async function looksRight(page: Page, name: string): Promise<void> {
  assert.deepEqual(await accessibilityFaults(page), [], name)
  await page.setViewportSize({ width: 320, height: 800 })
  assert.equal(await sidewaysPixels(page), 0, `${name} 320`)
  await shot(page, `${name}-320`)
  await page.setViewportSize({ width: 1280, height: 900 })
  await shot(page, name)
}
