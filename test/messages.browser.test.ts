import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { heading, press, signInHere } from './citizen-walk.ts'
import { signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const FOOD = 'SL4401140100001'
const PATIENCE_MILLISECONDS = 10_000
const SKINS = { standard: '标准版', elder: '长者版' } as const
type Skin = keyof typeof SKINS

describe('消息安静，问了有答', { skip: browserMissing }, () => {
  let site: Site
  let clerk: Page
  const pages: Partial<Record<Skin, Page>> = {}
  before(async () => {
    site = await openSite('2026-03-02')
    clerk = await site.open({ viewport: { width: 1280, height: 900 } })
    clerk.setDefaultTimeout(PATIENCE_MILLISECONDS)
    for (const skin of ['standard', 'elder'] as const) pages[skin] = await readerWith(skin)
  })
  after(() => site.close())

  /** A citizen without scripts, in one of the skins, signed in. */
  async function readerWith(skin: Skin): Promise<Page> {
    const page = await site.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    page.setDefaultTimeout(PATIENCE_MILLISECONDS)
    await page.context().addCookies([{ name: 'theme', value: skin, url: site.url }])
    await page.goto('/sign-in?next=/me/messages')
    await signInHere(page, 'citizen')
    return page
  }
  const pageOf = (skin: Skin): Page => pages[skin] ?? assert.fail('没有这一页')
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) }
  const mainText = (page: Page): Promise<string> => page.locator('main').innerText()

  for (const [skin, label] of [['standard', '标准版'], ['elder', '长者版']] as const) {
    it(`${label}：选好怎样提醒；夜里的时间不行，说为什么；法定的不能关，说为什么`, async () => {
      const page = pageOf(skin)
      await page.getByRole('link', { name: '消息怎样提醒' }).click()
      assert.match(await mainText(page), /哪些不能关，为什么[\s\S]*行政许可法/)
      await page.getByLabel('每天几点发合成的那一条').fill('23:30')
      await press(page, '保存')
      assert.match(await page.getByRole('alert').innerText(), /夜间（21:00 至次日 08:00）不发短信/)
      await page.getByLabel('每天几点发合成的那一条').fill('08:30')
      await page.getByLabel('都用短信告诉我').check()
      await press(page, '保存')
      assert.match(await mainText(page), /已经保存/)
      assert.deepEqual([await page.locator('html').getAttribute('class'), await sidewaysPixels(page)], [skin === 'elder' ? 'elder' : null, 0])
      await shot(page, `preference-${skin}`)
    })
  }

  it('到了她选的时间，攒着的几条合成一条短信；没有姓名，没有网址', async () => {
    const page = pageOf('standard')
    await page.goto('/me/messages/preference')
    await waitForText(page, '最近给您发的短信')
    const text = await mainText(page)
    assert.match(text, /您有2条新消息。请登录政务服务平台/)
    assert.equal(text.match(/您有\d+条新消息/g)?.length, 1)
    assert.doesNotMatch(text.split('最近给您发的短信')[1]?.split('哪些不能关')[0] ?? '', /李群众|http/)
    await shot(page, 'digest')
  })

  for (const [skin, question] of [['standard', '只做外卖要不要堂食面积？'], ['elder', '厨师要不要健康证？']] as const) {
    it(`${SKINS[skin]}：在事项页提问，看得到轮到谁、最迟哪天答`, async () => {
      const page = pageOf(skin)
      await page.goto(`/items/${FOOD}`)
      if (skin === 'elder') await page.getByText('常见问题').click()
      await page.getByRole('link', { name: '就这个事项提问' }).click()
      await page.getByLabel('您想问什么').fill(question)
      await shot(page, `ask-${skin}`)
      await press(page, '提交问题')
      assert.match(await heading(page), /^咨询：食品经营许可/)
      assert.match(await mainText(page), /现在轮到.*最迟/)
      assert.equal(await sidewaysPixels(page), 0)
      await shot(page, `question-${skin}`)
    })
  }

  it('部门在待办里看到，打开、按键答复，勾“可以公开”；没有改写公开的问题交不上', async () => {
    await clerk.goto('/staff/')
    await signInAt(clerk, 'reviewer')
    await clerk.locator('table.cases tbody tr', { hasText: '咨询：食品经营许可' }).first().getByRole('link').first().click()
    await clerk.getByRole('heading', { level: 2, name: '问和答' }).waitFor()
    assert.deepEqual(await accessibilityFaults(clerk), [])
    await shot(clerk, 'desk')
    const words = await clerk.locator('.question .said blockquote').first().innerText()
    await clerk.getByRole('button', { name: /^答复/ }).click()
    const dialog = clerk.getByRole('dialog')
    await dialog.getByLabel('答复（提问人看得到）').fill('要按经营方式定，请看指南“办理条件”。')
    await dialog.getByRole('checkbox').check()
    await shot(clerk, 'answer')
    await clerk.keyboard.press('Control+Enter')
    await dialog.getByText('请写公开的问题').first().waitFor()
    await dialog.getByLabel('公开的问题').fill(words.includes('外卖') ? '只做外卖要不要堂食面积？' : '厨师要不要健康证？')
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByText('已办：答复').waitFor()
    await clerk.getByText('已公开为常见问题').waitFor()
    await shot(clerk, 'answered')
  })

  it('提问人在“我的”里看到答复，可以追问；别人在事项页看到常见问题', async () => {
    const page = pageOf('standard')
    await page.goto('/me')
    await page.locator('li', { hasText: '已答复' }).getByRole('link', { name: /^咨询：食品经营许可/ }).click()
    assert.match(await mainText(page), /已经答复。没有说清的可以追问。[\s\S]*要按经营方式定/)
    await shot(page, 'answered-citizen')
    await page.getByLabel('还想问什么').fill('那冷食呢？')
    await press(page, '追问')
    assert.match(await mainText(page), /追问，待答复/)
    const visitor = await site.open({ javaScriptEnabled: false })
    await visitor.goto(`/items/${FOOD}`)
    assert.match(await mainText(visitor), /常见问题[\s\S]*要按经营方式定，请看指南“办理条件”。/)
  })

  it('工作人员自己的页面上有提醒，也能选', async () => {
    await clerk.goto('/staff/account')
    const card = clerk.locator('section', { has: clerk.getByRole('heading', { name: '消息和提醒' }) })
    await card.getByLabel('只发要我办的事和决定').check()
    await card.getByRole('button', { name: /保\s*存/ }).click()
    await card.getByText('已保存').waitFor()
    await shot(clerk, 'reminders')
  })
})

/** The page again and again until it says so; what it waits for is done by a job of the server. */
async function waitForText(page: Page, words: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if ((await page.locator('main').innerText()).includes(words)) return
    await page.waitForTimeout(PAUSE_MILLISECONDS)
    await page.reload()
  }
  assert.fail(`页面上一直没有“${words}”`)
}

const TRIES_MAX = 40
const PAUSE_MILLISECONDS = 250
