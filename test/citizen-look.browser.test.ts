import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults, browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { citizenPages } from './citizen-pages.ts'
import { signInHere } from './citizen-walk.ts'

const BYTES_MAX = 50_000
/** Theme and widths in which every page is looked at; 320 pixels are also 1280 at 400 %. */
const LOOKS: readonly (readonly [theme: string, widths: readonly number[]])[] = [['standard', [320, 768, 1280]], ['elder', [320, 1280]], ['contrast', [320, 1280]]]

describe('群众看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let pages: Record<string, string>
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open()
    await page.goto('/sign-in')
    await signInHere(page, 'citizen')
    pages = await citizenPages(site.url, page)
  })
  after(() => site.close())

  for (const [theme, widths] of LOOKS) {
    for (const width of widths) {
      it(`${theme} ${width} 像素：没有无障碍问题，不用左右拖动，一页一个标题`, async () => {
        await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
        await page.setViewportSize({ width, height: 900 })
        const found: string[] = []
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(path)
          const faults = await accessibilityFaults(page)
          const sideways = await sidewaysPixels(page)
          const headings = await page.locator('h1').count()
          found.push(...faults.map((fault) => `${name}：${fault}`), ...(sideways > 0 ? [`${name}：横向多出 ${sideways}`] : []), ...(headings === 1 ? [] : [`${name}：${headings} 个标题`]))
        }
        assert.deepEqual(found, [])
      })
    }
  }

  it(`第一次打开任何一页都不超过 ${BYTES_MAX / 1000} kB，没有脚本，也不去别的网站`, async () => {
    const { cookies } = await page.context().storageState()
    for (const [name, path] of Object.entries(pages)) {
      const fresh = await site.open({ storageState: { cookies, origins: [] } })
      const session = await fresh.context().newCDPSession(fresh)
      let bytes = 0
      const asked: string[] = []
      await session.send('Network.enable')
      session.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength })
      session.on('Network.requestWillBeSent', ({ request }) => { asked.push(request.url) })
      await fresh.goto(path, { waitUntil: 'networkidle' })
      assert(bytes > 0 && bytes <= BYTES_MAX, `${name}：${bytes}`)
      assert.deepEqual(asked.filter((url) => !url.startsWith(site.url) || url.endsWith('.js')), [], name)
      await fresh.context().close()
    }
  })

  it('键盘第一下就能跳过页头，焦点看得见', async () => {
    await page.goto('/')
    await page.keyboard.press('Tab')
    assert.equal(await page.locator(':focus').innerText(), '跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.locator(':focus').getAttribute('name'), 'q')
    const outline = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineWidth + getComputedStyle(element).boxShadow)
    assert.match(outline, /^3px.*3px/)
  })

  it('按“长者版”，换到大字并留在原来的页', async () => {
    const visitor = await site.open({ javaScriptEnabled: false })
    await visitor.goto('/progress')
    await visitor.getByRole('button', { name: '长者版' }).click()
    assert.equal(visitor.url(), `${site.url}/progress`)
    assert.equal(await visitor.locator('html').getAttribute('class'), 'elder')
    assert.equal(await visitor.locator('body').evaluate((element) => getComputedStyle(element).fontSize), '24px')
    await visitor.getByRole('button', { name: '标准版' }).click()
    assert.equal(await visitor.locator('body').evaluate((element) => getComputedStyle(element).fontSize), '18px')
  })
})
