import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { documentsOf } from '#kernel'
import { A, B, C, drafted, ECOLOGY, filed, fileOf, FIRST_DAY, ground, rewritten, signedBy, STRANGER, type Ground } from './bundle.test-support.ts'
import { draftFor, keepLetter } from './drafts.ts'
import { fileBundle, supplementBundle } from './file-bundle.ts'
import { sign } from './signing.ts'
import { filingOf } from './filing.ts'

let on: Ground
before(async () => { on = await ground() })
after(() => on.close())
beforeEach(() => { on.world.today = FIRST_DAY })

const hand = (draftId: string, { who = A, isDeclared = true, key = randomUUID() } = {}) =>
  on.world.as(who, (call) => fileBundle(call, draftId, { isDeclared, key }))
const cases = () => runSql(on.database, "select id from kernel.case where type = 'bundled-eia'")

describe('打捆申报', () => {
  it('各单位签了字、条件都符合的，收件成为生态环境部门的办件，记下用哪一版规则', async () => {
    const found = await filed(on)
    assert.deepEqual([found.state, found.queue, found.queueDueOn, found.traits['filedUnder']], ['submitted', 'owner:ecology', '2026-03-09', '2026-1'])
    assert.deepEqual(filingOf(found)?.units.map(({ signed }) => signed), ['account', 'account', 'account'])
    assert.deepEqual((await documentsOf(on.database, found.id)).map(({ kind }) => kind), ['receipt'])
  })

  it('溶剂合计到了 10 吨的不收，说出差在哪里、怎样补救；改少了就收', async () => {
    const draftId = await drafted(on, { changes: { 'u1.adhesive': '7.6' } })
    const before = (await cases()).length
    await assert.rejects(hand(draftId), (error: { code: string; message: string }) => error.code === 'rule' && /合计每年 10 吨.*改用水性的/.test(error.message))
    assert.equal((await cases()).length, before)
    await rewritten(on, draftId, { 'u1.adhesive': '1.6' })
    for (const signer of [B, C]) await signedBy(on, signer, draftId)
    assert.equal((await hand(draftId)).number.length, 19)
  })

  it('应编报告书的不收，写明理由', async () => {
    const draftId = await drafted(on, { changes: { 'u2.class': '报告书' } })
    await assert.rejects(hand(draftId), { code: 'rule', message: /丙皮具厂（示例）应编报告书.*单独编报告书/ })
  })

  it('缺的、写错的一次全说', async () => {
    const draftId = await drafted(on, { changes: { title: '', 'u1.uscc': '123', 'u2.ink': '很多', agency: ' ' }, signers: [C] })
    await assert.rejects(hand(draftId), (error: { code: string; fields: { path: string }[] }) => {
      return error.code === 'invalid' && ['u2.ink', 'u1.uscc', 'title', 'agency'].every((path) => error.fields.some((one) => one.path === path))
    })
    await assert.rejects(hand(draftId, { isDeclared: false }), { code: 'invalid', message: /声明/ })
    const long = await drafted(on, { changes: { overview: '长'.repeat(2001), 'u1.name': '长'.repeat(101) } })
    await assert.rejects(hand(long), (error: { fields: { path: string }[] }) =>
      ['overview', 'u1.name'].every((path) => error.fields.some((one) => one.path === path)))
    const empty = await drafted(on, {
      changes: Object.fromEntries(
        ['u0', 'u1', 'u2'].flatMap((unit) => ['name', 'uscc', 'project', 'place', 'industry', 'process', 'adhesive'].map((field) => [`${unit}.${field}`, ''])),
      ),
      signers: [],
    })
    await assert.rejects(hand(empty), (error: { fields: { path: string }[] }) => error.fields.some(({ path }) => path === 'u0.name'))
  })

  it('最长的内容也收，收下的就是完整的一份', async () => {
    const found = await filed(on, {
      overview: '长'.repeat(2000), impacts: '长'.repeat(2000), title: '长'.repeat(100), 'u0.place': '长'.repeat(300), 'u2.missing': '',
    })
    assert.equal(filingOf(found)?.notice.overview.length, 2000)
    assert.equal((await on.world.step(ECOLOGY, found.id, 'accept')).state, 'accepted')
  })

  it('有单位没有签字的不收；签了以后内容改过，要重新签', async () => {
    const draftId = await drafted(on, { signers: [B] })
    await assert.rejects(hand(draftId), { code: 'rule', message: /丙皮具厂（示例）没有签字确认/ })
    await signedBy(on, C, draftId)
    await rewritten(on, draftId, { overview: '改成四条生产线' })
    await assert.rejects(hand(draftId), { code: 'rule', message: /乙皮具厂（示例）、丙皮具厂（示例）没有签字确认/ })
  })

  it('没有账号的单位上传盖章的授权书', async () => {
    const draftId = await drafted(on, { signers: [B] })
    const fileId = await fileOf(on, A)
    await on.world.as(A, (call) => keepLetter(call, draftId, { uscc: '91440114000000003N', fileId }))
    assert.deepEqual(filingOf(await on.world.caseNow((await hand(draftId)).caseId))?.units.map(({ signed }) => signed), ['account', 'account', 'letter'])
    await assert.rejects(on.world.as(A, (call) => keepLetter(call, draftId, { uscc: '91440114000000000D', fileId })), { code: 'not-found' })
  })

  it('只能为自己的单位签；看过以后改了的不算；不在里面的看不到', async () => {
    const draftId = await drafted(on, { signers: [] })
    await assert.rejects(signedBy(on, STRANGER, draftId), { code: 'rule' })
    
    await assert.rejects(on.world.as(B, (call) => sign(call, draftId, { sm3: 'x' })), { code: 'conflict' })
    await assert.rejects(on.world.as(B, (call) => draftFor(call, draftId)), { code: 'not-found' })
    await assert.rejects(hand(draftId, { who: B }), { code: 'not-found' })
  })

  it('按两次、两个人同时按，只有一件；同一个键拿到同一张回执', async () => {
    const draftId = await drafted(on)
    const key = randomUUID()
    const receipts = await Promise.all([hand(draftId, { key }), hand(draftId, { key }), hand(draftId, { key })])
    assert.equal(new Set(receipts.map(({ caseId, queryPassword }) => `${caseId} ${queryPassword}`)).size, 1)
  })
})

describe('受理前', () => {
  it('受理时再核对一次；规则不符合的不能受理，可以不予受理', async () => {
    const found = await filed(on)
    await runSql(on.database, `update kernel.case set form = jsonb_set(form, '{units,0,openViolation}', 'true') where id = $1`, [found.id])
    await assert.rejects(on.world.step(ECOLOGY, found.id, 'accept'), { code: 'rule', message: /甲皮具厂（示例）未批先建/ })
    assert.equal((await on.world.step(ECOLOGY, found.id, 'refuseAcceptance', { data: { reason: '有未批先建的项目' } })).state, 'notAccepted')
  })

  it('补正只告知一次；改好以后每个单位重新签字才能提交，重新起算五个工作日', async () => {
    const found = await filed(on)
    await on.world.step(ECOLOGY, found.id, 'requestCorrection', { data: { problems: ['项目概况没有写产能'] } })
    const [{ id: draftId = '' } = {}] = await runSql<{ id: string }>(
      on.database, 'select draft_id as id from bundled_eia.bundle where case_id = $1', [found.id],
    )
    await rewritten(on, draftId, { overview: '三个厂，年产皮具十万件。' })
    const again = () => on.world.as(A, (call) => supplementBundle(call, draftId, { isDeclared: true }))
    await assert.rejects(again(), { code: 'rule', message: /没有签字确认/ })
    for (const signer of [B, C]) await signedBy(on, signer, draftId)
    on.world.today = '2026-03-05'
    const back = await again()
    assert.deepEqual([back.state, back.queueDueOn, filingOf(back)?.notice.overview], ['submitted', '2026-03-12', '三个厂，年产皮具十万件。'])
    await assert.rejects(on.world.step(ECOLOGY, found.id, 'requestCorrection', { data: { problems: ['还有一处'] } }), { code: 'rule' })
  })

  it('补正的内容只能是各单位确认过的那一份', async () => {
    const found = await filed(on)
    await on.world.step(ECOLOGY, found.id, 'requestCorrection', { data: { problems: ['写清楚'] } })
    const filing = { ...filingOf(found), title: '另一捆' }
    await assert.rejects(on.world.step(A, found.id, 'supplement', { data: { filing } }), { code: 'conflict' })
    assert.equal((await on.world.caseNow(found.id)).state, 'correcting')
  })

  it('五个工作日没有答复，视为受理', async () => {
    const found = await filed(on)
    on.world.today = '2026-03-10'
    await on.world.settle()
    assert.deepEqual([(await on.world.caseNow(found.id)).state, (await on.world.caseNow(found.id)).acceptedOn], ['accepted', '2026-03-02'])
  })
})
