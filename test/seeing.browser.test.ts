import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Download, Page } from 'playwright-core'
import { addCalendarDays, startOf } from '#platform/day'
import { installYear } from '../cli/demo-year/install.ts'
import { browserMissing, openSite, type Site } from './browser.ts'
import { signInAt, stepElsewhere } from './staff-desk.ts'

const TODAY = '2026-09-30'
const UNTIL = addCalendarDays(TODAY, -1)
/** Enough for a month that can be replayed and for ranges; the slow window of the demo year is in it. */
const [CASES, DAYS] = [500, 90]
const SHOTS = process.env['CHUNFENG_SHOTS']

describe('看得见：推演、流程、指标、考核，从页面上走到底', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  before(async () => {
    site = await openSite(TODAY, undefined, async ({ db, url }, { keysDirectory }) => {
      await installYear({ database: db, url, keysDirectory, now: startOf(TODAY), note: () => {} }, {
        cases: CASES, days: DAYS, seed: 1, until: UNTIL, clerks: {},
      })
    })
    page = await signedIn('supervisor')
  })
  after(() => site.close())

  async function signedIn(account: string): Promise<Page> {
    const opened = await site.open({ viewport: { width: 1280, height: 900 } })
    await opened.goto('/staff/')
    await signInAt(opened, account)
    await opened.getByRole('link', { name: '考核通报' }).waitFor()
    return opened
  }
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/seeing-${name}.png`, fullPage: true }) }
  const fetched = async (name: string): Promise<Buffer> => {
    const [download]: [Download, void] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
    return readFileSync(await download.path())
  }

  it('推演：选给慢窗口加一个人，现状和改动并排，积压、按时、等待都带区间，表里写着人数', async () => {
    await page.goto('/staff/what-if')
    const slow = await page.getByLabel('哪里').locator('option', { hasText: '炭步镇' }).getAttribute('value')
    await page.getByLabel('哪里').selectOption(slow)
    await page.getByRole('button', { name: '加上这一项' }).click()
    await page.getByRole('list', { name: '改动' }).getByText('炭步镇人民政府（窗口）加 1 人').waitFor()
    await page.getByRole('button', { name: '开始推演' }).click()
    const figures = page.getByRole('region', { name: '现状和改动' })
    await figures.waitFor()
    await shot('what-if')
    await page.getByRole('note').getByText('“炭步镇人民政府（窗口）”').waitFor()
    for (const figure of ['期末在办', '按时决定', '在窗口和部门停留']) {
      const row = figures.getByRole('row').filter({ hasText: figure })
      assert.match(await row.innerText(), /\d（.*\d—\d.*）/)
      assert.equal(await row.locator('svg').count(), 1)
    }
    await page.getByRole('region', { name: '窗口和部门' }).getByRole('row').filter({ hasText: '炭步镇人民政府（窗口）' }).getByText('1 → 2').waitFor()
  })

  it('流程挖掘：选种类和部门，瓶颈可以按每件排，数字打开是办件，XES 和 CSV 里就是这些件', async () => {
    await page.goto('/staff/mining')
    await page.getByLabel('部门').selectOption({ label: '区交通运输局' })
    await page.getByRole('button', { name: '开始计算' }).click()
    await page.getByRole('link', { name: '用时和瓶颈' }).click()
    await page.getByLabel('按什么排').selectOption({ label: '平均每件耽误的工作日（和件数无关）' })
    await shot('mining')
    const lost = await page.getByRole('region', { name: '瓶颈' }).locator('tbody tr').filter({ hasNotText: '件数少' }).locator('td:nth-child(4)').allInnerTexts()
    assert(lost.length > 1)
    assert.deepEqual(lost.map(Number), lost.map(Number).toSorted((one, other) => other - one))
    await page.locator('.survey-figures a').first().click()
    const heading = page.getByRole('heading', { name: /：[1-9]\d* 件$/ })
    await heading.waitFor()
    const count = Number(/(\d+) 件$/.exec(await heading.innerText())?.[1])
    const [xes, csv] = [(await fetched('XES')).toString(), (await fetched('CSV')).toString()]
    assert.equal(xes.match(/<trace>/g)?.length, count)
    const [, ...lines] = csv.trimEnd().split(/\r?\n/)
    assert.equal(new Set(lines.map((line) => line.split(',')[0])).size, count)
  })

  it('效能指标：打开是口径、值、走势、带范围的排名；分子打开恰好是那些办件', async () => {
    await page.goto('/staff/efficiency')
    await page.getByRole('link', { name: '按时办结率', exact: true }).click()
    const head = page.getByRole('region', { name: 'B01 按时办结率' })
    await head.getByText('门槛').waitFor()
    assert.match(await head.innerText(), /\d%[^]*95% 范围[^]*来源：办件记录/)
    await page.getByRole('img', { name: /每月的值/ }).waitFor()
    const rows = page.getByRole('region', { name: '按单位的表' }).locator('tbody tr')
    assert.match(await rows.first().innerText(), /\d–\d/)
    await shot('efficiency')
    const door = head.getByRole('link', { name: /打开办件/ }).first()
    const count = Number.parseInt(await door.innerText(), 10)
    await door.click()
    await page.getByRole('heading', { name: new RegExp(`：${count} 件$`) }).waitFor()
    await page.goto('/staff/efficiency?indicator=B01&organisation=transport')
    await page.getByRole('heading', { name: '区交通运输局：各人的决定' }).waitFor()
  })

  it('考核：拟定、锁定，单位申诉，采纳成为更正的一版，通报下载得到', async () => {
    await page.goto('/staff/assessment')
    await page.getByLabel('拟定哪一期').selectOption({ label: '2026年7月' })
    await page.getByRole('button', { name: '拟定', exact: true }).click()
    await page.getByRole('button', { name: '锁定这一期' }).click()
    await page.getByText('已锁定，各单位可以申诉').waitFor()
    const unit = await signedIn('transport-approver')
    await unit.goto(new URL(page.url()).pathname + new URL(page.url()).search)
    await unit.getByText(/对一项数提出申诉/).click()
    await unit.getByLabel('哪里不对、依据是什么').fill('有一件的决定日期补录晚了，请核实')
    await unit.getByRole('button', { name: '提出申诉' }).click()
    await unit.waitForURL(/\/cases\//)
    const caseId = /cases\/([0-9a-f-]+)/.exec(unit.url())?.[1] ?? assert.fail()
    await unit.getByText('有一件的决定日期补录晚了，请核实').first().waitFor()
    await stepElsewhere(site.url, { account: 'supervisor', caseId, step: 'verify', data: { finding: '核对纸质档案，确实按时' } })
    await stepElsewhere(site.url, { account: 'supervisor', caseId, step: 'adopt', data: { n: 40, part: 40, reason: '以纸质档案为准，予以更正' } })
    await page.reload()
    await page.getByRole('heading', { name: '更正（1 处）' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: /第 2 版.*区交通运输局.*依据申诉/s }).waitFor()
    await shot('assessment')
    for (const [format, begins] of [['PDF', '%PDF'], ['Word', 'PK'], ['表格', 'PK']] as const)
      assert(((await fetched(format)).toString('latin1')).startsWith(begins), format)
  })
})
