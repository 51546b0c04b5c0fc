import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { focusStops, seenOf, type Seen } from './citizen-focus.ts'
import { citizenPages } from './citizen-pages.ts'
import { FAULTY, openState } from './citizen-states.ts'
import { press, signInHere } from './citizen-walk.ts'

/** Pages of one group are the same but for their colours: they are opened once, shown in each, and everything about them is asked then. */
const GROUPS = [
  { label: '标准版和高对比版', theme: 'standard', looks: ['', 'contrast'] }, { label: '长者版', theme: 'elder', looks: ['elder'] },
] as const
/** The ticket machine stands in the hall, beside people who help: it has no foot, as it has no way out. */
const FOOTLESS = ['取号机']
const BYTES_MAX = 50_000
/** 320 pixels are also 1280 at 400 %. */
const WIDTHS = [320, 768, 1280]

describe('群众看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let pages: Record<string, string>
  /** What the network told of the page that is being opened, and of all of them. */
  const [loaded, asked]: [number[], string[]] = [[], []]
  const bytes: [name: string, total: number][] = []
  const seen: Record<(typeof GROUPS)[number]['theme'], Seen[]> = { standard: [], elder: [] }
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open({ serviceWorkers: 'block' })
    await page.goto('/sign-in')
    await signInHere(page, 'citizen')
    pages = await citizenPages(site.url, page)
    await listen(page, loaded, asked)
  })
  after(() => site.close())

  for (const { label, theme, looks } of GROUPS) {
    it(`${label}：每一页、每一种出错都打得开，一页一个标题，在三种宽度下没有无障碍问题，不用左右拖动`, async () => {
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      const found: string[] = []
      for (const name of [...Object.keys(pages), ...Object.keys(FAULTY)]) {
        loaded.length = 0
        if (await openState(page, pages, name) >= 500) found.push(`${name}：坏了`)
        if (name in pages) bytes.push([`${label} ${name}`, loaded.reduce((sum, one) => sum + one, 0)])
        found.push(...(await faultsIn(page, looks)).map((fault) => `${name} ${fault}`))
        if (name in pages && !FOOTLESS.includes(name)) seen[theme].push(await seenOf(page, name))
      }
      assert.deepEqual(found, [])
    })

    it(`2.4.11 焦点不被遮住（${label}）：用 Tab 走到的每一处都看得见`, () => {
      const stops = seen[theme].flatMap(({ name, stops: own }) => own.map((stop) => ({ page: name, ...stop })))
      assert(stops.length > Object.keys(pages).length * 8, `只走到 ${stops.length} 处`)
      assert.deepEqual(stops.filter(({ isSeen }) => !isSeen), [])
    })

    it(`2.5.7 没有非拖动不可的操作（${label}）`, () => {
      assert.equal(seen[theme].length, Object.keys(pages).length - FOOTLESS.length)
      assert.deepEqual(seen[theme].filter(({ draggable }) => draggable > 0), [])
    })

    it(`3.2.6 求助的地方每一页都在同一个位置（${label}）：页脚的第一项，一样的话`, () => {
      assert.deepEqual([...new Set(seen[theme].map(({ help }) => help))], ['咨询、投诉：12345 政务服务便民热线'])
      assert.deepEqual(seen[theme].filter(({ afterFoot }) => afterFoot !== null), [])
    })
  }

  it(`第一次打开任何一页都不超过 ${BYTES_MAX / 1000} kB，样式、脚本、标志都在内，也不去别的网站`, () => {
    assert.equal(bytes.length, GROUPS.length * Object.keys(pages).length)
    assert.deepEqual(bytes.filter(([, total]) => !(total > 0 && total <= BYTES_MAX)), [])
    assert(asked.length > bytes.length)
    assert.deepEqual(asked.filter((url) => !(url.startsWith(site.url) || url.startsWith('data:'))), [])
    assert.deepEqual(new Set(asked.filter((url) => url.endsWith('.js')).map((url) => new URL(url).pathname)).size, 1)
  })

  it('遮住了查得出来：上面的检查自己会失败', async () => {
    await page.goto('/')
    await page.evaluate(`{
      const cover = document.body.appendChild(document.createElement('div'))
      Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '9' })
    }`)
    assert((await focusStops(page)).every(({ isSeen }) => !isSeen))
  })

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

  it('3.3.7 填过的不用再填：表单带着原来的内容，搜索词也还在', async () => {
    const path = pages['填表'] ?? ''
    await page.goto(path)
    const before = await filled(page)
    assert(before.length >= 1, '表单里应当已有填过的内容')
    await press(page, '保存并继续')
    await page.goto(path)
    assert.deepEqual(await filled(page), before)
    await page.goto('/search?q=%E5%BC%80%E9%A5%AD%E5%BA%97')
    assert.equal(await page.locator('main input[name=q]').inputValue(), '开饭店')
  })

  it('3.3.8 登录不用背：能用密码管理器，能粘贴，没有要认的图', async () => {
    const visitor = await site.open()
    await visitor.goto('/sign-in')
    assert.equal(await visitor.getByLabel('账号').getAttribute('autocomplete'), 'username')
    assert.equal(await visitor.getByLabel('密码').getAttribute('autocomplete'), 'current-password')
    assert.equal(await visitor.locator('main img, main canvas, [onpaste]').count(), 0)
    await visitor.goto('/register')
    assert.equal(await visitor.getByLabel('密码', { exact: false }).first().getAttribute('autocomplete'), 'new-password')
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

/** Everything anew for every page, as for somebody who comes for the first time. */
async function listen(page: Page, loaded: number[], asked: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { loaded.push(encodedDataLength) })
  session.on('Network.requestWillBeSent', ({ request }) => { asked.push(request.url) })
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
}

/** What is wrong with the page as it stands, in each look and at each width; it is left in the first. */
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
  await page.evaluate(`document.documentElement.className = ${JSON.stringify(looks[0])}`)
  return found
}

/** How the browser really shows it. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`)
}

/** What the fields of the page hold. */
async function filled(page: Page): Promise<string[]> {
  const fields = await page.locator('main form :is(input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea)').all()
  const values = await Promise.all(fields.map((field) => field.inputValue()))
  return values.filter((value) => value !== '')
}
