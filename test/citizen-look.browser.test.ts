import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { citizenPages } from './citizen-pages.ts'
import { FAULTY, openState } from './citizen-states.ts'
import { press, signInHere } from './citizen-walk.ts'

/** Pages of one group are the same but for their colours: they are opened once and shown in each. */
const GROUPS = [
  { label: '标准版和高对比版', open: 'standard', looks: ['', 'contrast'] }, { label: '长者版', open: 'elder', looks: ['elder'] },
] as const
const BYTES_MAX = 50_000
/** 320 pixels are also 1280 at 400 %. */
const WIDTHS = [320, 768, 1280]

describe('群众看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let pages: Record<string, string>
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open({ serviceWorkers: 'block' })
    await page.goto('/sign-in')
    await signInHere(page, 'citizen')
    pages = await citizenPages(site.url, page)
  })
  after(() => site.close())

  for (const { label, open, looks } of GROUPS) {
    it(`${label}：每一页、每一种出错都打得开，一页一个标题，在三种宽度下没有无障碍问题，不用左右拖动`, async () => {
      await page.context().addCookies([{ name: 'theme', value: open, url: site.url }])
      const found: string[] = []
      for (const name of [...Object.keys(pages), ...Object.keys(FAULTY)]) {
        if (await openState(page, pages, name) >= 500) found.push(`${name}：坏了`)
        found.push(...(await faultsIn(page, looks)).map((fault) => `${name} ${fault}`))
      }
      assert.deepEqual(found, [])
    })
  }

  it('还什么都没有的新账号、不能看的页，也一样', async () => {
    const newcomer = await site.open({ serviceWorkers: 'block' })
    await newcomer.goto('/register')
    for (const [label, value] of NEWCOMER) await newcomer.getByLabel(label, { exact: true }).fill(value)
    await press(newcomer, '注册并登录')
    const found: string[] = []
    for (const [name, path, status] of [['空的我的', '/me', 200], ['空的消息', '/me/messages', 200], ['别人的办件', pages['待补正'] ?? '', 404]] as const) {
      assert.equal((await newcomer.goto(path))?.status(), status, name)
      found.push(...(await faultsIn(newcomer, ['', 'contrast', 'elder'])).map((fault) => `${name} ${fault}`))
    }
    assert.deepEqual(found, [])
  })

  it(`第一次打开任何一页都不超过 ${BYTES_MAX / 1000} kB，样式、脚本、标志都在内，也不去别的网站`, async () => {
    const session = await page.context().newCDPSession(page)
    const [asked, bytes]: [string[], number[]] = [[], []]
    session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes.push(encodedDataLength) })
    session.on('Network.requestWillBeSent', ({ request }) => { asked.push(request.url) })
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    for (const [name, path] of Object.entries(pages)) {
      bytes.length = 0
      await page.goto(path)
      const total = bytes.reduce((sum, one) => sum + one, 0)
      assert(total > 0 && total <= BYTES_MAX, `${name}：${total}`)
    }
    assert(asked.length > Object.keys(pages).length)
    assert.deepEqual(asked.filter((url) => !(url.startsWith(site.url) || url.startsWith('data:'))), [])
    assert.deepEqual(new Set(asked.filter((url) => url.endsWith('.js')).map((url) => new URL(url).pathname)).size, 1)
  })

  it('键盘第一下就能跳过页头，焦点看得见', async () => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    assert.equal(await page.locator(':focus').innerText(), '跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.locator(':focus').getAttribute('name'), 'q')
    assert.equal(await styleOf(page, ':focus', 'outlineWidth'), '3px')
    assert.match(await styleOf(page, ':focus', 'boxShadow'), /3px/)
  })

  it('按“长者版”，换到大字并留在原来的页', async () => {
    const visitor = await site.open({ javaScriptEnabled: false })
    await visitor.goto('/progress')
    await visitor.getByRole('button', { name: '长者版' }).click()
    assert.equal(visitor.url(), `${site.url}/progress`)
    assert.equal(await visitor.locator('html').getAttribute('class'), 'elder')
    assert.equal(await styleOf(visitor, 'body', 'fontSize'), '24px')
    await visitor.getByRole('button', { name: '标准版' }).click()
    assert.equal(await styleOf(visitor, 'body', 'fontSize'), '18px')
  })
})

/** A well-formed person nobody is. */
const NEWCOMER = [['姓名', '陈新来'], ['居民身份证号码', '11010119900307002X'], ['手机号', '13800000001'], ['账号', 'chenxinlai'], ['密码', 'Chunfeng-2026-new']] as const

/** What is wrong with the page as it stands, in each look and at each width. */
async function faultsIn(page: Page, looks: readonly string[]): Promise<string[]> {
  const found = await page.locator('h1').count() === 1 ? [] : ['不是一个标题']
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 })
    for (const look of looks) {
      await page.evaluate(`document.documentElement.className = ${JSON.stringify(look)}`)
      if (await sidewaysPixels(page) > 0) found.push(`${look} ${width}：要左右拖动`)
      found.push(...(await accessibilityFaults(page, look === 'contrast' ? 'colours' : 'everything')).map((fault) => `${look} ${width}：${fault}`))
    }
  }
  return found
}

/** How the browser really shows it. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`)
}
