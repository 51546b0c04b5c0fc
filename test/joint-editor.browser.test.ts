import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, openCaseAs, publishAt, signInAt, stepElsewhere, takeDrafted } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const NAME = '开一家药店'
const [SHOP, SIGN, FIRE] = ['药品经营许可（零售药店）', '门店招牌设置备案', '公众聚集场所投入使用、营业前消防安全检查']
/** 要在十分钟之内：一次点击、一个填写算一下，每下十秒也绰绰有余。 */
const ACTS_MAX = 40
const LOOKS_MAX = 300

/** Of two joint cases: filed under the first version and under the second. */
const filed = { first: '', number: '', second: '' }
let site: Site
let clerk: Page

describe('政数局在浏览器里用三件已有的事项做成一件事，发布给群众', { skip: browserMissing }, () => {
  let page: Page
  let citizen: Page
  let acts = 0
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open({ viewport: { width: 1280, height: 900 } })
    citizen = await site.open()
    clerk = await site.open({ viewport: { width: 1280, height: 900 } })
    for (const one of [page, citizen, clerk]) one.setDefaultTimeout(15_000)
    await page.goto('/staff/catalogue')
    await signInAt(page, 'bureau')
    await page.getByRole('heading', { name: '事项目录' }).waitFor()
  })
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) }
  const click = async (what: Locator) => { acts += 1; await what.click() }
  const fill = async (label: string, words: string) => { acts += 1; await page.getByLabel(label, { exact: true }).fill(words) }
  const choose = async (label: string, option: string) => { acts += 1; await page.getByLabel(label, { exact: true }).selectOption({ label: option }) }
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const publish = async () => { acts += 2; await publishAt(page) }
  const course = () => page.getByRole('region', { name: '次序', exact: true })
  const addEdge = async (later: string, earlier: string, how = '拿到结果才能申请') => {
    await choose('哪一件', later)
    await choose('要等哪一件', earlier)
    await choose('怎样等', how)
    await click(button('加上'))
    await page.getByRole('row', { name: new RegExp(`^${later}.*${earlier}`) }).waitFor()
  }

  it('少填了就说缺什么；写名称、选牵头部门和三件事项，合成一份草稿', async () => {
    await click(page.getByText('新建一件事', { exact: true }))
    await click(button('合成草稿'))
    await page.getByText(/请至少选 2 件事项，现在选了 0 件/).waitFor()
    await fill('一件事的名称', NAME)
    await choose('牵头部门', '区市场监督管理局')
    for (const [words, name] of [['零售药店', SHOP], ['门店招牌', SIGN], ['营业前消防', FIRE]] as const) {
      await fill('找包含的事项', words)
      await click(button(`加上${name}`))
    }
    await shot('joint-new')
    await click(button('合成草稿'))
    await page.getByRole('heading', { level: 1, name: NAME }).waitFor()
    await course().getByText(/全部办完最多 10 个工作日/).waitFor()
  })

  it('加一条先后，总的时限跟着变；再加一条转了圈，当场说出是哪几件、怎么办，发布不了', async () => {
    await addEdge(FIRE, SHOP, '同时审查，先后发证')
    await addEdge(SIGN, SHOP)
    await course().getByText(/全部办完最多 17 个工作日/).waitFor()
    await shot('joint-course')
    await addEdge(SHOP, SIGN)
    await course().getByText(/转了一圈.*办法：在“谁等谁”里去掉其中一条/).waitFor()
    await publish()
    await page.getByRole('alert').filter({ hasText: /改好才能发布/ }).waitFor()
    await page.getByRole('region', { name: '发布以前要改好的' }).getByText(/绕成了圈.*办法/).waitFor()
    await shot('joint-circle')
    await click(button(`去掉${SHOP}等${SIGN}`))
    await course().getByText(/全部办完最多 17 个工作日/).waitFor()
    await click(button('时限照这个次序写'))
    await page.getByText('现在写的内容可以发布。').waitFor()
  })

  it('合并的表单、材料、情形各说清填到哪里；旁边就是群众会看到的', async () => {
    await click(button('合并的表单'))
    const fields = page.getByRole('region', { name: '字段对应表' })
    await fields.getByRole('row').nth(1).waitFor()
    assert.equal(await fields.getByText('没有事项要它').count(), 0)
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor()
    await shot('joint-form')
    await click(button('合并的材料'))
    await page.getByRole('region', { name: '材料对应表' }).getByText(new RegExp(SIGN)).first().waitFor()
    await shot('joint-materials')
    await click(button('问题与情形'))
    await page.getByRole('region', { name: '什么时候办哪件' }).waitFor()
    await shot('joint-questions')
  })

  it('发布：没有超过四十下；群众查得到，看得到包含哪几件', async () => {
    await publish()
    await page.getByText(/^已发布第 1 版/).waitFor()
    assert.ok(acts <= ACTS_MAX, `用了 ${acts} 下`)
    await citizen.goto('/life-events')
    const door = citizen.getByRole('link', { name: new RegExp(NAME) })
    // Every process looks at the catalogue again within seconds.
    for (let looks = 0; looks < LOOKS_MAX && await door.count() === 0; looks += 1) await citizen.reload()
    await door.first().click()
    await citizen.getByRole('heading', { level: 1, name: NAME }).waitFor()
    await citizen.getByText(SIGN).first().waitFor()
  })

  it('有人申请以后再发布新的一版：在办的还是第 1 版，新的申请是第 2 版', async () => {
    const { caseId, number } = await fileApplication(site.url, NAME)
    Object.assign(filed, { first: caseId, number })
    await page.getByRole('checkbox', { name: new RegExp(`由申请人定.*${FIRE}`) }).check()
    await publish()
    await page.getByText(/^已发布第 2 版/).waitFor()
    await button('各版和经过').click()
    await page.getByText(/由申请人定办不办/).first().waitFor()
    filed.second = (await fileApplication(site.url, NAME)).caseId
    await clerk.goto(`/staff/cases/${filed.first}`)
    await signInAt(clerk, 'window')
    await clerk.getByText('按第 1 版办理').waitFor()
    await clerk.goto(`/staff/cases/${filed.second}`)
    await clerk.getByText('按第 2 版办理').waitFor()
  })

  it('只用键盘也能加先后；没有无障碍缺陷，320 像素不用横着推', async () => {
    await button('事项与次序').focus()
    await page.keyboard.press('Enter')
    await page.getByLabel('哪一件', { exact: true }).focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'Tab', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
    await button('加上').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: new RegExp(`^${SIGN}.*${FIRE}`) }).waitFor()
    assert.deepEqual(await accessibilityFaults(page), [])
    await page.setViewportSize({ width: 320, height: 800 })
    assert.equal(await sidewaysPixels(page), 0)
    await shot('joint-small')
  })
})

describe('工作台上的总件：一起受理、一起送达，各项等谁写得明白', { skip: browserMissing }, () => {
  after(() => site.close())
  const shot = async (name: string) => { if (SHOTS) await clerk.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) }
  const lanes = () => clerk.getByRole('region', { name: '各事项办到哪里' })
  const laneRow = (name: string) => lanes().getByRole('row').filter({ has: clerk.getByRole('rowheader', { name: new RegExp(name) }) })
  const dialog = () => clerk.getByRole('dialog')
  const step = (account: string, caseId: string, name: string) => stepElsewhere(site.url, { account, caseId, step: name, data: FILLED[name] ?? {} })

  it('统一受理一屏办完；其中一项不予受理要写理由，其余照常受理', async () => {
    await clerk.keyboard.press('a')
    await dialog().getByLabel(new RegExp(`不予受理：${FIRE}`)).check()
    await clerk.keyboard.press('Control+Enter')
    await dialog().locator('.field-fault').waitFor()
    await dialog().getByLabel(`不予受理${FIRE}的理由`).fill('场所还没有装修，不具备检查条件')
    await shot('joint-accept')
    await clerk.keyboard.press('Control+Enter')
    await clerk.getByText('已办：统一受理').waitFor()
    await laneRow(FIRE).getByText(/^✕ 不予受理/).waitFor()
    await laneRow(SIGN).getByText(`等${SHOP}办出来才能开始`).waitFor()
    await shot('joint-parent')
    assert.deepEqual(await accessibilityFaults(clerk), [])
  })

  it('待办里一件事只占一行，写明几项；和普通件一起选了成批受理，各有各的结果', async () => {
    const plain = await fileApplication(site.url, '门店招牌设置备案')
    await clerk.goto('/staff/')
    const rows = clerk.locator('table.cases tbody tr')
    await rows.filter({ hasText: filed.number }).getByText('一件事 · 3 项').waitFor()
    assert.equal(await rows.filter({ hasText: NAME }).count(), 1)
    assert.equal(await rows.filter({ hasText: SHOP }).count(), 0)
    await shot('joint-todo')
    for (const number of [filed.number, plain.number]) await clerk.getByLabel(`选中 ${number}`).click()
    await clerk.getByRole('button', { name: /^一起.*受理/ }).click()
    await dialog().getByLabel(/^立即生效/).check()
    await dialog().getByRole('button', { name: /受理 2 件/ }).click()
    const done = clerk.getByRole('row').filter({ hasText: '受理 2 件' }).filter({ hasText: '办好 2 件' })
    // The server does it when it comes to it; the page looks again only now and then.
    for (let looks = 0; looks < LOOKS_MAX && await done.count() === 0; looks += 1) {
      await clerk.goto('/staff/runs')
      await clerk.getByRole('row').filter({ hasText: '受理 2 件' }).waitFor()
    }
    await clerk.goto(`/staff/cases/${filed.first}`)
    await clerk.getByText('各部门办理中').first().waitFor()
  })

  it('其中一项的办件页写着它是第几项、等谁、门在哪里；前一项没有批准，审完也不能批', async () => {
    const child = await laneRow(FIRE).getByRole('link').getAttribute('href')
    assert.ok(child)
    const caseId = child.split('/').at(-1) ?? ''
    await step('fire-rescue', caseId, 'review')
    const approver = await site.open({ viewport: { width: 1280, height: 900 } })
    approver.setDefaultTimeout(15_000)
    await openCaseAs(approver, 'fire-rescue-approver', caseId)
    const place = approver.getByRole('region', { name: '在一件事里的位置' })
    await place.getByText(new RegExp(`${NAME}里的一项：第 3 项，共 3 项.*等${SHOP}办出来才能准予`)).waitFor()
    await approver.keyboard.press('a')
    await approver.getByRole('dialog').locator('textarea, input').first().waitFor()
    await approver.keyboard.press('Control+Enter')
    await approver.getByRole('dialog').getByRole('alert').filter({ hasText: SHOP }).first().waitFor()
    await approver.keyboard.press('Escape')
    if (SHOTS) await approver.screenshot({ path: `${SHOTS}/joint-child.png`, fullPage: true })
    assert.deepEqual(await accessibilityFaults(approver), [])
    const shop = (await laneRow(SHOP).getByRole('link').getAttribute('href'))?.split('/').at(-1) ?? ''
    for (const [account, name] of [['reviewer', 'review'], ['approver', 'approve'], ['reviewer', 'issue']] as const) await step(account, shop, name)
    await approver.reload()
    await place.getByText(/第 3 项，共 3 项。没有别的事项等它/).waitFor()
    await takeDrafted(approver, 'a', '准予')
  })

  it('前一项办出来，要等它的一项自己开始；制好的由窗口一次送达', async () => {
    await clerk.reload()
    await laneRow(SIGN).getByText('办理中').waitFor()
    await takeDrafted(clerk, 'a', '一次送达')
    await laneRow(SHOP).getByText('已办成').waitFor()
    await shot('joint-delivered')
    await clerk.setViewportSize({ width: 320, height: 800 })
    assert.equal(await sidewaysPixels(clerk), 0)
  })
})

const FILLED: Readonly<Record<string, object>> = { review: { opinion: '经审查，符合条件，建议准予。' }, approve: { opinion: '准予。' } }
