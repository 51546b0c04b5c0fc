import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where the same markup was looked at as a whole in its usual colours, and only they have changed. */
const COLOUR_RULES = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']

/**
 * What axe finds wrong with the page as it stands: rule and place, one line each. It is brought into the page once and run as it stands:
 * what Playwright's own wrapper adds is for frames, and doubles the time. Our only frames are previews of pages that are looked at themselves.
 * Colours take more than half of the time, and another width does not repaint: what is shown as it was shown before is not asked for them again.
 */
export async function accessibilityFaults(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE)
  const isPainted = await page.evaluate<boolean>(PAINTED)
  if (what === 'colours' && !isPainted) return []
  const rules = what === 'colours' ? { runOnly: COLOUR_RULES } : isPainted ? {} : WITHOUT_COLOURS
  const options = { resultTypes: ['violations'], preload: false, iframes: false, ...rules }
  const faults = await page.evaluate<string[] | null>(`axe.run(document, ${JSON.stringify(options)}).then(
    ({ violations, passes }) => passes.length === 0 ? null : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + '：' + target.join(' '))))`)
  if (faults === null) throw new Error('axe 什么也没有检查，不能当作没有缺陷')
  return faults
}

const WITHOUT_COLOURS = { rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }])) }

/** What a colour is judged by: itself, what is behind it, and how large and thick the letters are. */
const LOOKED_AT = ['visibility', 'opacity', 'position', 'color', 'backgroundColor', 'backgroundImage', 'fontSize', 'fontWeight', 'textDecorationLine']

/** Whether something is shown that was not, or in another colour, size or weight, since the page was opened. Runs in the page, therefore as text. */
const PAINTED = `(() => {
  const shown = [...document.querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element)
    return [element.tagName, ...(style.display === 'none' ? [] : ${JSON.stringify(LOOKED_AT)}.map((name) => style[name]))].join()
  }).join(';')
  window.axeHasSeen ??= new Set()
  const before = window.axeHasSeen.size
  return window.axeHasSeen.add(shown).size > before
})()`
