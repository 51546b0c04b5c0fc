import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { citizenPages } from './citizen-pages.ts'
import { signInHere } from './citizen-walk.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const THEMES = { standard: '标准版', elder: '长者版', contrast: '高对比版' }
const BYTES_MAX = 50_000
/** 320 pixels are also 1280 at 400 %. */
const WIDTHS = [320, 768, 1280]

describe('群众看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let pages: [name: string, path: string][]
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open()
    await page.goto('/sign-in')
    await signInHere(page, 'citizen')
    pages = Object.entries(await citizenPages(site.url, page))
  })
  after(() => site.close())

  for (const [theme, label] of Object.entries(THEMES)) {
    it(`${label}：每一页都打得开，一页一个标题，在三种宽度下没有无障碍问题，不用左右拖动`, async () => {
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      const found: string[] = []
      for (const [name, path] of pages) {
        const answer = await page.goto(path)
        if ((answer?.status() ?? 500) >= 500) found.push(`${name}：${answer?.status()}`)
        if (await page.locator('h1').count() !== 1) found.push(`${name}：不是一个标题`)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 })
          if (await sidewaysPixels(page) > 0) found.push(`${name} ${width}：要左右拖动`)
          found.push(...(await axeFaults(page, theme)).map((fault) => `${name} ${width}：${fault}`))
        }
      }
      assert.deepEqual(found, [])
    })
  }

  it(`第一次打开任何一页都不超过 ${BYTES_MAX / 1000} kB，没有脚本，也不去别的网站`, async () => {
    const session = await page.context().newCDPSession(page)
    const [asked, bytes]: [string[], number[]] = [[], []]
    session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes.push(encodedDataLength) })
    session.on('Network.requestWillBeSent', ({ request }) => { asked.push(request.url) })
    await session.send('Network.enable')
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    for (const [name, path] of pages) {
      bytes.length = 0
      await page.goto(path)
      const total = bytes.reduce((sum, one) => sum + one, 0)
      assert(total > 0 && total <= BYTES_MAX, `${name}：${total}`)
    }
    assert(asked.length > pages.length)
    assert.deepEqual(asked.filter((url) => !(url.startsWith(site.url) || url.startsWith('data:')) || url.endsWith('.js')), [])
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

/** axe itself, run as it stands: what Playwright's own wrapper adds is for frames, which our pages have none of, and doubles the time. */
async function axeFaults(page: Page, theme: string): Promise<string[]> {
  if (await page.evaluate('typeof axe') === 'undefined') await page.evaluate(AXE)
  const rules = theme === 'contrast' ? { 'color-contrast-enhanced': { enabled: true } } : {}
  const faults = await page.evaluate<string[] | null>(`axe.run(document, { resultTypes: ['violations'], rules: ${JSON.stringify(rules)} }).then(
    ({ violations, passes }) => passes.length === 0 ? null : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`)
  if (faults === null) throw new Error('axe 什么也没有检查，不能当作没有缺陷')
  return faults
}

/** How the browser really shows it. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`)
}
