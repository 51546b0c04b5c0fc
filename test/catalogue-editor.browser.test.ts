import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults } from './axe.ts'
import { browserMissing, openSite, sidewaysPixels, type Site } from './browser.ts'
import { fileApplication, publishAt, signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const CODE = 'SL9900000001'
const AT = `/staff/catalogue?code=${CODE}`

describe('从空白写一个事项，到群众办、到停用；流程页面', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let citizen: Page
  before(async () => {
    site = await openSite('2026-03-02')
    page = await site.open({ viewport: { width: 1440, height: 900 } })
    citizen = await site.open()
    for (const one of [page, citizen]) one.setDefaultTimeout(8000)
    await page.goto(AT)
    await signInAt(page, 'bureau')
    await page.getByRole('heading', { name: '是什么' }).waitFor()
  })
  after(() => site.close())
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) }
  const view = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const press = (name: string) => page.getByRole('button', { name }).click()
  const picture = () => page.frameLocator('iframe')
  const saved = async () => { await press('保存草稿'); await page.getByText(/^草稿已保存/).waitFor() }

  it('写问题、材料、勾选，旁边马上是群众会看到的；有一行永远用不上，当场说出来', async () => {
    await page.getByLabel('事项名称').fill('门店遮阳棚备案')
    await view('情形')
    await press('增加一个问题')
    await page.getByLabel('问什么').fill('遮阳棚伸出多远？')
    await page.getByLabel('问题 1选项 1', { exact: true }).fill('一米以内')
    await page.getByLabel('问题 1选项 2', { exact: true }).fill('一米以上')
    await picture().getByRole('heading', { level: 1, name: '遮阳棚伸出多远？' }).waitFor()
    await press('增加一个问题')
    await page.getByLabel('问什么').nth(1).fill('有没有结构图？')
    await page.getByLabel('有没有结构图？：遮阳棚伸出多远？ 一米以上').check()
    await view('材料')
    for (const [at, name] of ['安装位置照片', '结构图'].entries()) {
      await press('增加一份材料')
      await page.getByRole('region', { name: '材料', exact: true }).getByLabel('名称', { exact: true }).nth(at).fill(name)
    }
    await view('情形')
    await page.getByLabel('结构图：遮阳棚伸出多远？ 一米以内').check()
    await page.getByLabel('结构图：有没有结构图？ 是').check()
    await page.getByText(/材料“结构图”永远用不上/).waitFor()
    await shot('catalogue-table')
    await page.getByLabel('结构图：遮阳棚伸出多远？ 一米以内').uncheck()
    await page.getByText(/材料“结构图”永远用不上/).waitFor({ state: 'detached' })
    await page.getByRole('region', { name: '预览' }).getByRole('button', { name: '材料清单' }).click()
    await picture().getByText('安装位置照片').waitFor()
    assert.equal(await picture().getByText('结构图', { exact: true }).count(), 0)
  })

  it('写表单：加字段，只用键盘换位置，改 JSON 写坏了不算进去也不丢，再回来', async () => {
    await view('表单')
    await press('增加一页')
    const form = page.getByRole('region', { name: '表单', exact: true })
    await form.getByLabel('标题').fill('店在哪里')
    for (const [at, title] of ['店名', '门牌号'].entries()) {
      if (at > 0) await press('第 1 页加一个字段')
      await form.getByLabel('字段名称').nth(at).fill(title)
      // What is typed counts once one leaves the field.
      await page.keyboard.press('Tab')
    }
    await form.getByRole('button', { name: '门牌号上移' }).focus()
    await page.keyboard.press('Enter')
    await picture().getByLabel('门牌号').waitFor()
    const fields = await form.locator('.form-fields strong').allTextContents()
    assert.deepEqual(fields, ['门牌号', '店名'])
    await press('改 JSON')
    const text = page.getByLabel('表单的 JSON')
    const whole = await text.inputValue()
    await text.fill(whole.slice(0, -3))
    await page.getByRole('alert').filter({ hasText: '还不是完整的 JSON' }).waitFor()
    assert.equal(await page.getByRole('button', { name: '回到图形编辑', exact: true }).isDisabled(), true)
    await text.fill(whole.replace('"店名"', '"店铺名称"'))
    await page.getByRole('button', { name: '回到图形编辑', exact: true }).click()
    await picture().getByLabel('店铺名称').waitFor()
    await shot('catalogue-form')
  })

  it('拖动也能换位置', async () => {
    const form = page.getByRole('region', { name: '表单', exact: true })
    await form.locator('.grip').nth(1).dragTo(form.locator('.form-fields > li').nth(0))
    await picture().getByLabel('店铺名称').waitFor()
    assert.deepEqual(await form.locator('.form-fields strong').allTextContents(), ['店铺名称', '门牌号'])
  })

  it('没有保存就离开，先问一句；不走就什么都还在，走了再回来也接得上', async () => {
    page.once('dialog', (dialog) => void dialog.dismiss())
    await page.getByRole('link', { name: '‹ 全部事项' }).click()
    assert.equal(new URL(page.url()).search, `?code=${CODE}`)
    page.once('dialog', (dialog) => void dialog.accept())
    await page.getByRole('link', { name: '‹ 全部事项' }).click()
    await page.getByRole('region', { name: '事项目录' }).waitFor()
    await page.goBack()
    await page.getByText(/已接上您上次在这个窗口里没有保存的改动/).waitFor()
    assert.equal(await page.getByLabel('事项名称').inputValue(), '门店遮阳棚备案')
  })

  it('发布不了，逐条说出改哪里、怎么改；改好就能发布，群众看得到、答得了', async () => {
    await publishAt(page)
    await page.getByRole('alert').filter({ hasText: /改好才能发布/ }).waitFor()
    const hurdles = page.getByRole('region', { name: '发布以前要改好的' })
    for (const place of ['实施主体', '受理部门', '结果名称']) await hurdles.getByText(place, { exact: true }).first().waitFor()
    await shot('catalogue-refused')
    await page.getByLabel('实施主体').selectOption('market-regulation')
    await page.getByLabel('受理部门').selectOption('hall')
    await page.getByLabel('结果名称').fill('备案回执')
    await page.keyboard.press('Tab')
    await page.getByText('现在写的内容可以发布。').waitFor()
    await publishAt(page)
    await page.getByText(/^已发布第 1 版/).waitFor()
    await citizen.goto(`/items/${CODE}`)
    await citizen.getByRole('heading', { level: 1, name: '门店遮阳棚备案' }).waitFor()
    await citizen.goto(`/items/${CODE}/questions`)
    await citizen.getByLabel('一米以内').check()
    await citizen.getByRole('button', { name: '继续' }).click()
    await citizen.getByRole('heading', { name: '您的材料清单' }).waitFor()
    assert.deepEqual(await citizen.locator('ul.rows h3').allTextContents().then((all) => all.map((one) => one.split(' ')[0])), ['安装位置照片'])
  })

  it('两个人同时写：后存的被告知对方改了哪里，自己的一个字不丢，合在一起接着写', async () => {
    const other = await page.context().newPage()
    await other.goto(AT)
    await other.getByLabel('日常用语').fill('装雨棚')
    await page.getByLabel('事项名称').fill('门店遮阳棚设置备案')
    await other.getByRole('button', { name: '保存草稿' }).click()
    await other.getByText(/^草稿已保存/).waitFor()
    await other.close()
    await press('保存草稿')
    const clash = page.getByRole('alert', { name: '别人也改了' })
    await clash.getByText(/只有政数局管理员改的：日常用语/).waitFor()
    await clash.getByText(/只有您改的：事项名称/).waitFor()
    await shot('catalogue-clash')
    await press('合在一起接着写')
    await saved()
    assert.deepEqual([await page.getByLabel('事项名称').inputValue(), await page.getByLabel('日常用语').inputValue()], ['门店遮阳棚设置备案', '装雨棚'])
    await view('各版和经过')
    await page.getByText('日常用语：写上“装雨棚”').waitFor()
    await page.getByText(/政数局管理员 .*2026/).first().waitFor()
    await view('基本内容')
  })

  it('停用写明日期和原因：群众打开旧网址，标准版、长者版都看到一句明白话', async () => {
    await press('停用')
    await page.getByLabel('原因', { exact: true }).fill('改由市里统一办理')
    await shot('catalogue-retire')
    await press('确定停用')
    await page.getByText(/^自 2026-03-02 起停用/).waitFor()
    for (const theme of ['标准版', '长者版']) {
      await citizen.goto(`/items/${CODE}`)
      if (theme === '长者版') await citizen.getByRole('button', { name: theme }).click()
      await citizen.getByText('“门店遮阳棚备案”从 2026-03-02 起不再办理。原因：改由市里统一办理。已经提交的申请照常办完').waitFor()
      assert.deepEqual(await accessibilityFaults(citizen), [], theme)
    }
  })

  it('编辑台各页没有无障碍缺陷，320 像素也不用横着推，最大的表也一样', async () => {
    for (const [name, width] of [['情形', 1280], ['表单', 320]] as const) {
      await page.setViewportSize({ width, height: 800 })
      await view(name)
      await page.getByRole('region', { name: name === '情形' ? '决定表' : name, exact: true }).waitFor()
      await page.locator('iframe').waitFor()
      // The picture has its own tests as a page; as a picture it runs nothing, not even the checker.
      await page.locator('iframe').evaluate((one) => one.remove())
      assert.deepEqual(await accessibilityFaults(page), [], name)
      assert.equal(await sidewaysPixels(page), 0, name)
    }
    await page.goto('/staff/catalogue?code=SL4401142000013')
    await view('情形')
    await page.getByRole('region', { name: '决定表', exact: true }).waitFor()
    assert.equal(await sidewaysPixels(page), 0)
  })

  it('流程页面：图和表说的一样，数字打开就是那些办件，BPMN 文件下载得到', async () => {
    await fileApplication(site.url, '食品经营许可')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto('/staff/workflows')
    const drawing = page.getByRole('region', { name: /第 3 版流程图/ })
    const count = drawing.locator('.node-state').filter({ hasText: '待受理' }).getByRole('link', { name: /^[1-9]\d* 件$/ })
    await count.waitFor()
    const cases = Number.parseInt(await count.textContent() ?? '', 10)
    assert.equal(await page.getByRole('link', { name: `待受理 ${cases} 件` }).textContent(), String(cases))
    await shot('workflow')
    await count.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: `“待受理”的办件 ${cases} 件` }).waitFor()
    assert.equal(await page.getByRole('region', { name: `“待受理”的办件 ${cases} 件` }).getByRole('link').count(), 0)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载 BPMN 2.0 文件' }).click()])
    assert.equal(download.suggestedFilename(), 'application-3.bpmn')
  })
})
