import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { answerQuestions, choosePicture, factBeside, fillForm, giveMaterials, heading, press, sampleValues, signInHere } from './citizen-walk.ts'
import { Desks } from './department-desks.ts'
import { Departments } from './joint-walk.ts'
import { PermitOffices } from './permit-desks.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const FIVE = 'SL44011400312'
const REVIEW = { opinion: '符合条件，建议准予。', recommendation: 'approve' }

describe('五证联办：比一比，联办，取出一个证，依法先后发证', { skip: browserMissing }, () => {
  let site: Site
  let offices: Departments
  let atDesks: PermitOffices
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite('2026-03-02')
    offices = new Departments(site.url)
    atDesks = new PermitOffices({ desks: new Desks(site), offices, look: shot })
  })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/joint-permits-${name}.png`, fullPage: true }) }

  for (const [theme, hasScript] of [['standard', false], ['elder', true]] as const) {
    it(`${hasScript ? '有脚本、长者版、320 像素，窗口、规划、住建都在工作台办' : '没有脚本，各部门用接口办'}：企业选联办，取出一个证，五证办齐`, async () => {
      const page = await enterprise(theme, hasScript)
      const code = `2026-440114-04-01-${hasScript ? '200002' : '100001'}`
      const mark = async (name: string) => {
        assert.equal(await sidewaysPixels(page), 0, name)
        await shot(page, `${theme}-${name}`)
      }
      await page.goto(`/items/${FIVE}/joint-plan`)
      await comparePlans(page, code)
      await mark('plan')
      await page.getByRole('link', { name: '选联办，去申请' }).click()
      const { caseId, number } = await apply(page, code)
      if (hasScript) await correctedOnce(page, { caseId, number })
      await (hasScript ? atDesks.accept(number) : offices.step('window', caseId, 'accept'))
      const lanes = await lanesOf(caseId)
      await page.goto(`/cases/${caseId}/joint-choice`)
      await mark('choice')
      await page.locator('input[name=lane][value=rf]').check()
      await page.locator('input[name=how][value=alone]').check()
      await press(page, '取出这个证')
      await page.waitForURL(`**/cases/${caseId}`)
      await mark('parent')
      await (hasScript ? atDesks.reviewAll(caseId, number) : reviewAll(lanes))
      await page.goto(`/projects/${code}`)
      assert.match(await page.locator('main').innerText(), /已审完，等前证[\s\S]*城乡规划法第四十条/)
      await mark('held')
      await (hasScript ? atDesks.release(caseId) : release(lanes, code))
      await page.goto(`/projects/${code}`)
      const text = await page.locator('main').innerText()
      assert.equal(text.match(/发证：/g)?.length, 5)
      assert(text.indexOf('发证：建设用地规划许可证') < text.indexOf('发证：建设工程规划许可证') && text.indexOf('发证：建设工程规划许可证') < text.indexOf('发证：建筑工程施工许可证'))
      await mark('project')
      await (hasScript ? atDesks.deliver(caseId, number) : deliver(caseId, lanes))
      await page.goto(`/cases/${caseId}`)
      assert.match(await page.locator('main').innerText(), /全部办结/)
      await mark('done')
      await page.context().close()
    })
  }

  /** One notice for all the permits, out of the hall; the enterprise hands in what it asks for. */
  async function correctedOnce(page: Page, { caseId, number }: { caseId: string; number: string }): Promise<void> {
    const material = await atDesks.requestCorrection(number)
    await page.goto(`/cases/${caseId}`)
    assert.match(await page.locator('main').innerText(), /一次性告知补正|待补正/)
    await page.getByRole('link', { name: /去补正/ }).first().click()
    assert.match(await page.locator('main').innerText(), new RegExp(`${material}[^]*没有盖单位公章`))
    await choosePicture(page, '盖好章的.png')
    await press(page, '提交补正')
  }

  async function enterprise(theme: string, javaScriptEnabled: boolean): Promise<Page> {
    const page = await site.open({ viewport: { width: theme === 'elder' ? 320 : 1280, height: 900 }, javaScriptEnabled })
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    return page
  }

  async function comparePlans(page: Page, code: string): Promise<void> {
    await page.getByLabel('项目名称').fill('某新材料厂房（示例）')
    await page.getByLabel('投资项目代码').fill(code)
    for (const name of ['specialWorks', 'land']) await page.locator(`input[name=${name}][value=no]`).check()
    await page.locator('input[name=fireDrawings][value=yes]').check()
    await press(page, '比一比')
    const text = await page.locator('main').innerText()
    assert.match(text, /预计办完[\s\S]*发证的先后[\s\S]*建设用地规划许可证[\s\S]*建筑工程施工许可证/)
  }

  /** From the guide to the receipt; answers with the joint case. */
  async function apply(page: Page, code: string): Promise<{ caseId: string; number: string }> {
    await page.getByRole('link', { name: '开始办理' }).first().click()
    await answerQuestions(page)
    await page.getByRole('link', { name: '登录后开始申请' }).click()
    await signInHere(page, 'enterprise')
    await press(page, '开始申请')
    await fillForm(page, { ...await sampleValues(site.url, FIVE), projectCode: code, projectName: '某新材料厂房（示例）' })
    await giveMaterials(page, 2)
    await press(page, '保存并继续')
    await page.getByRole('checkbox').check()
    await press(page, '提交申请')
    assert.equal(await heading(page), '申请已提交')
    const number = await factBeside(page, '办件编号')
    assert.match(number, /^\d{19}$/)
    return { caseId: page.url().split('/').at(-1) ?? '', number }
  }

  async function lanesOf(caseId: string): Promise<Record<string, string>> {
    const { lanes } = await offices.whole(caseId)
    return Object.fromEntries(lanes.map((lane) => [lane.id, lane.caseId ?? assert.fail(`${lane.id} 没有开始`)]))
  }

  async function reviewAll(lanes: Record<string, string>): Promise<void> {
    for (const [lane, caseId] of Object.entries(lanes)) await offices.step(officeOf(lane), caseId, 'review', REVIEW)
    await assert.rejects(offices.step('planning-approver', lanes['gc'] ?? '', 'approve'), /城乡规划法第四十条/)
  }

  /** Through the programs' interface, in the order of the law; out of order the law is named. */
  async function release(lanes: Record<string, string>, code: string): Promise<void> {
    const housing = await offices.as('housing')
    const { project } = await housing.get<{ project: { id: string; code: string } }>(`/api/cases/${lanes['sg']}/project`)
    assert.equal(project.code, code)
    await assert.rejects(offices.step('housing-approver', lanes['sg'] ?? '', 'approve'), /建筑法第八条.*消防法第十二条/)
    await housing.post(`/api/projects/${project.id}/facts`, { what: 'fire-drawings', evidence: '图纸 12 张' })
    for (const lane of ['yd', 'bd', 'rf', 'gc', 'sg']) await grant(lane, lanes[lane] ?? '')
  }

  /** The permit taken out is handed over by itself, the others at once. */
  async function deliver(caseId: string, lanes: Record<string, string>): Promise<void> {
    await offices.step('window', lanes['rf'] ?? '', 'deliver')
    await offices.step('window', caseId, 'deliver')
  }

  async function grant(lane: string, caseId: string): Promise<void> {
    await offices.step(`${officeOf(lane)}-approver`, caseId, 'approve')
    await offices.step(officeOf(lane), caseId, 'issue')
  }
})

/** 用地、登记、规划 are decided by the planning bureau, the others by housing. */
function officeOf(lane: string): 'planning' | 'housing' {
  return ['yd', 'bd', 'gc'].includes(lane) ? 'planning' : 'housing'
}
