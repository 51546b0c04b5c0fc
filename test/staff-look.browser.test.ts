import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { signInAt } from './staff-desk.ts'
import { STAFF_PAGES, staffCases } from './staff-pages.ts'

const WIDTHS = [320, 768, 1280]
/** As the switches in the corner keep them. */
const LOOKS = { 标准: {}, 大字: { large: true }, 高对比: { contrast: true } }
const SHOTS = process.env['CHUNFENG_SHOTS']

describe('工作人员看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let addressOf: (path: string) => string
  const pages = new Map<string, Page>()
  before(async () => {
    site = await openSite('2026-03-02')
    addressOf = await staffCases(site.url)
  })
  after(() => site.close())

  /** Everybody signs in once. */
  const pageAt = async (account: string, path: string): Promise<Page> => {
    const known = pages.get(account)
    const page = known ?? await site.open()
    await page.goto(addressOf(path))
    if (!known) await signInAt(page, account)
    pages.set(account, page)
    await page.locator('main h1').waitFor()
    await page.waitForLoadState('networkidle')
    return page
  }

  for (const [index, [name, account, path]] of STAFF_PAGES.entries()) {
    it(`${name}：标准、大字、高对比，三种宽度下没有无障碍问题，一页一个标题，不用左右拖动`, async () => {
      const page = await pageAt(account, path)
      const found: string[] = []
      for (const [look, wanted] of Object.entries(LOOKS)) {
        await putOn(page, wanted)
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 })
          found.push(...(await accessibilityFaults(page, look === '高对比' ? 'colours' : 'everything')).map((fault) => `${look} ${width}：${fault}`))
          if (await sidewaysPixels(page) > 0) found.push(`${look} ${width}：要左右拖动`)
          if (SHOTS) await page.screenshot({ path: `${SHOTS}/${index}-${look}-${width}.png` })
        }
      }
      await putOn(page, {})
      assert.equal(await page.locator('main h1').count(), 1)
      assert.deepEqual(found, [])
    })
  }

  it('换了样子就真的换了：大字更大，高对比是黑底白底，不用重新打开；下次打开还在', async () => {
    const page = await pageAt('window', '/staff/')
    const style = (name: string): Promise<string> => page.evaluate(`getComputedStyle(document.body).${name}`)
    const [size, ink] = [await style('fontSize'), await style('color')]
    await page.getByRole('switch', { name: '大字' }).click()
    await page.getByRole('switch', { name: '高对比' }).click()
    assert.deepEqual([size, await style('fontSize')], ['14px', '20px'])
    assert.notEqual(ink, await style('color'))
    assert.equal(await style('color'), 'rgb(0, 0, 0)')
    await page.reload()
    await page.locator('main h1').waitFor()
    assert.equal(await style('fontSize'), '20px')
  })
})

/** The look without loading anew, as another window of the same browser would hear of it. */
async function putOn(page: Page, wanted: Readonly<Record<string, boolean>>): Promise<void> {
  await page.evaluate(`
    for (const name of ['large', 'contrast']) localStorage.setItem('chunfeng.' + name, String(${JSON.stringify(wanted)}[name] === true))
    window.dispatchEvent(new StorageEvent('storage'))`)
}
