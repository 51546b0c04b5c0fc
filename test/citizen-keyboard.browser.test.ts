import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { png } from '../base/materials/samples.test-support.ts'
import { browserMissing, openSite, type Site } from './browser.ts'
import { heading, sampleValues } from './citizen-walk.ts'

const TODAY = '2026-03-02'
const FOOD = 'SL4401140100001'
const STOPS_MAX = 200
const PAGES_MAX = 60

let site: Site
let values: Record<string, string>
before(async () => {
  if (browserMissing !== false) return
  site = await openSite(TODAY)
  values = await sampleValues(site.url, FOOD)
})
after(() => site?.close())

for (const [theme, label] of [['standard', '标准版'], ['elder', '长者版']] as const) describe(`只用键盘办一件事（${label}）`, { skip: browserMissing }, () => {
  let page: Page
  let handedOver: () => void = () => {}
  before(async () => {
    page = await site.open({ javaScriptEnabled: true })
    await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
    // Listening from the beginning: a listener that comes and goes with each file may come too late on a busy machine.
    let given = 0
    page.on('filechooser', (chooser) => {
      given += 1
      void chooser.setFiles({ name: `材料${given}.png`, mimeType: 'image/png', buffer: png(3, given) }).then(() => handedOver())
    })
  })

  it('搜索、打开、答完情形问题', async () => {
    await page.goto(site.url)
    await tabTo(page, { name: 'q' })
    await page.keyboard.type('想开个小吃店')
    await enter(page)
    await follow(page, /^食品经营许可（新办）$/)
    await follow(page, /^开始办理$/)
    for (let asked = 0; page.url().includes('/questions') && asked < PAGES_MAX; asked += 1) {
      await tabTo(page, { kind: 'radio' })
      await page.keyboard.press('Space')
      await follow(page, /^继续$/)
    }
    assert.equal(await heading(page), '您的材料清单')
  })

  it('登录，逐页填表', async () => {
    await follow(page, /^登录后开始申请$/)
    await tabTo(page, { name: 'account' })
    await page.keyboard.type('citizen')
    await tabTo(page, { name: 'password' })
    await page.keyboard.type(DEMO_PASSWORD)
    await enter(page)
    await follow(page, /^开始申请$/)
    for (let pages = 0; page.url().includes('/form/') && pages < PAGES_MAX; pages += 1) {
      await fillByKeyboard(page, values)
      await follow(page, /^保存并继续$/)
    }
    assert.match(page.url(), /\/materials$/)
  })

  it('交齐材料，核对，声明，提交，得到编号和密码', async () => {
    for (let given = 0; await page.getByRole('link', { name: /^上传 / }).count() > 0 && given < PAGES_MAX; given += 1) {
      await follow(page, /^上传\s*\S/)
      await tabTo(page, { kind: 'file' })
      const chosen = new Promise<void>((resolve) => { handedOver = resolve })
      await page.keyboard.press('Space')
      await chosen
      await follow(page, /^上传$/)
    }
    await follow(page, /^保存并继续$/)
    await tabTo(page, { kind: 'checkbox' })
    await page.keyboard.press('Space')
    await follow(page, /^提交申请$/)
    assert.equal(await heading(page), '申请已提交')
    assert.match(await page.locator('main').innerText(), /\d{19}/)
  })
})

/** Presses Tab until the focus is on such a thing; going round once without meeting it is a fault. */
async function tabTo(page: Page, wanted: { name?: string; kind?: string; text?: RegExp }): Promise<void> {
  for (let stops = 0; stops < STOPS_MAX; stops += 1) {
    await page.keyboard.press('Tab')
    const { name, kind, text } = await page.evaluate<{ name: string; kind: string; text: string }>(FOCUSED)
    if (wanted.name !== undefined && wanted.name === name) return
    if (wanted.kind !== undefined && wanted.kind === kind) return
    if (wanted.text?.test(text) === true) return
  }
  throw new Error(`在 ${page.url()} 用 Tab 走不到 ${JSON.stringify({ ...wanted, text: String(wanted.text) })}`)
}

const FOCUSED = `(() => {
  const element = document.activeElement
  return { name: element?.name ?? '', kind: element?.type ?? '', text: (element?.innerText ?? '').trim() }
})()`

/** Goes to a link or button by its words and presses it. */
async function follow(page: Page, text: RegExp): Promise<void> {
  await tabTo(page, { text })
  await enter(page)
}

async function enter(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load')
  await page.keyboard.press('Enter')
  await loaded
}

/** Types into every field of the page, in the order of the Tab key. */
async function fillByKeyboard(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  const fields = page.locator('main form :is(input:not([type=hidden], [type=file]), select, textarea)')
  const names = new Set(await fields.evaluateAll((found) => found.map((field) => field.getAttribute('name') ?? '')))
  for (const name of names) {
    await tabTo(page, { name })
    const field = page.locator(':focus')
    const value = values[name] ?? '示例内容'
    const kind = await field.getAttribute('type')
    if (kind === 'radio') await chooseRadio(page, value)
    else if (await field.evaluate((element) => element.tagName) === 'SELECT') await chooseOption(page, value)
    else {
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type(value)
    }
  }
}

/** The arrows move among the radios of one question. */
async function chooseRadio(page: Page, value: string): Promise<void> {
  await page.keyboard.press('Space')
  for (let moves = 0; moves < STOPS_MAX; moves += 1) {
    if (await page.locator(':focus').getAttribute('value') === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`没有选项 ${value}`)
}

async function chooseOption(page: Page, value: string): Promise<void> {
  for (let moves = 0; moves < STOPS_MAX; moves += 1) {
    if (await page.locator(':focus').inputValue() === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`没有选项 ${value}`)
}
