import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import { fileApplication, fileMany, openCaseAs, signInAt, stepElsewhere } from './staff-desk.ts'

const TODAY = '2026-03-02'
const ITEM = '食品经营许可（新办）'
const CASES = 500
const KEYS_MAX = 6
const SHOTS = process.env['CHUNFENG_SHOTS']

describe('少按键、成批办', { skip: browserMissing }, () => {
  let site: Site
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(TODAY)
  })
  after(() => site.close())

  it('审查人从待办里取下一件、审查，审批人取到它、准予：两个人一共不超过六下，Ctrl 也算一下', async () => {
    const { caseId, number } = await fileApplication(site.url, ITEM)
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    let pressed = 0
    for (const [account, label] of [['reviewer', '审查'], ['approver', '准予']] as const) {
      const page = await site.open()
      await page.goto('/staff/')
      await signInAt(page, account)
      await page.getByRole('row').filter({ hasText: number }).waitFor()
      await countKeys(page)
      await page.keyboard.press('a')
      await page.getByRole('dialog').locator('textarea, input').first().waitFor()
      await page.keyboard.press('Control+Enter')
      await page.getByText(`已办：${label}`).waitFor()
      assert.match(await page.locator('.case-name').innerText(), new RegExp(number))
      pressed += await keysPressed(page)
      await page.context().close()
    }
    assert(pressed > 0 && pressed <= KEYS_MAX, `按了 ${pressed} 下`)
    const page = await site.open()
    await page.goto(`/staff/cases/${caseId}`)
    await signInAt(page, 'reviewer')
    assert.match(await page.locator('.case-now').innerText(), /已准予，待制证/)
  })

  it('条件存成视图：件数在旁边，换一个窗口还在；设为打开时先看的，进来就是它；改名、删掉', async () => {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/staff/')
    await signInAt(page, 'reviewer')
    await page.getByRole('button', { name: '条件和视图' }).waitFor()
    await page.keyboard.press('f')
    await page.getByLabel('经办人', { exact: true }).first().selectOption('none')
    await page.getByLabel('视图的名字').fill('没人接的')
    await page.getByLabel('本单位的同事也能用').check()
    await page.getByRole('button', { name: '存为新视图' }).click()
    await page.getByRole('button', { name: /打开时先看“没人接的”/ }).click()
    await page.getByRole('button', { name: '打开时改看全部' }).waitFor()
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/views.png` })
    const other = await site.open()
    await other.goto('/staff/')
    await signInAt(other, 'reviewer')
    const view = other.getByRole('group', { name: '视图' }).getByRole('button', { name: /没人接的/ })
    await view.and(other.locator('[aria-pressed=true]')).waitFor()
    await other.keyboard.press('0')
    await view.and(other.locator('[aria-pressed=false]')).waitFor()
    await other.keyboard.press('1')
    await other.keyboard.press('f')
    await other.getByLabel('视图的名字').fill('还没人接的')
    await other.getByRole('button', { name: '改“没人接的”' }).click()
    await other.getByRole('group', { name: '视图' }).getByRole('button', { name: /还没人接的/ }).waitFor()
    await other.getByRole('button', { name: '删掉“还没人接的”' }).click()
    await other.getByRole('button', { name: /还没人接的/ }).first().waitFor({ state: 'detached' })
  })

  it('看材料：按键放大、转 90 度、放宽；放宽和放大多少，下次打开还记得', async () => {
    const { caseId } = await fileApplication(site.url, ITEM)
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await openCaseAs(page, 'window', caseId)
    const picture = page.locator('.turned')
    await picture.locator('img').waitFor()
    const width = async (): Promise<number> => (await picture.boundingBox())?.width ?? 0
    const before = await width()
    await page.keyboard.press('+')
    assert.equal(Math.round(await width() / before * 10), 15)
    await page.keyboard.press('z')
    assert.match(await picture.locator('img').getAttribute('style') ?? '', /rotate\(90deg\)/)
    await page.keyboard.press('0')
    await page.keyboard.press('w')
    assert(await width() > before * 1.2)
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/viewer.png` })
    await page.reload()
    await picture.locator('img').waitFor()
    assert(await width() > before * 1.2)
  })

  it('领导进来就是 /leader：旧地址转过来，每个数打得开，目标写明是默认值', async () => {
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/staff/overview?period=year')
    await signInAt(page, 'leader')
    await page.waitForURL(/\/leader\?period=year$/)
    await page.getByText('目标 100%').waitFor()
    await page.getByText(/默认值，可改/).first().waitFor()
    await page.locator('.figure-door').first().click()
    await page.waitForURL(/\/leader\?.*measure=received/)
    await page.getByRole('heading', { level: 2, name: /收到的/ }).waitFor()
    await page.goto('/staff/')
    await page.waitForURL(/\/leader$/)
  })

  it('五百件一起办：办的时候页面照样能移动、打开办件；关掉页面照样办完，再打开看得到 500 件都办好', async () => {
    await fileMany(site.url, ITEM, CASES)
    const page = await site.open({ viewport: { width: 1280, height: 900 } })
    await page.goto('/staff/')
    await signInAt(page, 'window')
    await page.getByRole('row').nth(20).waitFor()
    await onlyThisItem(page)
    await page.keyboard.press('Shift+X')
    await page.getByRole('button', { name: `选中列表里的 ${CASES} 件` }).click()
    await page.getByText(`选中 ${CASES} 件（一次最多`).waitFor()
    await page.keyboard.press('b')
    await page.getByRole('dialog').getByRole('checkbox').check()
    await page.getByRole('dialog').getByRole('button', { name: `受理 ${CASES} 件` }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.locator('.run-notes').getByText(`受理 ${CASES} 件`).waitFor()
    await page.keyboard.press('j')
    await page.locator('tr.chosen').waitFor()
    const [before, left] = [await page.locator('tr.chosen').innerText(), await waiting(page)]
    await page.keyboard.press('j')
    assert.notEqual(await page.locator('tr.chosen').innerText(), before)
    await page.keyboard.press('Enter')
    await page.locator('.case h1').waitFor()
    const leftWhenOpened = await waiting(page)
    assert(left > 0 && left <= CASES && leftWhenOpened > 0, `移动时还剩 ${left} 件，打开时还剩 ${leftWhenOpened} 件`)
    const context = page.context()
    await page.close()
    const again = await context.newPage()
    await again.goto('/staff/runs')
    await again.getByRole('row').filter({ hasText: `受理 ${CASES} 件` }).filter({ hasText: `办好 ${CASES} 件` }).waitFor({ timeout: 120_000 })
    await again.getByRole('link', { name: `受理 ${CASES} 件` }).click()
    await again.getByText('第 1 页，共 10 页').waitFor()
    assert.equal(await again.locator('.item-done').count(), 50)
  })
})

/** The district has other cases too, with other steps. */
async function onlyThisItem(page: Page): Promise<void> {
  await page.keyboard.press('f')
  const item = page.getByLabel('事项', { exact: true })
  await item.fill(ITEM)
  const option = page.locator(`datalist option[value^="${ITEM}"]`).first()
  await option.waitFor({ state: 'attached' })
  await item.fill(await option.getAttribute('value') ?? '')
  // The viewer's case of the test before waits there too.
  await page.getByText(new RegExp(`共 (${CASES}|${CASES + 1}) 件`)).waitFor()
  await page.getByRole('heading', { level: 1 }).click()
}

/** Cases of the latest run that are still to be done. */
async function waiting(page: Page): Promise<number> {
  const answer = await page.request.get('/api/desk/runs')
  // Safe: the route answers with the runs of the clerk, the latest first.
  const { runs } = await answer.json() as { runs: { counts: { waiting?: number } }[] }
  return runs[0]?.counts.waiting ?? 0
}

/** From now on every key that goes down is counted, a modifier as one of its own. */
async function countKeys(page: Page): Promise<void> {
  await page.evaluate("window.pressed = 0; window.addEventListener('keydown', () => { window.pressed += 1 }, true)")
}

async function keysPressed(page: Page): Promise<number> {
  return Number(await page.evaluate('window.pressed'))
}
