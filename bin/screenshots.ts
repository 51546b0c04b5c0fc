/**
 * Draws every page as people see it, into docs/screenshots/pages: in the standard look and in large letters on a desk, and at 320 pixels.
 * Run: node bin/screenshots.ts. Look at them; what is ugly or unclear is a defect.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openSite, type Site } from '../test/browser.ts'
import { citizenPages } from '../test/citizen-pages.ts'
import { signInHere } from '../test/citizen-walk.ts'
import { signInAt } from '../test/staff-desk.ts'
import { STAFF_PAGES, staffCases } from '../test/staff-pages.ts'

const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots', 'pages')
/** The day the pictures live in. */
const TODAY = '2026-03-02'
const LOOKS = [['标准', 'standard', 1000], ['长者版', 'elder', 1000], ['手机', 'standard', 320]] as const
const STAFF_LOOKS = [['标准', false, 1280], ['大字', true, 1280], ['手机', false, 320]] as const
const HEIGHT = 800
const HEIGHT_MAX = 1600
const QUALITY = 28

const site = await openSite(TODAY)
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
const rows = [...await citizens(site), ...await staff(site)]
writeFileSync(join(FOLDER, 'README.md'), `# 每一页的样子\n\n由 \`node bin/screenshots.ts\` 画出，人和企业都是虚构的。`
  + `看过以后改了什么：[looked-at.md](../../looked-at.md)。\n\n${rows.join('\n')}\n`)
await site.close()

async function citizens({ url, open }: Site): Promise<string[]> {
  const page = await open()
  await page.goto('/sign-in')
  await signInHere(page, 'citizen')
  const pages = Object.entries(await citizenPages(url, page))
  const lines = [`## 群众和企业`, '', `| 页 | ${LOOKS.map(([label]) => label).join(' | ')} |`, '|---|---|---|---|']
  for (const [name, path] of pages) {
    const cells: string[] = []
    for (const [label, theme, width] of LOOKS) {
      await page.context().addCookies([{ name: 'theme', value: theme, url }])
      await page.setViewportSize({ width, height: HEIGHT })
      await page.goto(path)
      cells.push(await draw(page, `${name}-${label}`, width))
    }
    lines.push(`| ${name} | ${cells.join(' | ')} |`)
  }
  return lines
}

async function staff({ url, open }: Site): Promise<string[]> {
  const addressOf = await staffCases(url)
  const lines = ['', '## 工作人员', '', `| 页 | ${STAFF_LOOKS.map(([label]) => label).join(' | ')} |`, '|---|---|---|---|']
  for (const [name, account, path] of STAFF_PAGES) {
    const page = await open({ viewport: { width: 1280, height: HEIGHT } })
    await page.goto(addressOf(path))
    await signInAt(page, account)
    await page.locator('main h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    const cells: string[] = []
    for (const [label, isLarge, width] of STAFF_LOOKS) {
      await page.evaluate(`localStorage.setItem('chunfeng.large', '${isLarge}'); window.dispatchEvent(new StorageEvent('storage'))`)
      await page.setViewportSize({ width, height: HEIGHT })
      cells.push(await draw(page, `工作台-${name}-${label}`, width))
    }
    lines.push(`| ${name} | ${cells.join(' | ')} |`)
    await page.context().close()
  }
  return lines
}

/** The whole page, up to a height nobody scrolls beyond in a picture. */
async function draw(page: Page, name: string, width: number): Promise<string> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight')
  const clip = { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX), scale: 1 }
  const file = `${name.replace(/[^\p{L}\p{N}-]/gu, '')}.webp`
  // Asked of the browser itself: half the size of what page.screenshot can write.
  const browser = await page.context().newCDPSession(page)
  const { data } = await browser.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, captureBeyondViewport: true, clip })
  await browser.detach()
  writeFileSync(join(FOLDER, file), Buffer.from(data, 'base64'))
  return `![${name}](${encodeURI(file)})`
}
