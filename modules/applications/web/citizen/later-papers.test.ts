import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { SYSTEM } from '#kernel'
import { watchPromises } from '../../promise-watch.ts'
import { begin, fileFood, fillAll, picture, RESTAURANT, textOf, unchosen } from './food.test-support.ts'
import { Town, type Visitor } from './town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const data = mkdtempSync(join(tmpdir(), 'chunfeng-later-'))
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

/** Files an application that promises the health certificate; the window has accepted it. */
async function promisedCase(): Promise<string> {
  const draft = await begin(citizen, RESTAURANT)
  await fillAll(citizen, draft)
  const list = await citizen.get(`${draft}/materials`)
  const ids = [...list.body.matchAll(/<li id="f-materials\.(\w+)"/g)].map(([, id]) => id ?? '')
  for (const id of ids.filter((one) => one !== 'health')) await citizen.upload(`${draft}/materials/${id}/files`, [picture(`${id}.png`)])
  await citizen.post(`${draft}/materials/health/promise`, { promisedBy: '2026-03-20' })
  await citizen.get(`${draft}/check`)
  const sent = await citizen.post(`${draft}/check`, { declared: 'yes' })
  const caseId = String(sent.headers.location).split('/').at(-1) ?? ''
  await town.step('window', caseId, 'accept')
  return caseId
}

describe('补交约定的材料的页面', () => {
  it('办件页面上有入口，页面写明哪份、哪天、不补会怎样', async () => {
    const caseId = await promisedCase()
    assert.match((await citizen.get(`/cases/${caseId}`)).body, /href="\/cases\/[\w-]+\/promised">补交约定的材料/)
    const page = textOf(await citizen.get(`/cases/${caseId}/promised`))
    assert.match(page, /从业人员健康证明 您承诺在 2026年3月20日（周五） 前补交。/)
    assert.match(page, /到期没有补交的，部门可以暂停审查，或者终止办理；没有按期补交会留下记录/)
  })

  it('承诺以前就说清楚：什么时候提醒、在哪里补交、不补会怎样、记多久', async () => {
    const draft = await begin(citizen, RESTAURANT)
    const before = textOf(await citizen.get(`${draft}/materials/health`))
    const words = ['到期前 3 个工作日和当天，“我的”里会提醒您', '办件页面，或者把纸质材料交到窗口', '部门可以暂停审查，或者终止办理', '24 个月内再申请容缺时窗口看得到', '材料收齐以前不能作出准予决定']
    const places = words.map((sentence) => before.indexOf(sentence))
    assert(places.every((place) => place >= 0 && place < before.indexOf('承诺补交')), JSON.stringify(places))
    assert.doesNotMatch(textOf(await citizen.get(`${draft}/materials/layout`)), /提醒您|终止办理/)
  })

  it('办件页面写明还欠哪份、哪天以前、不补会怎样；我的办件里一按就到', async () => {
    const caseId = await promisedCase()
    assert.match(textOf(await citizen.get(`/cases/${caseId}`)), /您约定补交的材料（容缺） 从业人员健康证明 ：2026年3月20日（周五）前补交 到期没有补交的，部门可以暂停审查/)
    assert.match((await citizen.get('/me')).body, new RegExp(`href="/cases/${caseId}/promised">补交约定的材料`))
    await citizen.upload(`/cases/${caseId}/promised`, [picture('健康证.png', 'file.health'), unchosen('none')], { key: 'once' })
    assert.doesNotMatch(textOf(await citizen.get(`/cases/${caseId}`)), /您约定补交的材料/)
  })

  it('没选文件的说明怎么办；交了以后办件页面不再催', async () => {
    const caseId = await promisedCase()
    const path = `/cases/${caseId}/promised`
    const none = await citizen.upload(path, [unchosen('file.health'), unchosen('none')])
    assert.equal(none.statusCode, 400)
    assert.match(none.body, /请至少选一份材料的文件/)
    const given = await citizen.upload(path, [picture('健康证.png', 'file.health'), unchosen('none')], { key: 'one-press', note: '请查收' })
    assert.equal(given.headers.location, `/cases/${caseId}`)
    const shown = await citizen.get(`/cases/${caseId}`)
    assert.match(textOf(shown), /补交容缺材料/)
    assert.doesNotMatch(shown.body, /\/promised"/)
    assert.equal((await citizen.get(path)).headers.location, `/cases/${caseId}`)
  })

  it('同一次按下送到两回，只算一次', async () => {
    const caseId = await promisedCase()
    const { version } = await town.world.caseNow(caseId)
    const send = () => citizen.upload(`/cases/${caseId}/promised`, [picture('健康证.png', 'file.health'), unchosen('none')], { key: 'pressed-twice' })
    for (const answer of [await send(), await send()]) assert.equal(answer.headers.location, `/cases/${caseId}`)
    assert.equal((await town.world.caseNow(caseId)).version, version + 1)
  })

  it('过了日子，页面说已经过期，办件页面写明没有按期收到', async () => {
    const caseId = await promisedCase()
    town.world.today = '2026-03-23'
    citizen = await town.signedIn('citizen')
    await town.world.as(SYSTEM, (call) => watchPromises.run(call))
    assert.match(textOf(await citizen.get(`/cases/${caseId}/promised`)), /已经过了这一天，请尽快补交/)
    const shown = textOf(await citizen.get(`/cases/${caseId}`))
    assert.match(shown, /容缺材料逾期未补/)
    assert.match(shown, /承诺在2026年3月20日（周五）前补交，没有按期收到/)
    town.world.today = '2026-03-02'
    citizen = await town.signedIn('citizen')
  })

  it('别人打不开', async () => {
    const caseId = await promisedCase()
    const firm = await town.signedIn('enterprise')
    assert.equal((await firm.get(`/cases/${caseId}/promised`)).statusCode, 404)
    assert.equal((await firm.upload(`/cases/${caseId}/promised`, [picture('一.png', 'file.health')])).statusCode, 404)
  })
})

describe('补正时删去选填的内容', () => {
  const correct = async (fields: Record<string, string>) => {
    const { caseId } = await fileFood(citizen)
    await town.step('window', caseId, 'requestCorrection', { materials: [{ materialId: 'application', problems: ['没有签名'] }] })
    const answer = await citizen.upload(`/cases/${caseId}/supplement`, [unchosen('file.application'), unchosen('none')], fields)
    return { caseId, answer }
  }

  it('选填的清空，办件里就没有了；记录里写着删去了什么', async () => {
    const first = await correct({ 'form.otherItems': '冷食类食品制售', note: '补写' })
    assert.equal((await town.world.caseNow(first.caseId)).form['otherItems'], '冷食类食品制售')
    const { caseId } = await fileFood(citizen)
    await runSql(town.world.database, `update kernel.case set form = form || '{"otherItems": "冷食类食品制售"}' where id = $1`, [caseId])
    await town.step('window', caseId, 'requestCorrection', { materials: [{ materialId: 'application', problems: ['没有签名'] }] })
    const answer = await citizen.upload(`/cases/${caseId}/supplement`, [picture('好了.png', 'file.application'), unchosen('none')], { 'form.otherItems': '' })
    assert.equal(answer.headers.location, `/cases/${caseId}`)
    assert.equal('otherItems' in (await town.world.caseNow(caseId)).form, false)
  })

  it('必填的清不掉，页面说要填', async () => {
    const { caseId, answer } = await correct({ 'form.operatorName': '' })
    assert.equal(answer.statusCode, 400)
    assert.match(answer.body, /请填写“.+”.*name="form\.operatorName" value=""/s)
    assert.notEqual((await town.world.caseNow(caseId)).form['operatorName'], undefined)
  })
})
