import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { SYSTEM } from '#kernel'
import type { Item } from '#base/catalog'
import { storeEditions } from '../../../../base/catalog/versions.ts'
import { family, FIRST_DAY, MEMBERS, move, testJointItem, THROUGH, work } from '../../../../base/joint/joint.test-support.ts'
import { begin, factOf, picture, textOf, unchosen } from '../../../applications/web/citizen/food.test-support.ts'
import { Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-joint-'))
process.env['CHUNFENG_DATA'] = data
const FORM = { holder: '李群众', idNumber: '110101199001010015' }

/** Of the four items one may be left out by an answer; the system looks at the number itself. */
function wholeItem(): Item {
  const item = testJointItem('life-event')
  return { ...item, ...(item.joint && { joint: { ...item.joint, checks: [{ id: 'id', title: '身份证号码', field: 'idNumber', kind: 'resident-id' }] } }) }
}

let town: Town
let citizen: Visitor
before(async () => {
  town = await Town.open(FIRST_DAY)
  await town.world.as(SYSTEM, ({ tx }) => storeEditions(tx, [...MEMBERS, wholeItem()].map((item) => ({ item, source: null }))))
  citizen = await town.signedIn('citizen')
})
after(async () => {
  await town.close()
  rmSync(data, { recursive: true, force: true })
})
beforeEach(() => { town.world.today = FIRST_DAY })

const CODE = wholeItem().code
const see = async (path: string, who = citizen): Promise<string> => textOf(await who.get(path))

/** From the checklist to the check page. */
async function drafted(answer = 'build.yes'): Promise<string> {
  const draft = await begin(citizen, [answer], CODE)
  assert.equal((await citizen.post(`${draft}/form/1`, FORM)).statusCode, 303)
  await citizen.upload(`${draft}/materials/form/files`, [picture('表.png')])
  return draft
}

async function filed(answer = 'build.yes'): Promise<{ caseId: string; number: string; password: string }> {
  const draft = await drafted(answer)
  await citizen.get(`${draft}/check`)
  const sent = await citizen.post(`${draft}/check`, { declared: 'yes' })
  assert.equal(sent.statusCode, 303, textOf(sent))
  const receipt = await citizen.get(String(sent.headers.location))
  return { caseId: String(sent.headers.location).split('/').at(-1) ?? '', number: factOf(receipt, '办件编号'), password: factOf(receipt, '查询密码') }
}

const accepted = async (answer?: string) => {
  const { caseId } = await filed(answer)
  return { caseId, matter: await move(town, await family(town, caseId), 'accept') }
}

describe('一件事的申请（不用脚本）', () => {
  it('一张表只填一次，一份材料只交一次，都写明给哪几项用', async () => {
    const draft = await begin(citizen, ['build.yes'], CODE)
    assert.match(await see(`${draft}/form/1`), /只填一次 ，4 项都用它，同样的内容不再问第二遍/)
    assert.match(await see(`${draft}/materials`), /只交一次 ，要用到的事项都用这一份.*用于：出生证明（示例）、户口登记（示例）、规划许可（示例）、施工许可（示例）/)
    assert.match(await see(`${draft}/materials/form`), /用于：出生证明（示例）、.*交一次就够/)
  })

  it('按回答不办的一项，材料不再写给它用', async () => {
    const draft = await begin(citizen, ['build.no'], CODE)
    assert.match(await see(`${draft}/form/1`), /3 项都用它/)
    assert.doesNotMatch(await see(`${draft}/materials`), /施工许可/)
  })

  it('提交前看得到一起申请哪几项、谁决定、系统核对了什么；可以不办的那项一点就回到那个问题', async () => {
    const draft = await drafted()
    const page = await citizen.get(`${draft}/check`)
    assert.match(textOf(page), /由谁牵头.*一起申请的 4 项.*施工许可（示例） （office-4决定） 不办这一项.*系统自己核对的.*身份证号码.*格式和校验码都对/)
    const [, link = ''] = /href="([^"]*change=build)"/.exec(page.body) ?? []
    assert.match(await see(link.replaceAll('&amp;', '&')), /要施工吗？/)
    assert.match(await see(`${await drafted('build.no')}/check`), /一起申请的 3 项.*这次不办：.*施工许可（示例） 要办这一项/)
  })

  it('身份证号码对不上的，核对页照实说；不说是谁的错', async () => {
    const draft = await begin(citizen, ['build.yes'], CODE)
    await citizen.post(`${draft}/form/1`, { ...FORM, idNumber: '1', _then: 'later' })
    assert.match(await see(`${draft}/check`), /系统自己核对的.*对不上的，请看看是不是填错了/)
  })

  it('回执只有一张：一次核对几项、全部办好最长多久、有一项没办成不影响别的', async () => {
    const { caseId } = await filed()
    assert.match(await see(`/receipt/${caseId}`), /一次核对 4 项的材料，最迟2026年3月9日.*全部办好最长 12 个工作日.*有一项没有办成，不影响别的/)
  })
})

describe('一件事的进度', () => {
  it('受理以前，各项一起等；单独打开一项，指回总的办件', async () => {
    const { caseId } = await filed()
    const { lanes } = await family(town, caseId)
    assert.match(await see(`/cases/${caseId}`), /现在轮到花都区政务服务中心综合窗口核对材料，最迟2026年3月9日（周一）告诉您是否受理。一共 4 项：3 项等统一受理，1 项等前一项办好再开始.*户口登记（示例）.*等“出生证明（示例）”办好就自动开始/)
    assert.match(await see(`/cases/${lanes['plan']?.id}`), /和同一件事的其他事项一起受理.*这是 一起办四件（示例） 里的一项/)
  })

  it('受理以后每项各办各的：谁决定、最迟哪天、等什么，决定总时间的一项用字标出来；一个总的日子，说得清为什么', async () => {
    const { caseId } = await accepted()
    const text = await see(`/cases/${caseId}`)
    assert.match(text, /一共 4 项：3 项正在办，1 项等前一项办好再开始。现在不用您做什么/)
    assert.match(text, /规划许可（示例） 决定总时间 审查中.*施工许可（示例） 决定总时间 审查中.*等“规划许可（示例）”批准以后，这一项才能批准/)
    assert.match(text, /哪一天全部办好.*2026年3月18日（周三）.*最花时间的是：规划许可（示例）（8 个工作日） → 施工许可（示例）（4 个工作日），共 12 个工作日/)
    assert.doesNotMatch(text, /泳道|关键路径/)
  })

  it('后一项先审完，写明等哪一项、不用申请人做什么', async () => {
    const { caseId, matter } = await accepted()
    await work(town, matter, 'build', ['review'])
    assert.match(await see(`/cases/${caseId}`), /1 项已审完、等前证.*施工许可（示例）.*已审完，等前一项核发.*还不能批准：“规划许可（示例）”还没有核发（城乡规划法第四十条）。不用您做什么/)
  })

  it('经过只有一条：总的和每一项的合在一起，写明是哪一项；跟着总件走的不重复', async () => {
    const { caseId, matter } = await accepted()
    await work(town, matter, 'birth', THROUGH)
    const text = await see(`/cases/${caseId}`)
    assert.match(text, /办理经过 一起提交申请 .*统一受理 .*出生证明（示例）：审查 .*出生证明（示例）：准予 .*出生证明（示例）：制证/)
    assert.doesNotMatch(text, /一起受理|一项证照已制好|提出各项申请/)
    assert.match(text, /户口登记（示例） 审查中/)
  })

  it('一项没有批准：别的照办；等它的那一项说办不了，接下来怎么办都写清楚', async () => {
    const { caseId, matter } = await accepted()
    const { lanes } = await work(town, matter, 'birth', ['review', 'deny'])
    const text = await see(`/cases/${caseId}`)
    assert.match(text, /2 项正在办，1 项没有批准，1 项办不了/)
    assert.match(text, /户口登记（示例） 办不了 .*办不了：前一项“出生证明（示例）”.*接下来： 等前一项另行办成后，可以单独申请这一项/)
    assert.match(await see(`/cases/${lanes['birth']?.id}`), /不予批准.*这是 一起办四件（示例） 里的一项。可以按决定书写明的途径申请复议或者起诉/)
  })

  it('一次补正说清整件事要补的；补好以后各项一起重新等受理', async () => {
    const { caseId } = await filed()
    await move(town, await family(town, caseId), 'requestCorrection', { materials: [{ materialId: 'form', problems: ['没有签字'] }], withinWorkingDays: 5 })
    assert.match(await see(`/cases/${caseId}`), /待补正.*现在轮到您：请在2026年3月9日（周一）前补正材料。.*去补正材料/)
    assert.match(await see(`/cases/${caseId}/supplement`), /一共 1 份材料.*没有签字/)
    const sent = await citizen.upload(`/cases/${caseId}/supplement`, [picture('签好.png', 'file.form'), unchosen('none')], { key: 'k1', note: '' })
    assert.equal(sent.headers.location, `/cases/${caseId}`)
    const { parent, lanes } = await family(town, caseId)
    assert.deepEqual([parent.state, ...new Set(Object.values(lanes).map(({ state }) => state))], ['submitted', 'submitted'])
  })

  it('撤回整件事以前，说清已经批准的不受影响，只想撤一项的到那一项里', async () => {
    const { caseId, matter } = await accepted()
    assert.match(await see(`/cases/${caseId}/withdraw`), /还没有决定的各项都不再办理.*已经批准的不受影响.*只想撤回其中一项的/)
    await work(town, matter, 'birth', THROUGH)
    await citizen.post(`/cases/${caseId}/withdraw`, { sure: 'yes' })
    assert.match(await see(`/cases/${caseId}`), /1 项已经制好，3 项已撤回/)
  })

  it('“我的办件”里各项归在总件下面，不另占一行', async () => {
    const [{ total: before }, { caseId }] = [await countOf(), await filed()]
    const page = await citizen.get('/me')
    assert.equal((await countOf()).total, before + 1)
    const [row = ''] = new RegExp(`<li><h3><a href="/cases/${caseId}">.*?</details>`, 's').exec(page.body) ?? []
    assert.match(row, /看里面的各项（已经开始 3 件）.*出生证明（示例）.*规划许可（示例）.*施工许可（示例）/s)
  })

  it('别人看不到总件，也看不到里面的任何一项', async () => {
    const { caseId } = await filed()
    const { lanes } = await family(town, caseId)
    const other = await town.signedIn('enterprise')
    for (const id of [caseId, ...Object.values(lanes).map((child) => child.id)]) assert.equal((await other.get(`/cases/${id}`)).statusCode, 404)
  })

  it('凭编号和密码公开查：各项办到哪一步都有，没有姓名和证件号，也没有进各项的链接', async () => {
    const { number, password, caseId } = await filed()
    await work(town, await move(town, await family(town, caseId), 'accept'), 'birth', THROUGH)
    const answer = await town.visitor().post('/progress', { number, password })
    assert.match(textOf(answer), /一共 4 项：1 项已经制好，3 项正在办.*由谁牵头.*各项办到哪一步.*决定总时间.*哪一天全部办好.*办理经过 一起提交申请 .*出生证明（示例）：审查 .*出生证明（示例）：制证/)
    const asked = await town.visitor().get(`/api/public/progress?${new URLSearchParams({ number, password })}`)
    assert.deepEqual(asked.json().lanes.map((one: object) => Object.keys(one).sort()), Array(4)
      .fill(['decidesTotal', 'name', 'owner', 'stateLabel', 'waitsFor']))
    assert.doesNotMatch(answer.body + asked.body, new RegExp(`${FORM.holder}|${FORM.idNumber}|/cases/`))
  })
})

async function countOf(): Promise<{ total: number }> {
  const [, total = '0'] = /提交过的申请（(\d+)）/.exec((await citizen.get('/me')).body) ?? []
  return { total: Number(total) }
}
