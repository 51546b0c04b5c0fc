import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, signInAt, stepElsewhere } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const WALL = { width: 1920, height: 1080 }
const SMALL_WALL = { width: 1366, height: 768 }

describe('领导首页和大屏', { skip: browserMissing }, () => {
  let site: Site
  before(async () => {
    site = await openSite('2026-03-10')
    const { number } = await fileApplication(site.url, '食品经营许可')
    // The figures follow the log in its order: once the last one shows, all that was before it is counted.
    const page = await openAs('leader', '/leader?period=today&measure=received')
    await page.locator('.case-list').getByText(number).waitFor()
    await page.context().close()
  })
  after(() => site.close())
  const openAs = async (account: string, path: string, viewport = { width: 1280, height: 900 }): Promise<Page> => {
    const page = await site.open({ viewport })
    await page.goto(path)
    await signInAt(page, account)
    await page.locator('[data-count]').first().waitFor()
    return page
  }
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/leader-${name}.png`, fullPage: true }) }

  it('领导首页：把每一扇门都打开，口径、来源、时间都在，列表的件数就是写着的数', async () => {
    const page = await openAs('leader', '/leader?period=year')
    for (const name of ['镇街的表', '每一天的数']) await page.getByText(name).click()
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'overview')
    await openEveryDoor(page, { list: '.case-list', least: 60 })
    await page.setViewportSize({ width: 390, height: 844 })
    assert.equal(await sidewaysPixels(page), 0)
    await shot(page, 'overview-390')
    await page.context().close()
  })

  it('大屏：1920×1080 和 1366×768 不用滚动，每一扇门都打得开，表里有图上的数', async () => {
    const page = await openAs('supervisor', '/leader/screen?period=year', WALL)
    assert.equal(await page.evaluate('document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth'), true)
    assert.deepEqual(await cutOff(page), [])
    await page.setViewportSize(SMALL_WALL)
    assert.deepEqual(await cutOff(page), [])
    await page.setViewportSize(WALL)
    assert.deepEqual(await accessibilityFaults(page), [])
    await shot(page, 'screen')
    await openEveryDoor(page, { list: 'dialog .case-list', least: 25 })
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '表', exact: true }).click()
    await page.getByRole('dialog').getByText('近三十天').waitFor()
    await shot(page, 'screen-tables')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    assert.equal(await sidewaysPixels(page), 0)
    await shot(page, 'screen-390')
    await page.context().close()
  })

  it('别处走了一步，大屏上的数自己变，页面不重来', async () => {
    const page = await openAs('bureau', '/leader/screen?period=today', WALL)
    const received = page.locator('.screen-numbers li').filter({ hasText: '收到' }).locator('a')
    const resolved = page.locator('.screen-numbers li').filter({ hasText: '办结' }).locator('a')
    const [before, ended] = [Number(await received.innerText()), Number(await resolved.innerText())]
    await page.evaluate("document.querySelector('.screen').dataset.same = 'yes'")
    const { caseId } = await fileApplication(site.url, '食品经营许可')
    await received.getByText(String(before + 1), { exact: true }).waitFor()
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'refuseAcceptance', data: { reason: '经营场所不在本区' } })
    await resolved.getByText(String(ended + 1), { exact: true }).waitFor()
    assert.equal(await page.locator('.screen').getAttribute('data-same'), 'yes')
    await page.context().close()
  })

  it('窗口的人打开大屏，看不到数，写明为什么', async () => {
    const page = await site.open({ viewport: WALL })
    await page.goto('/leader/screen')
    await signInAt(page, 'window')
    await page.getByText('您的身份不能使用这项功能').waitFor()
    assert.equal(await page.locator('[data-count]').count(), 0)
    await page.context().close()
  })
})

/**
 * Opens every door there is, each address once, and holds the list against the number that was shown. Of the doors that show 0 one of each
 * kind; with CHUNFENG_EVERY_DOOR=1 all of them.
 */
async function openEveryDoor(page: Page, { list, least }: { list: string; least: number }): Promise<void> {
  const doors = await doorsOn(page)
  assert(doors.length >= least, `只有 ${doors.length} 扇门`)
  assert(doors.some(({ count }) => count > 0))
  for (const { href, count, text } of process.env['CHUNFENG_EVERY_DOOR'] === '1' ? doors : telling(doors)) {
    // What is written is the number, alone or as the upper part of a share.
    if (/^\D*\d+( 件)?$/.test(text)) assert.equal(Number(text.replace(/\D/g, '')), count, text)
    await page.locator(`[data-count][href="${href}"]`).first().dispatchEvent('click')
    await page.waitForURL((url) => `${url.pathname}${url.search}` === href)
    const title = page.locator(`${list} h2`, { hasText: / \d+ 件$/ })
    await title.waitFor()
    assert.match(await title.innerText(), new RegExp(` ${count} 件$`), href)
    assert.match(await page.locator(`${list} .meaning`).innerText(), /口径[\s\S]+时间[\s\S]+\d{4}-\d{2}-\d{2}[\s\S]+来源[\s\S]+记录/)
    assert.equal(await page.locator(`${list} tbody tr`).count(), Math.min(count, 50), href)
  }
}

interface DoorSeen { href: string; count: number; text: string }

async function doorsOn(page: Page): Promise<DoorSeen[]> {
  const all = await page.locator('[data-count]').evaluateAll((links) => links.map((link) => (
    { href: link.getAttribute('href') ?? '', count: Number(link.getAttribute('data-count')), text: link.textContent ?? '' })))
  const once = new Map(all.map((door) => [door.href, door]))
  for (const { href, count } of all) assert.equal(count, once.get(href)?.count, `同一个数两处不一样：${href}`)
  return [...once.values()]
}

/** Those with cases, and of the empty ones one of each kind. */
function telling(doors: readonly DoorSeen[]): DoorSeen[] {
  const kindOf = ({ href }: DoorSeen): string => {
    const asked = new URL(href, 'http://here.invalid').searchParams
    return `${asked.get('measure')} ${[...asked.keys()].join(' ')}`
  }
  const empty = new Map(doors.filter(({ count }) => count === 0).map((door) => [kindOf(door), door]))
  return doors.filter((door) => door.count > 0 || empty.get(kindOf(door)) === door)
}

/** Panels whose content does not fit. */
async function cutOff(page: Page): Promise<string[]> {
  return page.locator('.panel').evaluateAll((panels) => panels.filter((panel) => panel.scrollHeight > panel.clientHeight + 1).map((panel) => panel.className))
}
