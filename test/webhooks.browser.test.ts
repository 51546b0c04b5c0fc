import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { isSigned, Receiver } from '../modules/webhooks/receiver.test-support.ts'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, signInAt, stepElsewhere } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']

describe('系统管理员管事件推送', { skip: browserMissing }, () => {
  let site: Site
  let receiver: Receiver
  let page: Page
  let caseId: string
  let secret: string
  before(async () => {
    process.env['CHUNFENG_WEBHOOK_HOSTS'] = ''
    ;[site, receiver] = await Promise.all([openSite('2026-03-02'), Receiver.open()])
    ;({ caseId } = await fileApplication(site.url, '食品经营许可'))
    page = await site.open({ viewport: { width: 1280, height: 900 } })
  })
  after(async () => { await site.close(); await receiver.close() })
  const card = () => page.locator('.subscriptions li', { hasText: '电子监察' })
  /** As it stands, and on the narrowest screen. */
  const look = async (name: string, { isDark = false } = {}) => {
    if (isDark) await page.getByRole('switch', { name: '深色' }).click()
    const found = await accessibilityFaults(page)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/webhooks-${name}.png`, fullPage: true })
    await page.setViewportSize({ width: 320, height: 700 })
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/webhooks-${name}-320.png`, fullPage: true })
    if (await sidewaysPixels(page) > 0) found.push('要左右拖动')
    await page.setViewportSize({ width: 1280, height: 900 })
    if (isDark) await page.getByRole('switch', { name: '深色' }).click()
    assert.deepEqual(found, [])
  }

  it('空的页面说会有什么；运维没有允许主机，登记被拒绝并说明白', async () => {
    await page.goto('/staff/webhooks')
    await signInAt(page, 'sysadmin')
    await page.getByText('还没有登记').waitFor()
    await page.getByText('运维还没有允许任何主机').waitFor()
    await page.getByLabel('给谁用').fill('电子监察')
    await page.getByLabel('网址').fill(receiver.url)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText(/还没有允许往 .* 推送/).waitFor()
  })

  it('登记：步骤按办件种类选，一步也不选不行；密钥只出现这一次', async () => {
    process.env['CHUNFENG_WEBHOOK_HOSTS'] = receiver.host
    await page.getByLabel('只推选中的步骤').check()
    await page.getByRole('button', { name: /^登\s*记$/ }).click()
    await page.getByText('请至少选一步').waitFor()
    const group = page.getByRole('group', { name: '政务服务办件' })
    for (const step of ['受理', '审查']) await group.getByLabel(step, { exact: true }).check()
    await look('choice')
    await page.getByRole('button', { name: /^登\s*记$/ }).click()
    const note = page.getByRole('region', { name: '电子监察的签名密钥' })
    await note.getByText('只出现这一次').waitFor()
    secret = await note.locator('code').innerText()
    await note.getByRole('button', { name: '复制密钥' }).click()
    await note.getByText(/已复制|已经选中/).waitFor()
    await look('secret')
    await note.getByRole('button', { name: '我已经存好' }).click()
    await note.waitFor({ state: 'detached' })
    assert(secret.startsWith('whsec_') && !(await page.content()).includes(secret))
    await card().getByText('还没有送到过').waitFor()
    await card().getByText('政务服务办件：受理、审查').waitFor()
  })

  it('窗口受理一件，对方收到，签名对得上，页面自己变成送到一个', async () => {
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    await card().getByText(/^1 个，最近一次/).waitFor()
    await card().getByText('正常', { exact: true }).waitFor()
    assert.deepEqual(receiver.heard.map(({ event }) => event.type), ['chunfeng.application.accept'])
    assert(receiver.heard.every((heard) => isSigned(heard, secret)))
  })

  it('对方出错，页面说为什么、几时再推；修好以后按一下，接着推', async () => {
    receiver.answer = (response) => void response.writeHead(503).end()
    await stepElsewhere(site.url, { account: 'reviewer', caseId, step: 'review', data: { opinion: '材料齐全，符合条件。', recommendation: 'approve' } })
    await card().getByText('在重试', { exact: true }).waitFor()
    await card().getByText(/^对方答复 503，这一步已经试了 \d 次，.* 再推/).waitFor()
    await look('retrying', { isDark: true })
    receiver.answer = (response) => void response.writeHead(204).end()
    await card().getByRole('button', { name: '现在就推 电子监察' }).click()
    await card().getByText(/^2 个，最近一次/).waitFor()
    await card().getByText('正常', { exact: true }).waitFor()
  })

  it('删除先问一句；不删就还在，删了就空了', async () => {
    const dialog = page.getByRole('dialog', { name: '删除“电子监察”？' })
    await card().getByRole('button', { name: '删除 电子监察' }).click()
    await dialog.waitFor()
    await look('delete')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'hidden' })
    assert.equal(await card().count(), 1)
    await page.keyboard.press('Enter')
    await dialog.getByRole('button', { name: '删除，不再推送' }).click()
    await page.getByText('已删除“电子监察”').waitFor()
    await page.getByText('还没有登记').waitFor()
  })
})
