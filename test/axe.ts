import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where the same markup was looked at as a whole in its usual colours, and only they have changed. */
const COLOUR_RULES = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']

/**
 * What axe finds wrong with the page as it stands: rule and place, one line each. It is brought into the page once and run as it stands:
 * what Playwright's own wrapper adds is for frames, and doubles the time. Our only frames are previews of pages that are looked at themselves.
 */
export async function accessibilityFaults(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE)
  const options = { resultTypes: ['violations'], preload: false, iframes: false, ...(what === 'colours' && { runOnly: COLOUR_RULES }) }
  const faults = await page.evaluate<string[] | null>(`axe.run(document, ${JSON.stringify(options)}).then(
    ({ violations, passes }) => passes.length === 0 ? null : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + '：' + target.join(' '))))`)
  if (faults === null) throw new Error('axe 什么也没有检查，不能当作没有缺陷')
  return faults
}
