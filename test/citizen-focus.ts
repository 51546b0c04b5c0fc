import type { Page } from 'playwright-core'

/** A phone held sideways: little height is where something fixed would cover what has the focus. */
const SMALL = { width: 640, height: 320 }
/** More stops than the longest page has. */
const STOPS_MAX = 400

interface Focused { name: string; isSeen: boolean }

/** What WCAG 2.2 asks of a page and axe cannot see. */
export interface Seen { name: string; stops: Focused[]; draggable: number; help: string; afterFoot: string | null }

/** Looks at the page as it has been opened; afterwards the focus is at its end. */
export async function seenOf(page: Page, name: string): Promise<Seen> {
  await page.setViewportSize(SMALL)
  return { name, ...await page.evaluate<Omit<Seen, 'name' | 'stops'>>(AT_REST), stops: await focusStops(page) }
}

/** What the page shows before anybody touches it; runs in it, therefore as text. */
const AT_REST = `(() => {
  const foot = document.querySelector('footer.foot')
  return {
    draggable: document.querySelectorAll('[draggable=true], input[type=range], [ondrag], [ondragstart]').length,
    help: foot.querySelector('li').innerText,
    afterFoot: foot.nextElementSibling?.tagName ?? null,
  }
})()`

/** Every stop of the Tab key from the top of the page to its end, and whether the middle or a corner of it can be seen. */
export async function focusStops(page: Page): Promise<Focused[]> {
  await page.evaluate(WATCH)
  for (let pressed = 0; pressed < STOPS_MAX; pressed += PRESSED_AT_ONCE) {
    await Promise.all(Array.from({ length: PRESSED_AT_ONCE }, () => page.keyboard.down('Tab')))
    const stops = await page.evaluate<Focused[] | null>('round()')
    if (stops !== null) return stops
  }
  throw new Error('Tab 走不到头')
}

/** Asking after every key would take most of the time: the page itself keeps what it shows. */
const PRESSED_AT_ONCE = 12

/**
 * Runs in the page, therefore as text. At each Tab, before it does anything, the page looks at where the one before has led;
 * `round` is what was seen once the way leads out of the page or to a stop met before, and null until then.
 */
const WATCH = `{
  const [met, stops] = [new Set(), []]
  let isOver = false
  const look = () => {
    const element = document.activeElement
    isOver ||= !element || element === document.body || met.has(element)
    if (isOver) return
    met.add(element)
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
    const points = [[left + width / 2, top + height / 2], [left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2]]
    const isSeen = points.some(([x, y]) => {
      const seen = document.elementFromPoint(x, y)
      return seen !== null && (element === seen || element.contains(seen) || seen.contains(element) && seen !== document.documentElement && seen !== document.body
        || [...(element.labels ?? [])].some((label) => label.contains(seen)))
    })
    stops.push({ name: (element.innerText || element.name || element.id || element.tagName).trim().slice(0, 30), isSeen })
  }
  let isFirst = true
  window.addEventListener('keydown', () => { if (!isFirst) look(); isFirst = false }, true)
  window.round = () => isOver ? stops : null
}`
