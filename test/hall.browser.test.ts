import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { factBeside, heading, press, signInHere } from './citizen-walk.ts'
import { signInAt } from './staff-desk.ts'

const FOOD = 'SL4401140100001'
const SHOTS = process.env['CHUNFENG_SHOTS']

describe('到大厅办事', { skip: browserMissing }, () => {
  let site: Site
  const codes: string[] = []
  before(async () => { site = await openSite('2026-03-02') })
  after(() => site.close())
  const shot = async (page: Page, name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/hall-${name}.png`, fullPage: true }) }

  for (const [theme, account] of [['standard', 'citizen'], ['elder', 'enterprise']] as const) {
    it(`${theme === 'elder' ? '长者版' : '标准版'}：从事项到预约，一页一个问题，没有脚本也行；拿到卡片和日历文件，能改期`, async () => {
      const page = await site.open({ viewport: { width: theme === 'elder' ? 320 : 1280, height: 900 }, javaScriptEnabled: false })
      await page.context().addCookies([{ name: 'theme', value: theme, url: site.url }])
      await page.goto(`/items/${FOOD}`)
      await page.getByRole('link', { name: '到窗口办' }).first().click()
      await shot(page, `${theme}-window`)
      await page.getByRole('link', { name: '预约时间' }).click()
      await signInHere(page, account)
      assert.equal(await heading(page), '哪一天来？')
      await press(page, '继续')
      await page.getByRole('alert').getByText('请选择一项').waitFor()
      await page.getByLabel('2026年3月2日（周一）').check()
      await shot(page, `${theme}-day`)
      await press(page, '继续')
      await page.getByLabel('10:00—10:30').check()
      await press(page, '继续')
      await shot(page, `${theme}-confirm`)
      await press(page, '确认预约')
      assert.equal(await heading(page), '已经约好了')
      await page.getByRole('link', { name: '改期' }).click()
      await page.getByLabel('2026年3月2日（周一）').check()
      await press(page, '继续')
      await page.getByLabel('09:30—10:00').check()
      await press(page, '继续')
      await press(page, '确认改期')
      assert.equal(await factBeside(page, '时间'), '09:30—10:00')
      assert.match(await (await page.request.get(`${page.url()}/calendar.ics`)).text(), /DTSTART:20260302T013000Z/)
      assert.equal(await sidewaysPixels(page), 0)
      await shot(page, `${theme}-card`)
      codes.push((await factBeside(page, '预约号')).replace(/\D/g, ''))
    })
  }

  it('取号机：口令、签到、取号，大按钮；不是取号机的取不了', async () => {
    const machine = await site.open({ viewport: { width: 1080, height: 1200 } })
    await machine.goto('/hall/centre/machine')
    assert.deepEqual(await accessibilityFaults(machine), [])
    await machine.getByLabel('取号机口令').fill(DEMO_PASSWORD)
    await machine.getByRole('button', { name: '设为取号机' }).click()
    await machine.getByRole('button', { name: /^综合服务/ }).waitFor()
    assert.deepEqual(await accessibilityFaults(machine), [])
    await shot(machine, 'machine')
    for (const [index, code] of codes.entries()) {
      await machine.getByLabel('八位预约号').fill(code)
      await machine.getByRole('button', { name: '签到取号' }).click()
      assert.equal(await heading(machine), `A00${index + 1} 号`)
      if (index === 0) await shot(machine, 'ticket')
      await machine.getByRole('link', { name: '取好了，下一位取号' }).click()
    }
    await machine.getByRole('button', { name: /^综合服务/ }).click()
    assert.equal(await heading(machine), 'A003 号')
    assert.equal(await factBeside(machine, '前面还有'), '2 人')
  })

  it('窗口按 n 叫下一位，大屏上跟着变；重呼、办完；大屏没有脚本也看得到', async () => {
    const clerk = await site.open({ viewport: { width: 1280, height: 900 } })
    await clerk.goto('/staff/calling')
    await signInAt(clerk, 'window')
    const choice = clerk.getByLabel('我坐的窗口')
    await choice.selectOption(await choice.locator('option', { hasText: 'A01　花都区' }).getAttribute('value'))
    await clerk.getByText('窗口前没有人').waitFor()
    await shot(clerk, 'calling-before')
    const board = await site.open({ viewport: { width: 1280, height: 720 } })
    await board.goto('/hall/centre/board')
    await board.getByText('现在没有在叫的号').waitFor()
    await clerk.keyboard.press('n')
    await clerk.locator('.now', { hasText: 'A001' }).waitFor()
    await clerk.keyboard.press('r')
    await clerk.getByText('叫了 2 次').waitFor()
    await shot(clerk, 'calling')
    await board.clock.runFor(5_000)
    await board.locator('.calls strong', { hasText: 'A001' }).waitFor()
    assert.deepEqual(await accessibilityFaults(board), [])
    await shot(board, 'board')
    await board.setViewportSize({ width: 320, height: 700 })
    assert.equal(await sidewaysPixels(board), 0)
    await shot(board, 'board-320')
    const plain = await site.open({ javaScriptEnabled: false })
    await plain.goto('/hall/centre/board')
    assert.match(await plain.locator('.calls').innerText(), /A001\s*请到 A01 窗口/)
    await clerk.getByRole('button', { name: /^叫下一位/ }).click()
    await clerk.locator('.now', { hasText: 'A002' }).waitFor()
    await clerk.keyboard.press('d')
    await clerk.getByText('窗口前没有人').waitFor()
    await clerk.getByText(/今天本窗口办了 2 人/).waitFor()
    await clerk.setViewportSize({ width: 320, height: 900 })
    await shot(clerk, 'calling-320')
  })

  it('管理员看进驻率，点开应进未进，登记窗口，数字跟着变', async () => {
    const bureau = await site.open({ viewport: { width: 1280, height: 900 } })
    await bureau.goto('/staff/hall')
    await signInAt(bureau, 'bureau')
    const rate = bureau.getByRole('region', { name: '进驻率（应进必进）' })
    await rate.waitFor()
    const before = await rate.locator('.rate').innerText()
    await shot(bureau, 'rates')
    await bureau.getByRole('listitem').filter({ hasText: '例外已到期' }).getByRole('link').click()
    await bureau.getByRole('rowheader').getByRole('link').first().click()
    await bureau.getByRole('button', { name: '结束这条例外' }).click()
    await bureau.getByText(/已于 2026-03-02 结束/).waitFor()
    await bureau.getByRole('group', { name: '花都区政务服务中心（示例）' }).getByRole('checkbox', { name: 'A01' }).check()
    await shot(bureau, 'item')
    await bureau.getByRole('button', { name: '保存窗口' }).click()
    await bureau.locator('p', { hasText: '已进驻' }).waitFor()
    await bureau.getByRole('link', { name: '进驻率和一门办理率' }).click()
    await rate.waitFor()
    assert(Number.parseFloat(await rate.locator('.rate').innerText()) > Number.parseFloat(before), before)
    await bureau.getByRole('link', { name: '大厅和窗口' }).click()
    await bureau.getByText('登记或修改窗口', { exact: true }).first().click()
    await shot(bureau, 'halls')
    await bureau.getByRole('link', { name: '事项在哪里办' }).click()
    await bureau.getByRole('row').nth(3).waitFor()
    await shot(bureau, 'items')
  })
})
