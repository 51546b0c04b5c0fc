import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { PDF } from '../base/materials/samples.test-support.ts'
import { Client } from '../cli/journey/client.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { factBeside, heading, press, signInHere } from './citizen-walk.ts'
import { Desks } from './department-desks.ts'
import { takeStepAt, type Taking } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const FIRMS = ['甲皮具厂（示例）', '乙皮具厂（示例）', '丙皮具厂（示例）']
const USCCS = ['91440114000000001G', '91440114000000002K', '91440114000000003N']
/** A page that has not come by then never will. */
const TIMEOUT_MILLISECONDS = 10_000
const SECTIONS = ['政策和规划符合性', '生产工艺及流程', '区域环境质量现状', '环境保护目标及评价标准']
const unit = (index: number, values: Record<string, string>) => Object.fromEntries(Object.entries(values).map(([name, value]) => [`u${index}.${name}`, value]))

/** Three plants of one park that use 10 tons of solvents together: 0.7, 7.6 and 1.7. */
const PARK = {
  parkName: '测试皮具园（示例）', planEia: '审查通过', implemented: 'true', merged: SECTIONS, lead: FIRMS[0] ?? '', allSigned: 'true',
  ...unit(0, { name: FIRMS[0] ?? '', industry: '皮革制品制造', process: '缝制、涂胶', paint: '0.7' }),
  ...unit(1, { name: FIRMS[1] ?? '', industry: '皮革制品制造', process: '缝制、涂胶', ink: '7.6' }),
  ...unit(2, { name: FIRMS[2] ?? '', industry: '皮革制品制造', process: '缝制、涂胶', adhesive: '1.7' }),
}
const WORDS = {
  overview: '三个厂，年加工皮具六万件。', agency: '某环评公司（示例）', impacts: '废气收集处理后排放。', participation: '张贴了公告，没有收到意见。', place: '测试皮具园（示例）',
}

describe('三家企业打捆办环评', { skip: browserMissing }, () => {
  let site: Site
  let day = '2026-03-02'
  let desks: Desks
  const filed: string[] = []
  const numbers: string[] = []
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(day, () => new Date(`${day}T09:30:00+08:00`))
    desks = new Desks(site)
  })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/bundle-${name}.png`, fullPage: true }) }
  const citizen = async (theme: string, javaScriptEnabled: boolean): Promise<Page> => {
    const page = await site.open({ viewport: { width: theme === 'elder' ? 320 : 1280, height: 900 }, javaScriptEnabled })
    page.setDefaultTimeout(TIMEOUT_MILLISECONDS)
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    return page
  }

  for (const [theme, hasScript] of [['standard', false], ['elder', true]] as const) {
    it(`${hasScript ? '有脚本、长者版' : '没有脚本'}：先看能不能打捆（10 吨不行，说怎样补救），改好，申报，各厂签字，提交`, async () => {
      const page = await citizen(theme, hasScript)
      await page.goto('/eia-bundle')
      await shot(page, `${theme}-overview`)
      await page.getByRole('link', { name: '先看看能不能打捆' }).click()
      await page.getByRole('link', { name: '产业园区内同类型小微企业项目' }).click()
      await fillNamed(page, PARK)
      await press(page, '看能不能打捆')
      await page.getByText('现在不能打捆，有 1 条不符合').waitFor()
      await page.getByText(/改用水性的/).waitFor()
      await shot(page, `${theme}-not-eligible`)
      assert.equal(await sidewaysPixels(page), 0)
      await fillNamed(page, { 'u1.ink': '1.6' })
      await press(page, '看能不能打捆')
      await page.getByText('符合打捆条件').first().waitFor()
      await page.goto('/sign-in?next=/eia-bundle/check')
      await signInHere(page, 'plant-a')
      await page.getByRole('link', { name: '产业园区内同类型小微企业项目' }).click()
      await fillNamed(page, { ...PARK, 'u1.ink': '1.6' })
      await press(page, '用这些内容开始申报')
      await shot(page, `${theme}-draft`)
      await fillDraft(page, `${theme} 三厂（示例）`)
      const draft = page.url()
      for (const account of ['plant-b', 'plant-c']) await confirm(await citizen(theme, hasScript), account)
      await page.goto(`${draft}/file`)
      await shot(page, `${theme}-file`)
      await page.getByLabel('我声明').check()
      await press(page, '提交申报')
      assert.equal(await heading(page), '已经提交')
      assert.equal((await factBeside(page, '查询密码')).length, 8)
      numbers.push(await factBeside(page, '办件编号'))
      await page.getByRole('link', { name: '看办件' }).click()
      await page.getByText('现在由市生态环境局花都分局办理这一步').waitFor()
      assert.deepEqual(hasScript ? await accessibilityFaults(page) : [], [])
      filed.push(page.url().split('/').at(-1) ?? '')
    })
  }

  /** What the wizard still asks for after the check for oneself. */
  async function fillDraft(page: Page, title: string): Promise<void> {
    const draft = page.url()
    await page.getByRole('link', { name: '各个项目', exact: true }).click()
    await fillNamed(
      page,
      Object.fromEntries(
        FIRMS.flatMap((name, index) =>
          Object.entries(unit(index, { uscc: USCCS[index] ?? '', project: `${name}加工项目`, place: `测试皮具园 ${index + 1} 号` })),
        ),
      ),
    )
    await press(page, '保存')
    await page.getByRole('link', { name: '报告和公示的内容' }).click()
    await page.locator('input[type=file]').setInputFiles({ name: '报告表.pdf', mimeType: 'application/pdf', buffer: PDF })
    await press(page, '上传报告表')
    await page.getByText('已上传：报告表.pdf').waitFor()
    await fillNamed(page, { ...WORDS, title })
    await press(page, '保存')
    assert.equal(page.url(), draft)
  }

  async function confirm(page: Page, account: string): Promise<void> {
    await page.goto('/sign-in?next=/eia-bundle/sign')
    await signInHere(page, account)
    await page.locator('main li', { hasText: '等您确认' }).getByRole('link').click()
    await shot(page, `sign-${account}`)
    await page.getByLabel('我代表本单位确认').check()
    await press(page, '签字确认')
    await page.getByText('您的单位已经确认了现在的内容').waitFor()
    assert.equal(await sidewaysPixels(page), 0)
    await page.context().close()
  }

  it('生态环境部门在工作台从自己的待办打开：规则核对结果、受理、公示；群众不登录提意见；答复以后才能往下走', async () => {
    const [first = '', second = ''] = filed
    const office = await new Client(site.url).signIn('ecology', DEMO_PASSWORD)
    for (const step of ['accept', 'publicise']) await office.post(`/api/cases/${second}/steps/${step}`, {})
    const page = await desks.open('ecology', numbers[0] ?? null)
    await page.getByText('按申报的内容，条件都符合').waitFor()
    await page.getByText('4 吨/年', { exact: true }).waitFor()
    await takeStepAt(page, '受理', seen('accept'))
    await takeStepAt(page, '公示', seen('publicise'))
    for (const [id, theme] of [[first, 'standard'], [second, 'elder']] as const) {
      const visitor = await citizen(theme, theme === 'elder')
      await visitor.goto(`/eia-bundles/${id}/notice`)
      for (const field of ['项目名称', '建设地点', '建设单位', '项目概况', '环评机构', '主要环境影响及预防或减轻措施', '公众参与情况']) assert.notEqual(await factBeside(visitor, field), '')
      await press(visitor, '提交意见')
      await visitor.getByRole('alert').getByText('请写您的意见').waitFor()
      await visitor.getByLabel('您的意见').fill('我是三栋的住户，担心气味。')
      await press(visitor, '提交意见')
      await visitor.getByText('收到您的意见了').waitFor()
      assert.equal(await visitor.getByText('三栋').count(), 0)
      assert.equal(await sidewaysPixels(visitor), 0)
      await shot(visitor, `${theme}-notice`)
      await visitor.context().close()
    }
    await page.keyboard.press('r')
    await page.getByLabel('意见要点（公开）').fill('担心气味')
    await page.getByLabel('答复（公开）').fill('废气经活性炭吸附后排放，定期监测并公开。')
    await page.getByRole('button', { name: '答复并公开', exact: true }).click()
    await page.getByText('公开的要点：担心气味').waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'staff-publicity')
  })

  it('公示期满，逐个单位拟定要求，批准；一份批复，三个单位', async () => {
    day = '2026-03-10'
    await desks.nextDay()
    const page = await desks.open('ecology', numbers[0] ?? null)
    await shot(page, 'staff-over')
    await takeStepAt(page, '公示期满')
    for (const name of FIRMS) {
      await page.getByLabel(`${name}应当遵守的要求`).fill(`${name}：涂胶废气集中收集处理。`)
      await page.getByRole('button', { name: `拟定${name}的要求` }).click()
      await page.getByRole('button', { name: `改${name}的要求` }).waitFor()
    }
    await shot(page, 'staff-conditions')
    await takeStepAt(page, '审查', { ...seen('review'), fill: written('符合条件。') })
    const chief = await desks.open('ecology-approver', numbers[0] ?? null)
    await takeStepAt(chief, '批准', seen('approve'))
    await chief.getByRole('heading', { name: '各单位现状' }).waitFor()
    await shot(chief, 'staff-approved')
  })

  it('以后一个单位分出，另外两个不变；谁都看得到各单位现状，单位自己看得到要求', async () => {
    const [first = ''] = filed
    const page = await unitAt('ecology', FIRMS[1] ?? '')
    await takeStepAt(page, '从捆中分出', { ...seen('split'), fill: written('厂房分户，单独管理。') })
    for (const [theme, hasScript] of [['standard', false], ['elder', true]] as const) {
      const visitor = await citizen(theme, hasScript)
      await visitor.goto(`/eia-bundles/${first}/approval`)
      const standings = await visitor.locator('main section .state').allInnerTexts()
      assert.deepEqual(standings, ['履责中', '已从捆中分出，单独履责', '履责中'])
      assert.deepEqual(hasScript ? await accessibilityFaults(visitor) : [], [])
      assert.equal(await sidewaysPixels(visitor), 0)
      await shot(visitor, `${theme}-approval`)
      await visitor.context().close()
    }
    const own = await citizen('standard', true)
    await own.goto('/sign-in?next=/me')
    await signInHere(own, 'plant-b')
    await own.getByRole('link', { name: /打捆批复/ }).first().click()
    await own.getByText(`${FIRMS[1]}：涂胶废气集中收集处理。`).waitFor()
    await own.getByLabel('变动了什么').fill('增加一条缝制线')
    await press(own, '报告变动')
    await own.getByText('分出后报了变动，待认定').first().waitFor()
    assert.deepEqual(await accessibilityFaults(own), [])
    await shot(own, 'unit')
  })

  it('分出的单位报了变动，经办人从自己的待办里登记；审批人单独撤销一个，别的照旧', async () => {
    const [first = ''] = filed
    const page = await desks.at('ecology')
    await page.locator('.worklist tbody tr', { hasText: '待认定' }).getByRole('link').first().click()
    await page.getByText('增加一条缝制线').waitFor()
    await takeStepAt(page, '变动登记', { ...seen('change'), fill: written('增加的缝制线没有新的排放，不属于重大变动。') })
    const chief = await unitAt('ecology-approver', FIRMS[2] ?? '')
    await takeStepAt(chief, '撤销', { ...seen('revoke'), fill: revocation })
    const visitor = await citizen('standard', false)
    await visitor.goto(`/eia-bundles/${first}/approval`)
    assert.deepEqual(await visitor.locator('main section .state').allInnerTexts(), ['履责中', '已从捆中分出，单独履责', '批复已撤销'])
    await visitor.context().close()
  })

  const seen = (who: string): Taking => ({ look: (desk, step) => shot(desk, `staff-${who}-${step}`) })

  /** One unit, reached as its bureau does: from the list of bundles to the bundle, and from there to the unit. */
  async function unitAt(account: string, firm: string): Promise<Page> {
    const page = await desks.at(account)
    await page.getByRole('link', { name: '环评打捆', exact: true }).click()
    await page.locator('main tr', { hasText: numbers[0] ?? '' }).getByRole('link').click()
    await page.getByRole('link', { name: firm, exact: true }).click()
    return page
  }
})

/** The first thing the form asks for, in these words. */
const written = (words: string) => (form: Locator): Promise<void> => form.locator('textarea').first().fill(words)

async function revocation(form: Locator): Promise<void> {
  await form.getByLabel('撤销的理由').fill('没有按要求建设治理设施。')
  await form.getByLabel('法律依据').fill('《中华人民共和国行政许可法》第六十九条')
}

/** By the name of the field: types, or chooses what has this value. */
async function fillNamed(page: Page, values: Readonly<Record<string, string | readonly string[]>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const control = page.locator(`main [name="${name}"]`)
    const type = await control.first().getAttribute('type')
    if (type !== 'radio' && type !== 'checkbox') await control.fill(String(value))
    else for (const one of [value].flat()) await page.locator(`main [name="${name}"][value="${one}"]`).check()
  }
}
