import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { citizenPages } from './citizen-pages.ts'
import { press, signInHere } from './citizen-walk.ts'

const TODAY = '2026-03-02'
/** A phone held sideways: little height is where something fixed would cover what has the focus. */
const SMALL = { width: 640, height: 320 }
/** More stops than the longest page has. */
const STOPS_MAX = 400

interface Focused { name: string; isSeen: boolean }

/** What one look at a page tells: every page is opened once in each theme. */
interface Seen { name: string; stops: Focused[]; draggable: number; help: string; afterFoot: string | null }

/** What WCAG 2.2 added and axe cannot see. */
describe('WCAG 2.2 中工具查不出的几条', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let pages: [name: string, path: string][]
  const seen: Record<string, Seen[]> = {}
  before(async () => {
    site = await openSite(TODAY)
    page = await site.open({ viewport: SMALL, serviceWorkers: 'block' })
    await page.goto(`${site.url}/sign-in`)
    await signInHere(page, 'citizen')
    // The ticket machine stands in the hall, beside people who help: it has no foot, as it has no way out.
    pages = Object.entries(await citizenPages(site.url, page)).filter(([name]) => name !== '取号机')
    for (const theme of ['elder', 'standard']) {
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      seen[theme] = []
      for (const [name, path] of pages) seen[theme].push(await look(page, name, path))
    }
  })
  after(() => site.close())

  for (const [theme, label] of [['standard', '标准版'], ['elder', '长者版']] as const) {
    it(`2.4.11 焦点不被遮住（${label}）：用 Tab 走到的每一处都看得见`, () => {
      const stops = (seen[theme] ?? []).flatMap(({ name, stops: own }) => own.map((stop) => ({ page: name, ...stop })))
      assert(stops.length > pages.length * 8, `只走到 ${stops.length} 处`)
      assert.deepEqual(stops.filter(({ isSeen }) => !isSeen), [])
    })

    it(`2.5.7 没有非拖动不可的操作（${label}）`, () => {
      assert.deepEqual(seen[theme]?.filter(({ draggable }) => draggable > 0), [])
    })

    it(`3.2.6 求助的地方每一页都在同一个位置（${label}）：页脚的第一项，一样的话`, () => {
      assert.deepEqual([...new Set(seen[theme]?.map(({ help }) => help))], ['咨询、投诉：12345 政务服务便民热线'])
      assert.deepEqual(seen[theme]?.filter(({ afterFoot }) => afterFoot !== null), [])
    })
  }

  it('遮住了查得出来：上面的检查自己会失败', async () => {
    await page.goto('/')
    await page.evaluate(`{
      const cover = document.body.appendChild(document.createElement('div'))
      Object.assign(cover.style, { position: 'fixed', inset: '0', zIndex: '9' })
    }`)
    assert((await focusStops(page)).every(({ isSeen }) => !isSeen))
  })

  it('3.3.7 填过的不用再填：表单带着原来的内容，搜索词也还在', async () => {
    const path = pages.find(([name]) => name === '填表')?.[1] ?? ''
    await page.goto(path)
    const before = await filled(page)
    assert(before.length >= 1, '表单里应当已有填过的内容')
    await press(page, '保存并继续')
    await page.goto(path)
    assert.deepEqual(await filled(page), before)
    await page.goto('/search?q=%E5%BC%80%E9%A5%AD%E5%BA%97')
    assert.equal(await page.locator('main input[name=q]').inputValue(), '开饭店')
  })

  it('3.3.8 登录不用背：能用密码管理器，能粘贴，没有要认的图', async () => {
    const visitor = await site.open()
    await visitor.goto('/sign-in')
    assert.equal(await visitor.getByLabel('账号').getAttribute('autocomplete'), 'username')
    assert.equal(await visitor.getByLabel('密码').getAttribute('autocomplete'), 'current-password')
    assert.equal(await visitor.locator('main img, main canvas, [onpaste]').count(), 0)
    await visitor.goto('/register')
    assert.equal(await visitor.getByLabel('密码', { exact: false }).first().getAttribute('autocomplete'), 'new-password')
  })
})

async function look(page: Page, name: string, path: string): Promise<Seen> {
  await page.goto(path)
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
async function focusStops(page: Page): Promise<Focused[]> {
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

/** What the fields of the page hold. */
async function filled(page: Page): Promise<string[]> {
  const fields = await page.locator('main form :is(input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea)').all()
  const values = await Promise.all(fields.map((field) => field.inputValue()))
  return values.filter((value) => value !== '')
}
