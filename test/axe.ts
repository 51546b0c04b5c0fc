import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Where the same markup was looked at as a whole in its usual colours, and only they have changed. */
const COLOUR_RULES = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block']
const USUAL_COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/**
 * What axe finds wrong with the page as it stands: rule and place, one line each. It is brought into the page once and run as it stands:
 * what Playwright's own wrapper adds is for frames, and doubles the time. Our only frames are previews of pages that are looked at themselves.
 * Another width or larger letters seldom show, lay out or paint anything else: what stands there as it was looked at before is not looked
 * at again, neither as a whole nor for its colours.
 */
export async function accessibilityFaults(page: Page, what: 'everything' | 'colours' = 'everything'): Promise<string[]> {
  if (await page.evaluate('typeof axe === "undefined"')) await page.evaluate(AXE)
  const rules = rulesFor(what, await page.evaluate<Fresh>(`(${FRESH})(${what === 'everything'})`))
  if (rules === null) return []
  const options = { resultTypes: ['violations'], preload: false, iframes: false, ...rules }
  const faults = await page.evaluate<string[] | null>(`axe.run(document, ${JSON.stringify(options)}).then(
    ({ violations, passes }) => passes.length === 0 ? null : violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + '：' + target.join(' '))))`)
  if (faults === null) throw new Error('axe 什么也没有检查，不能当作没有缺陷')
  return faults
}

/** Null where all has been looked at before. */
function rulesFor(what: 'everything' | 'colours', { isShownAnew, isPaintedAnew }: Fresh): object | null {
  if (what === 'colours') return isPaintedAnew ? { runOnly: COLOUR_RULES } : null
  if (isShownAnew) return isPaintedAnew ? {} : WITHOUT_COLOURS
  return isPaintedAnew ? { runOnly: USUAL_COLOUR_RULES } : null
}

const WITHOUT_COLOURS = { rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }])) }

interface Fresh { isShownAnew: boolean; isPaintedAnew: boolean }

/** What a colour is judged by, besides whether the letters count as large: itself, what is behind it, and what else tells a link from its text. */
const PAINT = ['visibility', 'opacity', 'position', 'color', 'backgroundColor', 'backgroundImage', 'fontWeight', 'textDecorationLine']
/** In pixels; from here on WCAG asks for less contrast. */
const LARGE = 24
const LARGE_BOLD = 18.66
/** What decides, besides the markup, whether and as what something is there for eye, ear and keyboard. */
const SHAPE = ['display', 'visibility', 'position', 'overflowX', 'overflowY', 'clip', 'clipPath', 'contentVisibility', 'pointerEvents']

/**
 * Whether something is there that was not since the page was opened, or is shown, hidden, off the screen, to be scrolled or laid out differently;
 * and whether something is in another colour or weight, or of a size that asks for another contrast. Runs in the page, therefore as text.
 */
const FRESH = `(isWhole) => {
  const [shapes, paints] = [[document.title, document.body.textContent], []]
  for (const element of document.querySelectorAll('*')) {
    const [style, { width, height, right, bottom }] = [getComputedStyle(element), element.getBoundingClientRect()]
    const isShown = style.display !== 'none'
    const marks = [...element.attributes].filter(({ name }) => name !== 'class' && name !== 'style').map(({ name, value }) => name + '=' + value)
    const isScrolled = [[style.overflowX, element.scrollWidth - element.clientWidth], [style.overflowY, element.scrollHeight - element.clientHeight]]
      .map(([overflow, hidden]) => /auto|scroll/.test(overflow) && hidden > 0)
    const place = [width === 0, height === 0, right <= 0, bottom + scrollY <= 0, ...isScrolled]
    shapes.push([element.tagName, ...marks, style.opacity === '0', ...${JSON.stringify(SHAPE)}.map((name) => style[name]), ...(isShown ? place : [])].join())
    const [size, sizeAround] = [parseFloat(style.fontSize), parseFloat(getComputedStyle(element.parentElement ?? element).fontSize)]
    const letters = [size >= (style.fontWeight >= 700 ? ${LARGE_BOLD} : ${LARGE}), size === sizeAround]
    paints.push([element.tagName, ...(isShown ? [...letters, ...${JSON.stringify(PAINT)}.map((name) => style[name])] : [])].join())
  }
  const isNew = (name, text) => {
    const [seen, before] = [window[name] ??= new Set(), window[name].size]
    return seen.add(text).size > before
  }
  return { isPaintedAnew: isNew('axeHasPainted', paints.join(';')), isShownAnew: isWhole && isNew('axeHasSeen', shapes.join(';')) }
}`
