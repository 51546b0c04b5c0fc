import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { begin, factOf, fileFood, fillAll, giveAll, picture, SHOP, textOf, unchosen, VALUES, type Filed } from './food.test-support.ts'
import { FOOD, Town, type Visitor } from './town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-citizen-'))
process.env['CHUNFENG_DATA'] = data

let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open('2026-03-02')
  citizen = await town.signedIn('citizen')
})
after(async () => {
  await town.close()
  rmSync(data, { recursive: true, force: true })
})

/** Another day: the session of yesterday is over. */
async function on(day: string): Promise<void> {
  town.world.today = day
  citizen = await town.signedIn('citizen')
}

describe('不用脚本办完一件事', () => {
  let filed: Filed
  const progress = async () => textOf(await citizen.get(`/cases/${filed.caseId}`))

  it('没登录先去登录，登录后回到材料清单', async () => {
    const stranger = town.visitor()
    const list = await stranger.get(`/items/${FOOD}/checklist?${SHOP.map((pair) => `a=${pair}`).join('&')}`)
    const [, link = ''] = /href="(\/sign-in\?next=[^"]+)"/.exec(list.body) ?? []
    const page = await stranger.get(link.replaceAll('&amp;', '&'))
    const [, next = ''] = /name="next" value="([^"]+)"/.exec(page.body) ?? []
    const answer = await stranger.post('/sign-in', { account: 'citizen', password: 'Chunfeng-2026', next: next.replaceAll('&amp;', '&') })
    assert.equal(answer.headers.location, `/items/${FOOD}/checklist?${SHOP.map((pair) => `a=${pair}`).join('&')}`)
  })

  it('提交后得到编号、密码和五个工作日内的答复日', async () => {
    filed = await fileFood(citizen)
    assert.match(filed.number, /^4401142603020\d{6}$/)
    assert.match(filed.password, /^[2-9A-Z]{8}$/)
    assert.match(textOf(await citizen.get(`/receipt/${filed.caseId}`)), /最迟2026年3月9日（周一）告诉您是否受理/)
    assert.match(await progress(), /待受理.*现在轮到花都区政务服务中心综合窗口核对材料，最迟2026年3月9日/)
  })

  it('三月四日补正，页面说清要补什么、哪天以前', async () => {
    await on('2026-03-04')
    const materials = [{ materialId: 'application', problems: ['没有签名', '<b>日期</b>没写'] }]
    await town.step('window', filed.caseId, 'requestCorrection', { materials, withinWorkingDays: 5 })
    await town.world.settle()
    assert.match(await progress(), /待补正 .*现在轮到您：请在2026年3月11日（周三）前补正材料/)
    const page = await citizen.get(`/cases/${filed.caseId}/supplement`)
    assert.match(textOf(page), /没有签名 &lt;b&gt;日期&lt;\/b&gt;没写/)
    assert.match(page.body, /name="file\.application"/)
    assert.match(textOf(await citizen.get('/me/messages')), /没读.*食品经营许可（新办）：请补正材料/)
  })

  it('三月六日补交，五个工作日重新起算', async () => {
    await on('2026-03-06')
    const page = await citizen.get(`/cases/${filed.caseId}/supplement`)
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(page.body) ?? []
    const files = [picture('签好名.png', 'file.application'), unchosen('none')]
    const send = () => citizen.upload(`/cases/${filed.caseId}/supplement`, files, { key, note: '' })
    const answers = await Promise.all([send(), send()])
    assert.deepEqual(answers.map(({ headers }) => headers.location), [`/cases/${filed.caseId}`, `/cases/${filed.caseId}`])
    assert.match(await progress(), /待受理.*最迟2026年3月13日（周五）告诉您是否受理/)
    assert.equal((await town.world.caseNow(filed.caseId)).version, 3)
  })

  it('受理以后说得出到期日和每一步推算', async () => {
    await on('2026-03-09')
    await town.step('window', filed.caseId, 'accept')
    const text = await progress()
    assert.match(text, /审查中.*现在轮到区市场监督管理局审查，最迟2026年3月12日（周四）作出决定/)
    assert.match(text, /为什么是这一天.*第 3 个工作日是2026年3月12日.*依据/)
  })

  it('特别程序期间不计时，写明预计哪天结束', async () => {
    await town.step('reviewer', filed.caseId, 'startSpecialProcedure', { kind: 'inspection', reason: '需要抽样检验', expectedWorkingDays: 10 })
    assert.match(await progress(), /特别程序中.*预计2026年3月23日（周一）结束；这段时间不计入期限.*需要抽样检验/)
    await on('2026-03-16')
    await town.step('reviewer', filed.caseId, 'endSpecialProcedure', { outcome: '检验合格' })
  })

  it('准予、送达以后能看文书、能评价，评价一件一次', async () => {
    await town.step('reviewer', filed.caseId, 'review', { opinion: '内部意见不外露' })
    for (const [clerk, step] of [['approver', 'approve'], ['reviewer', 'issue'], ['window', 'deliver']] as const) {
      await town.step(clerk, filed.caseId, step)
    }
    const text = await progress()
    assert.match(text, /已送达.*证件已经送达/)
    assert.doesNotMatch(text, /内部意见不外露/)
    const page = await citizen.get(`/cases/${filed.caseId}`)
    const [, document = ''] = /href="(\/documents\/[\w-]+)">准予行政许可决定书/.exec(page.body) ?? []
    assert.match(textOf(await citizen.get(document)), /准予行政许可决定书.*食品经营许可/)
    const unrated = await citizen.post(`/cases/${filed.caseId}/rating`, { text: '还行' })
    assert.equal(unrated.statusCode, 400)
    assert.match(unrated.body, /请选满意程度.*<textarea[^>]*>\n还行</s)
    assert.equal((await citizen.post(`/cases/${filed.caseId}/rating`, { level: '5', tags: ['指引清楚', '一次办好'], text: '' })).statusCode, 303)
    assert.equal((await citizen.post(`/cases/${filed.caseId}/rating`, { level: '1' })).headers.location, `/cases/${filed.caseId}`)
    assert.equal((await town.world.caseNow(filed.caseId)).traits['rated'], true)
  })

  it('公开查询看得到每一步和摘要，看不到姓名、表单和理由以外的内容', async () => {
    const stranger = town.visitor()
    const number = `${filed.number.slice(0, 6)} ${filed.number.slice(6)}`
    const answer = await stranger.post('/progress', { number, password: filed.password.toLowerCase() })
    assert.equal(answer.statusCode, 200)
    const text = textOf(answer)
    assert.match(text, /申请人 李\*\*.*一次性告知补正.*可核验/)
    for (const secret of ['李群众', VALUES['legalId'], VALUES['contactPhone'], filed.password, '没有签名', '需要抽样检验']) {
      assert.equal(answer.body.includes(String(secret)), false, secret)
    }
    const { lastHash } = await town.world.caseNow(filed.caseId)
    assert(text.includes(lastHash))
  })

  it('统计页的数字来自这些办件', async () => {
    await town.world.settle()
    assert.match(textOf(await town.visitor().get('/statistics')), /区市场监督管理局 1 1 1\/1 .* 不公布（1 人）/)
    assert.match(textOf(await town.visitor().get('/statistics?organisation=market-regulation')), /食品经营许可（新办） 1 1 1\/1/)
  })
})

describe('同一份申请只提交一次', () => {
  it('按两次、退回去再按，都到同一张回执，密码也在', async () => {
    await on('2026-04-01')
    const draft = await begin(citizen)
    await fillAll(citizen, draft)
    await giveAll(citizen, draft)
    await citizen.get(`${draft}/check`)
    const answers = await Promise.all([1, 2].map(() => citizen.post(`${draft}/check`, { declared: 'yes' })))
    const [one, other] = answers.map(({ headers }) => String(headers.location))
    assert.equal(one, other)
    assert.match(one ?? '', /^\/receipt\//)
    assert.equal((await citizen.post(`${draft}/check`, { declared: 'yes' })).headers.location, one)
    assert.match(factOf(await citizen.get(one ?? ''), '查询密码'), /^[2-9A-Z]{8}$/)
    assert.match(textOf(await citizen.get('/me')), /提交过的申请（2）/)
  })

  it('换一个浏览器看回执，没有查询密码', async () => {
    const filed = await fileFood(citizen)
    const elsewhere = await town.signedIn('citizen')
    assert.match(factOf(await elsewhere.get(`/receipt/${filed.caseId}`), '查询密码'), /只在刚提交时显示/)
    elsewhere.cookies.set('receipt', 'A'.repeat(22))
    assert.match(factOf(await elsewhere.get(`/receipt/${filed.caseId}`), '查询密码'), /只在刚提交时显示/)
  })

  it('提交以后可以再办一件同样的', async () => {
    const [one, other] = [await fileFood(citizen), await fileFood(citizen)]
    assert.notEqual(one.caseId, other.caseId)
  })
})
