import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, openCaseAs, signInAt, stepElsewhere, takeDrafted, type Filed } from './staff-desk.ts'

const TODAY = '2026-03-02'
const PROMISED = '食品经营许可（新办）'
/** Colours do not depend on the width, so the dark ones are looked at once. */
const LOOKS = [['light', '浅色', 320], ['light', '浅色', 768], ['light', '浅色', 1280], ['dark', '深色', 1280]] as const

describe('工作人员的一天', { skip: browserMissing }, () => {
  let site: Site
  before(async () => {
    await import('../bin/build-web.ts')
    site = await openSite(TODAY)
  })
  after(() => site.close())

  const filed = (itemName = PROMISED): Promise<Filed> => fileApplication(site.url, itemName)
  const shownAt = async (account: string, caseId: string): Promise<Page> => {
    const page = await site.open()
    await openCaseAs(page, account, caseId)
    return page
  }

  it('只用键盘办一件常规件：登录、移到它、打开、全部符合、受理、下一件', async () => {
    const [first, second] = [await filed(), await filed()]
    const page = await site.open()
    await page.goto('/staff/')
    await page.locator('input[name=account]:focus').waitFor()
    await page.keyboard.type('window')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Chunfeng-2026')
    await page.keyboard.press('Enter')
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('j')
    while (!(await page.locator('tr.chosen').innerText()).includes(first.number)) await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByText(`还有 ${first.materials.length} 份没有核对`).waitFor()
    await page.keyboard.press('X')
    await takeDrafted(page, 'a', '受理')
    assert.match(await page.locator('.case-now').innerText(), /审查中/)
    await page.keyboard.press('n')
    await page.getByText(second.number).waitFor()
  })

  it('受理的表里一格勾全部材料，再按一下都不勾；鼠标不用', async () => {
    const { caseId, materials } = await filed()
    const page = await shownAt('window', caseId)
    await page.getByText(`还有 ${materials.length} 份没有核对`).waitFor()
    await page.keyboard.press('a')
    const [all, ticks] = [page.getByRole('checkbox', { name: /^全部核对/ }), page.getByRole('dialog').getByRole('checkbox', { checked: true })]
    await all.focus()
    for (const count of [materials.length + 1, 0, materials.length + 1]) {
      await page.keyboard.press('Space')
      assert.equal(await ticks.count(), count)
    }
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办：受理').waitFor()
  })

  it('列表自己更新：别人新提交的件，十秒以后就在待办里，手上的位置不动', async () => {
    await filed()
    const page = await site.open()
    await page.goto('/staff/')
    await signInAt(page, 'window')
    await page.getByRole('row').nth(1).waitFor()
    await page.keyboard.press('j')
    const place = await page.locator('tr.chosen').innerText()
    const { number } = await filed()
    assert.equal(await page.getByText(number).count(), 0)
    await page.clock.fastForward(10_000)
    await page.getByText(number).first().waitFor({ state: 'attached' })
    assert.equal(await page.locator('tr.chosen').innerText(), place)
  })

  it('没有勾的条目全部写进一次性告知补正书，看过符合的不写', async () => {
    const { caseId } = await filed()
    const page = await shownAt('window', caseId)
    await page.keyboard.press('1')
    await page.keyboard.press(']')
    await page.keyboard.press('x')
    await page.keyboard.press('c')
    const problems = page.getByRole('dialog').locator('.correction textarea')
    await problems.first().waitFor()
    const drafted = await Promise.all((await problems.all()).map((problem) => problem.inputValue()))
    assert.deepEqual(drafted, ['经营种类和经营项目已经选好，没有多选、漏选', '法定代表人（经营者）已签名，单位申请的已盖公章', '写了申请日期'].map((line) => `没有做到：${line}`))
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办：一次性告知补正').waitFor()
    assert.match(await page.locator('.case-now').innerText(), /待补正[^]*暂停[^]*补正截止/)
    await page.locator('.material h3 button').first().click()
    assert.match(await page.locator('.earlier').innerText(), /没有做到：写了申请日期/)
  })

  it('审查、准予、制证、送达：每一步拟好，按两下就办完', async () => {
    const { caseId } = await filed()
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    for (const [account, label] of [['reviewer', '审查'], ['approver', '准予'], ['reviewer', '制证'], ['window', '送达']] as const) {
      const page = await shownAt(account, caseId)
      await takeDrafted(page, 'a', label)
      await page.context().close()
    }
    const page = await shownAt('window', caseId)
    assert.match(await page.locator('.case-now').innerText(), /已送达[^]*已结/)
    const documents = await page.locator('.documents a').allInnerTexts()
    assert.deepEqual(documents, ['送达回证', '证照', '准予决定书', '受理通知书', '材料接收凭证'])
    const paper = page.context().waitForEvent('response', { predicate: (response) => response.url().endsWith('.pdf') })
    await page.locator('.documents a').first().click()
    assert.equal((await paper).headers()['content-type'], 'application/pdf')
  })

  it('没有提交的表单关掉再开还在，退出登录以后不留给下一个人', async () => {
    const { caseId } = await filed()
    const page = await shownAt('window', caseId)
    const reason = page.getByLabel('不予受理的理由')
    await page.keyboard.press('f')
    await reason.fill('经营场所不在本区')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.locator('.step-bar button').first().waitFor()
    await page.keyboard.press('f')
    assert.equal(await reason.inputValue(), '经营场所不在本区')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL(/sign-in/)
    await openCaseAs(page, 'window', caseId)
    await page.keyboard.press('f')
    assert.equal(await reason.inputValue(), '')
  })

  it('两人同时办：后到的知道谁办了什么，填的内容还在，不会办两次', async () => {
    const { caseId } = await filed()
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    const page = await shownAt('reviewer', caseId)
    await page.keyboard.press('a')
    await page.getByLabel('审查意见').fill('我的意见：符合条件')
    await stepElsewhere(site.url, { account: 'reviewer', caseId, step: 'review', data: { opinion: '已由另一人审查' } })
    await page.keyboard.press('Control+Enter')
    await page.getByText('这一步已经不能办了').waitFor()
    assert.match(await page.getByRole('alert').innerText(), /区市场监督管理局于 2026-03-02 \d\d:\d\d 办理“审查”，现在是“待决定”/)
    assert.equal(await page.getByLabel('审查意见').inputValue(), '我的意见：符合条件')
    assert.equal(await page.getByRole('dialog').getByRole('button', { name: '提交' }).isDisabled(), true)
  })

  it('填错了，每一处写明错在哪里，光标到第一处', async () => {
    const { caseId } = await filed()
    await stepElsewhere(site.url, { account: 'window', caseId, step: 'accept', data: {} })
    const page = await shownAt('reviewer', caseId)
    await page.keyboard.press('s')
    await page.getByLabel('启动的理由').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.field-fault').first().waitFor()
    assert.deepEqual(await page.locator('.field-faulty').count(), 2)
    assert.equal(await page.evaluate('document.activeElement.value'), 'hearing')
    await page.keyboard.press('Space')
    await page.getByLabel('启动的理由').fill('需要听证')
    await page.keyboard.press('Control+Enter')
    await page.getByText('已办：启动特别程序').waitFor()
    assert.match(await page.locator('.case-now').innerText(), /暂停[^]*预计恢复/)
  })

  it('登录过期：登录以后回到原来的办件，写了一半的还在；账号密码不对说明还能试几次', async () => {
    const { caseId } = await filed()
    const page = await shownAt('window', caseId)
    await page.keyboard.press('f')
    await page.getByLabel('不予受理的理由').fill('写到一半')
    await page.request.delete('/api/sessions')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/sign-in/)
    await page.getByLabel('账号').fill('window')
    await page.getByLabel('密码').fill('不是这个密码')
    await page.keyboard.press('Enter')
    assert.match(await page.getByRole('alert').innerText(), /再错 4 次/)
    await signInAt(page, 'window')
    await page.waitForURL(new RegExp(`/staff/cases/${caseId}$`))
    await page.locator('.step-bar button').first().waitFor()
    await page.keyboard.press('f')
    assert.equal(await page.getByLabel('不予受理的理由').inputValue(), '写到一半')
  })

  it('群众的账号进不了工作台，没有队列的岗位也看得明白', async () => {
    for (const [account, words] of [['citizen', '这里是工作人员的入口'], ['hotline', '您的账号没有办件队列']] as const) {
      const page = await site.open()
      await page.goto('/staff/')
      await signInAt(page, account)
      await page.getByRole('heading', { name: words }).waitFor()
      assert.equal(await page.getByRole('table').count(), 0)
      assert.deepEqual(await accessibilityFaults(page), [])
    }
  })

  for (const [colorScheme, mode, width] of LOOKS) {
    it(`${width} 像素宽、${mode}：每一页没有无障碍缺陷，没有被切掉的内容`, async () => {
      const { caseId } = await filed()
      const page = await site.open({ viewport: { width, height: 800 }, colorScheme })
      const faults: Record<string, string[]> = {}
      const look = async (name: string): Promise<void> => {
        faults[name] = [...(await accessibilityFaults(page)), ...((await sidewaysPixels(page)) > 0 ? ['有内容超出屏幕'] : [])]
      }
      await page.goto('/staff/')
      await page.getByLabel('密码').waitFor()
      await look('登录')
      await signInAt(page, 'window')
      await page.getByRole('row').nth(1).waitFor()
      await look('待办')
      await page.goto('/staff/done')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await look('已办')
      await page.goto(`/staff/cases/${caseId}`)
      await page.locator('.step-bar button').first().waitFor()
      await look('办件')
      for (const key of ['a', 'c', 'f', '?']) {
        await page.keyboard.press(key)
        await page.getByRole('dialog').locator('textarea, input, dl').first().waitFor()
        await look(`按 ${key} 打开的`)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      assert.deepEqual(Object.entries(faults).filter(([, found]) => found.length > 0), [])
      assert.equal(Object.keys(faults).length, 8)
    })
  }
})
