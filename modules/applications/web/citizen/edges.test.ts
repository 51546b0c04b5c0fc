import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { factOf, begin, fileFood, fillAll, giveAll, picture, RESTAURANT, SHOP, textOf, unchosen, VALUES } from './food.test-support.ts'
import { FOOD, Town, type Visitor } from './town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-citizen-'))
process.env['CHUNFENG_DATA'] = data
const TODAY = '2026-03-02'
const NOBODY = '00000000-0000-4000-8000-000000000000'

let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open(TODAY)
  citizen = await town.signedIn('citizen')
})
after(async () => {
  await town.close()
  rmSync(data, { recursive: true, force: true })
})

describe('填写', () => {
  it('没填的列在最上面，字段旁边说同样的话，填过的留着', async () => {
    const draft = await begin(citizen)
    const answer = await citizen.post(`${draft}/form/1`, { operatorName: '李记<script>alert(1)</script>', uscc: '' })
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /<title>有内容需要改正：/)
    assert.match(answer.body, /<a href="#f-uscc">请填写“统一社会信用代码”<\/a>/)
    assert.match(answer.body, /id="f-uscc-fault">请填写“统一社会信用代码”/)
    assert.match(answer.body, /name="uscc"[^>]* aria-describedby="f-uscc-hint f-uscc-fault" aria-invalid="true"/)
    assert.match(answer.body, /value="李记&lt;script&gt;alert\(1\)&lt;\/script&gt;"/)
    assert.doesNotMatch(answer.body, /<script>/)
  })

  it('全角数字、空格、小写照样收，写法说不清的说出来并留着', async () => {
    const draft = await begin(citizen)
    await citizen.post(`${draft}/form/1`, { operatorName: ' 李记小吃店 ', uscc: '９１４４ 0114-0000 0000 0d' })
    assert.match((await citizen.get(`${draft}/form/1`)).body, /name="operatorName" value="李记小吃店".*name="uscc" value="91440114000000000D"/s)
    const wrong = await citizen.post(`${draft}/form/3`, { premisesAddress: '示例路 1 号', area: '三十' })
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /“使用面积（平方米）”应填数字.*name="area" value="三十"/s)
  })

  it('保存以后再填，错的也留着，提交前再查', async () => {
    const draft = await begin(citizen)
    assert.equal((await citizen.post(`${draft}/form/2`, { legalName: '李', legalId: '123', _then: 'later' })).headers.location, '/me')
    assert.match(textOf(await citizen.get('/me')), /没填完的申请 食品经营许可（新办） 2026年3月2日 09:00 保存/)
    assert.match((await citizen.get(`${draft}/form/2`)).body, /value="123"/)
    assert.match(textOf(await citizen.get(`${draft}/check`)), /还差 \d+ 处.*“身份证号”不对/)
  })

  it('退回去改了情形，多出来的内容和材料不会提交', async () => {
    await citizen.post(`${await begin(citizen)}/delete`)
    const draft = await begin(citizen, ['premises.shop', 'online.platform', 'tenure.own', 'agent.no'])
    await citizen.post(`${draft}/form/5`, { onlineShop: '某平台店铺' })
    assert.equal(await begin(citizen, SHOP), draft)
    await fillAll(citizen, draft)
    await giveAll(citizen, draft)
    const check = textOf(await citizen.get(`${draft}/check`))
    assert.doesNotMatch(check, /某平台店铺|还差/)
    const { caseId } = await fileFood(citizen)
    assert.equal('onlineShop' in (await town.world.caseNow(caseId)).form, false)
  })

  it('草稿可以删除，删前问一次', async () => {
    const draft = await begin(citizen)
    assert.match(textOf(await citizen.get(`${draft}/delete`)), /删除以后，填过的内容不能恢复/)
    await citizen.post(`${draft}/delete`)
    assert.equal((await citizen.get(`${draft}/form/1`)).statusCode, 404)
    await citizen.post(`${draft}/delete`)
    assert.doesNotMatch(textOf(await citizen.get('/me')), /没填完的申请/)
  })

  it('没有这一页的，不出错', async () => {
    const draft = await begin(citizen)
    assert.equal((await citizen.get(`${draft}/form/60`)).headers.location, `${draft}/materials`)
    assert.equal((await citizen.get(`${draft}/form/0`)).statusCode, 400)
    assert.equal((await citizen.post('/apply', { itemCode: FOOD, extra: '1' })).statusCode, 400)
    assert.equal((await citizen.post('/apply', { itemCode: 'SL0000000' })).statusCode, 404)
    assert.equal((await citizen.post('/apply', { itemCode: FOOD, a: ['premises.moon'] })).headers.location, `/items/${FOOD}/questions`)
  })
})

describe('材料', () => {
  it('没选文件、内容不是文件名说的那样，都说明怎么办，前面传好的留着', async () => {
    const draft = await begin(citizen)
    const path = `${draft}/materials/application`
    const none = await citizen.upload(`${path}/files`, [unchosen('file')])
    assert.deepEqual([none.statusCode, /请先选文件，再按“上传”/.test(none.body)], [400, true])
    const lie = { field: 'file', name: '照片.png', content: new TextEncoder().encode('MZ程序'), type: 'image/png' }
    const mixed = await citizen.upload(`${path}/files`, [picture('第一页.png'), lie])
    assert.equal(mixed.statusCode, 415)
    assert.match(mixed.body, /不能上传.*已经交的.*第一页\.png/s)
    assert.equal((await citizen.post(`${path}/files`, { file: 'x' })).statusCode, 415)
  })

  it('同一份材料可以传几个文件，一个个删', async () => {
    const draft = await begin(citizen)
    const path = `${draft}/materials/layout`
    await citizen.upload(`${path}/files`, [picture('一.png'), picture('第二.png')])
    const page = await citizen.get(path)
    const ids = [...page.body.matchAll(/name="which" value="([\w-]+)"/g)].map(([, id]) => id ?? '')
    assert.equal(ids.length, 2)
    await citizen.post(`${path}/remove`, { which: ids[0] ?? '' })
    const after = await citizen.get(path)
    assert.deepEqual([...after.body.matchAll(/name="which" value="([\w-]+)"/g)].map(([, id]) => id), [ids[1]])
  })

  it('容缺只给可以容缺的，日子要在今天以后', async () => {
    const draft = await begin(citizen, RESTAURANT)
    const promise = (material: string, promisedBy: string) => citizen.post(`${draft}/materials/${material}/promise`, { promisedBy })
    assert.match((await promise('layout', '2026-03-20')).body, /这份材料不能以后补/)
    assert.match((await promise('health', TODAY)).body, /请填写今天以后的日期/)
    assert.match((await promise('health', '过几天')).body, /请填写日期，例如 2026-03-02.*value="过几天"/s)
    assert.equal((await promise('health', '2026年3月20日')).statusCode, 303)
    assert.match(textOf(await citizen.get(`${draft}/materials?done=health`)), /“从业人员健康证明”已保存.*您承诺在2026年3月20日（周五）前补交/)
    assert.equal((await citizen.upload(`${draft}/materials/health/files`, [picture('健康证.png')])).statusCode, 303)
    assert.doesNotMatch(textOf(await citizen.get(`${draft}/materials`)), /承诺在/)
  })

  it('少了材料不能往下走，每一份都点名', async () => {
    const answer = await citizen.post(`${await begin(citizen)}/materials`)
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /<a href="#f-materials\.rules">请上传“食品安全管理制度清单”<\/a>/)
    assert.match(answer.body, /<li id="f-materials\.rules" class="wrong"/)
  })

  it('以前交过的可以再用；别人的文件用不了', async () => {
    await fileFood(citizen)
    const draft = await begin(citizen)
    const page = await citizen.get(`${draft}/materials/rules`)
    const [, fileId = ''] = /name="fileId" value="([\w-]+)"[^>]*>\s*<span>rules\.png/.exec(page.body) ?? []
    assert.equal((await citizen.post(`${draft}/materials/rules/choose`, { fileId })).statusCode, 303)
    assert.match((await citizen.post(`${draft}/materials/rules/choose`)).body, /请选一个文件/)
    const firm = await town.signedIn('enterprise')
    const other = await begin(firm)
    const stolen = await firm.post(`${other}/materials/rules/choose`, { fileId })
    assert.equal(stolen.statusCode, 400)
    assert.match(textOf(await firm.get(`${other}/materials/rules`)), /^食品安全管理制度清单(?!.*已经交的)/)
    assert.doesNotMatch((await firm.get(`${other}/materials/rules`)).body, /以前交过的/)
  })

  it('清单里没有的材料没有页', async () => {
    assert.equal((await citizen.get(`${await begin(citizen)}/materials/lease`)).statusCode, 404)
  })
})

describe('提交以后', () => {
  it('草稿清空，密码没有钥匙读不出', async () => {
    const filed = await fileFood(citizen)
    const [row] = await runSql<{ form: object; materials: unknown[]; answers: object; sealed: string }>(town.world.database,
      'select form, materials, answers, sealed_password as sealed from applications.draft where case_id = $1', [filed.caseId])
    assert.deepEqual([row?.form, row?.materials, row?.answers], [{}, [], {}])
    assert(!Buffer.from(row?.sealed ?? '', 'base64url').toString('latin1').includes(filed.password))
    assert.equal((await citizen.post(`${filed.draft}/form/1`, { ...VALUES })).headers.location, `/receipt/${filed.caseId}`)
  })

  it('单位的经办人替单位申请，办件算单位的', async () => {
    const firm = await town.signedIn('enterprise')
    const { caseId } = await fileFood(firm)
    assert.deepEqual((await town.world.caseNow(caseId)).applicant, { kind: 'organisation', id: 'demo-party', name: '某餐饮公司（示例）' })
    assert.match(textOf(await firm.get('/me')), /某餐饮公司经办人，代表某餐饮公司（示例）/)
  })

  it('别人的办件、草稿、回执、文书，一概没有', async () => {
    const filed = await fileFood(citizen)
    const draft = await begin(citizen)
    const page = await citizen.get(`/cases/${filed.caseId}`)
    const [document = ''] = /\/documents\/[\w-]+/.exec(page.body) ?? []
    const firm = await town.signedIn('enterprise')
    const own = ['', '/supplement', '/withdraw', '/rating'].map((step) => `/cases/${filed.caseId}${step}`)
    const drafted = ['', '/form/1', '/materials', '/check', '/sheet', '/delete'].map((step) => draft + step)
    for (const path of [...own, ...drafted, `/receipt/${filed.caseId}`, document, `/cases/${NOBODY}`]) {
      assert.equal((await firm.get(path)).statusCode, 404, path)
    }
    for (const path of [`${draft}/form/1`, `${draft}/check`, ...own.slice(2)]) {
      assert.equal((await firm.post(path, {})).statusCode, 404, path)
    }
    await firm.post(`${draft}/delete`)
    assert.equal((await citizen.get(`${draft}/form/1`)).statusCode, 200)
    assert.equal((await (await town.signedIn('window')).get('/me')).statusCode, 403)
  })

  it('撤回要打勾，撤回以后不能再撤', async () => {
    const { caseId } = await fileFood(citizen)
    const unsure = await citizen.post(`/cases/${caseId}/withdraw`, { note: '改天再办' })
    assert.equal(unsure.statusCode, 400)
    assert.match(unsure.body, /请打上勾，确认要撤回.*改天再办<\/textarea>/s)
    const answers = await Promise.all([1, 2].map(() => citizen.post(`/cases/${caseId}/withdraw`, { sure: 'yes', note: '改天再办' })))
    assert.deepEqual(answers.map(({ headers }) => headers.location), [`/cases/${caseId}`, `/cases/${caseId}`])
    assert.match(textOf(await citizen.get(`/cases/${caseId}`)), /已撤回.*您已经撤回这份申请/)
    assert.equal((await citizen.get(`/cases/${caseId}/withdraw`)).headers.location, `/cases/${caseId}`)
  })

  it('五个工作日没有答复，页面说已经视为受理', async () => {
    const { caseId } = await fileFood(citizen)
    town.world.today = '2026-03-10'
    await town.world.settle()
    const later = await town.signedIn('citizen')
    assert.match(textOf(await later.get(`/cases/${caseId}`)), /审查中.*逾期未告知，视为受理 .*系统/)
    town.world.today = TODAY
  })

  it('补正时传错文件，传好的不用再传；什么都没补不能提交', async () => {
    const { caseId } = await fileFood(citizen)
    const problems = [{ materialId: 'application', problems: ['没有签名'] }, { materialId: 'layout', problems: ['看不清'] }]
    await town.step('window', caseId, 'requestCorrection', { materials: problems })
    const path = `/cases/${caseId}/supplement`
    const none = unchosen('none')
    const empty = await citizen.upload(path, [none], { key: NOBODY, note: '' })
    assert.equal(empty.statusCode, 400)
    assert.match(empty.body, /请上传改好的“食品经营许可申请书”/)
    const lie = { field: 'file.layout', name: '图.pdf', content: new TextEncoder().encode('MZ'), type: 'application/pdf' }
    const half = await citizen.upload(path, [picture('签好.png', 'file.application'), lie, none], { key: NOBODY, note: '' })
    assert.equal(half.statusCode, 400)
    assert.match(half.body, /已收到：签好\.png/)
    const [, kept = ''] = /name="kept\.0" value="([^"]+)"/.exec(half.body) ?? []
    const whole = await citizen.upload(path, [picture('平面图.png', 'file.layout'), none], { key: NOBODY, note: '', 'kept.0': kept })
    assert.equal(whole.statusCode, 303)
    const text = textOf(await citizen.get(`/cases/${caseId}`))
    assert.match(text, /签好\.png.*平面图\.png/)
  })

  it('补正时改申请表，只交改过的；改错了说明', async () => {
    const { caseId } = await fileFood(citizen)
    await town.step('window', caseId, 'requestCorrection', { materials: [{ materialId: 'application', problems: ['地址写错'] }] })
    const path = `/cases/${caseId}/supplement`
    const none = unchosen('none')
    const wrong = await citizen.upload(path, [none], { 'form.contactPhone': '12', note: '' })
    assert.equal(wrong.statusCode, 400)
    assert.match(wrong.body, /<details open>.*“联系人手机号”不对.*value="12"/s)
    const right = await citizen.upload(path, [none], { 'form.premisesAddress': '花都区示例路 2 号', 'form.area': '30', note: '' })
    assert.equal(right.statusCode, 303)
    assert.equal((await town.world.caseNow(caseId)).form['premisesAddress'], '花都区示例路 2 号')
    assert.match(factOf(await citizen.get(`/cases/${caseId}`), '经营场所地址'), /2 号/)
  })
})
