import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { addCalendarDays, startOf } from '#platform/day'
import { installYear } from '../cli/demo-year/install.ts'
import { TROUBLES } from '../cli/demo-year/troubles.ts'
import { browserMissing, openSite, type Site } from './browser.ts'
import { signInAt } from './staff-desk.ts'

const TODAY = '2026-09-30'
const UNTIL = addCalendarDays(TODAY, -1)
const SHOTS = process.env['CHUNFENG_SHOTS']
const CLICKS_MAX = 4

/**
 * A small year, 2,000 cases in 120 days. CHUNFENG_DEMO_YEAR_CASES=200000 makes it the whole one of 365 days; of that (204,233 cases,
 * 1,272,452 events, no step refused) the same detectors have named all five troubles, each in under 1.5 s on a busy machine.
 */
const CASES = Number(process.env['CHUNFENG_DEMO_YEAR_CASES'] ?? 2000)
const DAYS = CASES >= 50_000 ? 365 : 120

describe('监督在页面上找得到埋下的每一处毛病', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let clicks = 0
  before(async () => {
    site = await openSite(TODAY, undefined, async ({ db, url }, { keysDirectory }) => {
      await installYear({ database: db, url, keysDirectory, now: startOf(TODAY), note: () => {} }, { cases: CASES, days: DAYS, seed: 1, until: UNTIL, clerks: {} })
    })
    page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/staff/')
    await signInAt(page, 'supervisor')
    await page.getByRole('link', { name: '效能指标' }).waitFor()
  })
  after(() => site.close())

  /** Every finding begins on the first page of the supervisor, and every press is counted. */
  const begin = async (): Promise<void> => { clicks = 0; await page.goto('/staff/') }
  const press = async (where: Locator): Promise<void> => { clicks += 1; await where.first().click() }
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/supervisor-${name}.png`, fullPage: true }) }

  const FINDINGS: readonly [title: string, detector: string, who: RegExp][] = [
    ['慢窗口', '受理慢的窗口', /炭步镇/],
    ['美化数字的单位：临到期终止，让人重来', '临到期结掉又重来', /城市管理/],
    ['美化数字的单位：自己打评价', '不是办事的人自己评的', /城市管理/],
    ['没有依据的暂停', '没有依据的暂停', /交通运输局/],
    ['旺季', '突然多起来的事项', /医疗保险参保/],
    ['差评成堆', '差评集中', /公积金/],
  ]
  for (const [title, detector, who] of FINDINGS) {
    it(`${title}：从首页点到办件，不超过 ${CLICKS_MAX} 下`, async () => {
      await begin()
      await press(page.getByRole('link', { name: '效能指标', exact: true }))
      await press(page.getByRole('link', { name: '异常做法和线索' }))
      const section = page.getByRole('region', { name: detector })
      await section.waitFor()
      await shot('findings')
      await press(section.getByRole('link', { name: who }))
      await page.getByRole('heading', { name: /^线索.*：[1-9]\d* 件$/ }).waitFor()
      assert(clicks <= CLICKS_MAX, `${clicks} 下`)
    })
  }

  it('暂停也看得见：领导屏最慢的环节里有交通运输部门的特别程序，点开就是办件', async () => {
    await begin()
    await press(page.getByRole('link', { name: '区里的办件', exact: true }))
    await press(page.getByRole('link', { name: '今年', exact: true }))
    await press(page.getByRole('region', { name: '最慢的十个环节' }).getByRole('row').filter({ hasText: /^特别程序中.*交通运输局/ }).getByRole('link'))
    await page.getByRole('heading', { name: /交通运输局.*特别程序中.* [1-9]\d* 件/ }).waitFor()
    await shot('leader')
    assert(clicks <= CLICKS_MAX, `${clicks} 下`)
  })

  it('差评也看得见：差评办件里，办结的大半是公积金的', async () => {
    await begin()
    await press(page.getByRole('link', { name: '差评办件', exact: true }))
    await press(page.getByRole('link', { name: '办结的', exact: true }))
    const rows = page.locator('tbody tr')
    await rows.first().waitFor()
    await shot('ratings')
    assert(await rows.filter({ hasText: '公积金' }).count() * 2 > await rows.count())
    assert(clicks <= CLICKS_MAX, `${clicks} 下`)
  })

  it('没有埋毛病的单位，不说它绕开考核', async () => {
    await page.goto('/staff/efficiency?tab=findings')
    await page.getByRole('heading', { name: '还看了这些，没有发现' }).waitFor()
    const named = await page.locator('.warn-card', { hasText: '疑似绕开考核' }).locator('.findings a').allInnerTexts()
    const planted = [TROUBLES.gamingUnit.organisation, TROUBLES.unjustifiedPause.organisation]
    assert(planted.length === 2 && named.length > 0 && named.every((name) => /城市管理|交通运输/.test(name)), named.join('、'))
  })
})
