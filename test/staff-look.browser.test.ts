import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { accessibilityFaults, browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, signInAt } from './staff-desk.ts'
import { STAFF_PAGES } from './staff-pages.ts'

const WIDTHS = [320, 768, 1280]

describe('工作人员看到的每一页', { skip: browserMissing }, () => {
  let site: Site
  let caseId: string
  before(async () => {
    site = await openSite('2026-03-02')
    ;({ caseId } = await fileApplication(site.url, '食品经营许可'))
  })
  after(() => site.close())

  for (const [name, account, path] of STAFF_PAGES) {
    it(`${name}：三种宽度下没有无障碍问题，一页一个标题，不用左右拖动`, async () => {
      const page = await site.open()
      await page.goto(path.replace('{case}', caseId))
      await signInAt(page, account)
      await page.locator('main h1').waitFor()
      await page.waitForLoadState('networkidle')
      const found: string[] = []
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 })
        found.push(...(await accessibilityFaults(page)).map((fault) => `${width}：${fault}`))
        if (await sidewaysPixels(page) > 0) found.push(`${width}：要左右拖动`)
      }
      assert.equal(await page.locator('main h1').count(), 1)
      assert.deepEqual(found, [])
      await page.context().close()
    })
  }
})
