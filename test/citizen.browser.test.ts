import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { browserMissing, openSite, type Site } from './browser.ts'
import {
  answerQuestions, choosePicture, factBeside, fillForm, fillPage, giveMaterials, heading, officeSteps, press, sampleValues, signInHere,
} from './citizen-walk.ts'

const TODAY = '2026-03-02'
/** A page that has not come by then does not come. */
const PATIENCE_MILLISECONDS = 8_000
const FOOD = 'SL4401140100001'
const GRANT = [
  ['window', 'accept'], ['reviewer', 'review', { opinion: '符合条件，建议准予。', recommendation: 'approve' }], ['approver', 'approve'],
  ['reviewer', 'issue', { scope: '热食类食品制售' }], ['window', 'deliver', { method: '当场领取' }],
] as const

describe('群众不用脚本走完全程', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let values: Record<string, string>
  let caseId = ''
  const receipt = { number: '', password: '' }
  before(async () => {
    site = await openSite(TODAY)
    page = await site.open({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
    page.setDefaultTimeout(PATIENCE_MILLISECONDS)
    values = await sampleValues(site.url, FOOD)
  })
  after(() => site.close())

  it('用平时的话搜到事项，先看到拿到什么、多久、多少钱、跑几次', async () => {
    await page.goto('/')
    await page.getByLabel('您要办什么事？').fill('想开个小吃店')
    await press(page, '搜索')
    await page.getByRole('link', { name: '食品经营许可（新办）' }).click()
    assert.equal(await heading(page), '食品经营许可（新办）')
    const text = await page.locator('main').innerText()
    const places = ['办成后您会拿到', '要多久', '要多少钱', '要跑几次', '您需要准备', '法律依据'].map((words) => text.indexOf(words))
    assert.deepEqual(places, places.toSorted((one, other) => one - other))
    assert(places.every((place) => place >= 0))
  })

  it('情形问题一页一个，没选不能继续，随时可以退回改', async () => {
    await page.getByRole('link', { name: '开始办理' }).first().click()
    await press(page, '继续')
    assert.match(await page.getByRole('alert').innerText(), /请选择一项/)
    const asked = await answerQuestions(page, { '店面是自己的还是租的？': '租的' })
    assert.equal(asked.length, 5)
    assert.match(await page.locator('main').innerText(), /房屋租赁合同/)
    await page.getByRole('link', { name: '上一个问题' }).click()
    assert.equal(await heading(page), asked[4])
    assert.equal(await page.getByRole('radio', { checked: true }).count(), 1)
    await page.goBack()
    await page.getByRole('link', { name: /^修改 店面/ }).click()
    await page.getByLabel('自己的').check()
    await press(page, '继续')
    assert.equal(await heading(page), '您的材料清单')
    assert.doesNotMatch(await page.locator('main').innerText(), /房屋租赁合同/)
  })

  it('申请要登录，登录后回到自己的清单', async () => {
    await page.getByRole('link', { name: '登录后开始申请' }).click()
    await page.getByLabel('账号').fill('citizen')
    await page.getByLabel('密码').fill('错的密码')
    await press(page, '登录')
    assert.match(await page.getByRole('alert').innerText(), /账号或密码不对/)
    assert.equal(await page.getByLabel('账号').inputValue(), 'citizen')
    await signInHere(page, 'citizen')
    assert.equal(await heading(page), '您的材料清单')
  })

  it('填错的地方列在最上面，点了就到，填过的不丢', async () => {
    await press(page, '开始申请')
    const first = page.locator('main form :is(input, textarea)[name]').first()
    await press(page, '保存并继续')
    const links = page.getByRole('alert').getByRole('link')
    assert((await links.count()) > 0)
    const target = (await links.first().getAttribute('href') ?? '').slice(1)
    assert.equal(await page.locator(`[id="${target}"]`).count(), 1)
    assert.match(await page.title(), /^有内容需要改正/)
    assert.equal(await first.isVisible(), true)
  })

  it('填到一半可以保存，改天从“我的”接着填', async () => {
    await fillPage(page, values)
    await press(page, '保存，以后再填')
    assert.equal(await heading(page), '我的办件')
    await page.getByRole('link', { name: /继续填/ }).click()
    assert.match(page.url(), /\/form\/2$/)
    assert((await fillForm(page, values)) > 3)
    assert.equal(await heading(page), '上传材料')
  })

  it('材料一份一份交，文件内容不对的说明原因', async () => {
    await press(page, '保存并继续')
    assert((await page.getByRole('alert').getByRole('link').count()) > 1)
    await page.getByRole('link', { name: /^上传 / }).first().click()
    const lie = { name: '申请书.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ 这不是 PDF') }
    await page.locator('input[type=file]').setInputFiles(lie)
    await press(page, '上传')
    assert.match(await page.getByRole('alert').innerText(), /不能上传.*可以上传 PDF/)
    await page.getByRole('link', { name: '返回材料清单' }).click()
    assert((await giveMaterials(page)) > 3)
    await press(page, '保存并继续')
    assert.equal(await heading(page), '核对后提交')
  })

  it('核对页能改，改完回到核对', async () => {
    await page.getByRole('link', { name: /^修改 / }).nth(7).click()
    await press(page, '保存并返回核对')
    assert.equal(await heading(page), '核对后提交')
  })

  it('不声明不能提交；提交后得到编号、密码和接下来的日子，退回去再按一次也只有这一件', async () => {
    await press(page, '提交申请')
    assert.match(await page.getByRole('alert').innerText(), /打上勾/)
    await page.getByRole('checkbox').check()
    await press(page, '提交申请')
    assert.equal(await heading(page), '申请已提交')
    receipt.number = await factBeside(page, '办件编号')
    receipt.password = await factBeside(page, '查询密码')
    assert.match(receipt.number, /^\d{19}$/)
    assert.match(receipt.password, /^[2-9A-Z]{8}$/)
    assert.match(await page.locator('main').innerText(), /2026年3月9日/)
    caseId = page.url().split('/').at(-1) ?? ''
    await page.goBack()
    await page.getByRole('checkbox').check()
    await press(page, '提交申请')
    assert.equal(await factBeside(page, '办件编号'), receipt.number)
    assert.equal(await factBeside(page, '查询密码'), receipt.password)
  })

  it('补正一次说清，每个问题旁边就能交', async () => {
    const materials = [{ materialId: 'application', problems: ['没有签名', '日期没有写'] }]
    await officeSteps(site.url, caseId, [['window', 'requestCorrection', { materials }]])
    await page.goto('/me')
    await page.getByRole('link', { name: /去补正/ }).click()
    assert.match(await page.locator('main').innerText(), /没有签名[^]*日期没有写/)
    await press(page, '提交补正')
    assert.match(await page.getByRole('alert').innerText(), /请上传改好的/)
    await choosePicture(page, '签好名的申请书.png')
    await press(page, '提交补正')
    assert.match(await page.locator('main').innerText(), /现在轮到.*核对材料/)
  })

  it('进度页说清轮到谁、哪天到期、为什么是这一天，文书能打开', async () => {
    await officeSteps(site.url, caseId, GRANT.slice(0, 1))
    await page.reload()
    assert.match(await page.locator('main').innerText(), /现在轮到区市场监督管理局审查，最迟2026年3月9日（周一）作出决定/)
    await page.getByText('为什么是这一天').click()
    assert.match(await page.locator('details[open]').innerText(), /第 5 个工作日是2026年3月9日/)
    await page.getByRole('link', { name: '行政许可申请受理通知书' }).first().click()
    assert.match(await page.locator('main').innerText(), new RegExp(receipt.number))
  })

  it('办成后评价，一件一次', async () => {
    await officeSteps(site.url, caseId, GRANT.slice(1))
    await page.goto(`/cases/${caseId}/rating`)
    await press(page, '提交评价')
    assert.match(await page.getByRole('alert').innerText(), /请选满意程度/)
    await page.getByLabel('非常满意').check()
    await page.getByLabel('指引清楚').check()
    await press(page, '提交评价')
    assert.match(await page.locator('main').innerText(), /已经办成[^]*评价/)
    await page.goto(`/cases/${caseId}/rating`)
    assert.equal(page.url(), `${site.url}/cases/${caseId}`)
  })

  it('家人凭编号和密码查进度，看不到姓名和密码', async () => {
    const stranger = await site.open({ javaScriptEnabled: false })
    await stranger.goto('/progress')
    await stranger.getByLabel('办件编号').fill(receipt.number)
    await stranger.getByLabel('查询密码').fill('22222222')
    await press(stranger, '查进度')
    assert.match(await stranger.getByRole('alert').innerText(), /不对/)
    await stranger.getByLabel('查询密码').fill(receipt.password.toLowerCase())
    await press(stranger, '查进度')
    const text = await stranger.locator('body').innerText()
    assert.match(text, /申请人\s*李\*\*/)
    assert.match(text, /可核验/)
    assert.doesNotMatch(text, /李群众/)
    assert.doesNotMatch(stranger.url(), new RegExp(receipt.password, 'i'))
    await stranger.goto(`/cases/${caseId}`)
    assert.match(stranger.url(), /\/sign-in\?next=/)
  })

  it('退出以后，回执和办件都看不到', async () => {
    await page.goto(`/receipt/${caseId}`)
    await page.getByRole('button', { name: '退出' }).click()
    await page.goto(`/receipt/${caseId}`)
    assert.match(page.url(), /\/sign-in/)
    await signInHere(page, 'citizen')
    assert.match(await factBeside(page, '查询密码'), /只在刚提交时显示/)
  })
})
