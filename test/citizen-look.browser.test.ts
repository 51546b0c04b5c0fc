import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { citizenPages } from './citizen-pages.ts'
import { signInHere } from './citizen-walk.ts'

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

  const wear = (theme: string): Promise<void> => page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])

  for (const width of WIDTHS) {
    it(`${width} 像素宽：都打得开，一页一个标题，没有无障碍问题，不用左右拖动`, async () => {
      await wear('standard')
      await page.setViewportSize({ width, height: 900 })
      const found: string[] = []
      for (const [name, path] of pages) {
        const answer = await page.goto(path)
        if ((answer?.status() ?? 500) >= 500) found.push(`${name}：${answer?.status()}`)
        if (await page.locator('h1').count() !== 1) found.push(`${name}：不是一个标题`)
        if (await sidewaysPixels(page) > 0) found.push(`${name}：要左右拖动`)
        found.push(...await axeFaults(axeOf(page), name))
      }
      assert.deepEqual(found, [])
    })
  }

  it('长者版的大字在手机上也不用左右拖动', async () => {
    await wear('elder')
    await page.setViewportSize({ width: 320, height: 900 })
    const found: string[] = []
    for (const [name, path] of pages) {
      await page.goto(path)
      if (await sidewaysPixels(page) > 0) found.push(name)
    }
    assert.deepEqual(found, [])
  })

  it('高对比版的每个字都看得清', async () => {
    await wear('contrast')
    await page.setViewportSize({ width: 1280, height: 900 })
    const found: string[] = []
    for (const [name, path] of pages) {
      await page.goto(path)
      found.push(...await axeFaults(axeOf(page).withRules(['color-contrast', 'color-contrast-enhanced']), name))
    }
    assert.deepEqual(found, [])
  })

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

/** Our pages have no frames, so axe need not open a page of its own for each look; that halves the time. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode(true)
}

async function axeFaults(axe: AxeBuilder, name: string): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name}：${id} ${target.join(' ')}`))
}

/** How the browser really shows it. */
function styleOf(page: Page, selector: string, property: string): Promise<string> {
  return page.evaluate(`getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`)
}
