import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import { findCase } from '#kernel'
import { approverOf, FIRM, OTHER_FIRM, reviewerOf, Site, WINDOW } from './site.test-support.ts'

let site: Site
let code: string
before(async () => { site = await Site.open() })
after(() => site.close())
beforeEach(() => { code = site.nextCode() })

const refusedBy = (pattern: RegExp) => (error: unknown) => error instanceof Refusal && pattern.test(error.message)
const LAND = { what: 'land-document', kind: '国有建设用地使用权出让合同', evidence: '440114-2026-示例-01' } as const

describe('单独申请的证也按法律的先后放行', () => {
  it('没有使用土地的证明文件，不得核发建设工程规划许可证（城乡规划法40）；登记以后可以', async () => {
    const { id } = await site.applied('GC', { code })
    await assert.rejects(site.step('GC', id, 'approve'), refusedBy(/城乡规划法第四十条/))
    assert.equal((await site.world.caseNow(id)).state, 'reviewed', '没有审完的也不会丢')
    assert.deepEqual(await site.facts(code), ['reviewed GC'])
    await site.register(reviewerOf('YD'), LAND, { code })
    assert.equal((await site.step('GC', id, 'approve')).state, 'approved')
    assert.deepEqual(await site.facts(code), ['reviewed GC', 'land-document', 'released GC'])
  })

  it('施工许可证要等规划许可、人防、消防图纸（建筑法8、消防法12），缺什么一次说清', async () => {
    const { id } = await site.applied('SG', { code })
    await assert.rejects(site.step('SG', id, 'approve'), (error) => error instanceof Refusal
      && ['建筑法第八条第一款第一项', '建筑法第八条第一款第二项', '人民防空法第二十二条', '消防法第十二条'].every((article) => error.message.includes(article)))
    await site.register(reviewerOf('YD'), LAND, { code })
    for (const permit of ['GC', 'RF'] as const) await site.step(permit, (await site.applied(permit, { code })).id, 'approve')
    await assert.rejects(site.step('SG', id, 'approve'), refusedBy(/消防设计图纸/))
    await site.register(reviewerOf('SG'), { what: 'fire-drawings', evidence: '图纸 12 张' }, { code })
    await site.step('SG', id, 'approve')
  })

  it('特殊建设工程先有消防设计审查，在别处取得的由窗口登记也算', async () => {
    const { id } = await site.applied('SG', { code, specialWorks: 'yes' })
    await site.register(reviewerOf('YD'), LAND, { code })
    await site.register(reviewerOf('SG'), { what: 'fire-drawings', evidence: '图纸 12 张' }, { code })
    await site.register(WINDOW, { what: 'issued-outside', permit: 'RF', evidence: '花建人防〔2025〕示例 3 号' }, { code })
    await site.register(WINDOW, { what: 'issued-outside', permit: 'GC', evidence: '建字第示例号' }, { code })
    await assert.rejects(site.step('SG', id, 'approve'), refusedBy(/特殊建设工程消防设计审查（消防法第十二条）/))
    await site.step('XF', (await site.applied('XF', { code })).id, 'approve')
    await site.step('SG', id, 'approve')
  })

  it('投资项目代码写错了：结构不对的不收，补正时改对的归到对的项目', async () => {
    await assert.rejects(site.applied('GC', { code: '2026-44-04-01-1' }), refusedBy(/投资项目代码应形如/))
    const { id } = await site.applied('GC', { code: site.nextCode(), steps: [] })
    await site.world.step(WINDOW, id, 'requestCorrection', { data: { materials: [{ materialId: 'application', name: '申请表', problems: ['项目代码与立项不符'] }] } })
    await site.world.step(FIRM, id, 'supplement', { data: { form: { projectCode: code } } })
    for (const step of ['accept', 'review']) await site.step('GC', id, step)
    assert.deepEqual(await site.facts(code), ['reviewed GC'])
  })

  it('不予的、撤回的不再算审完；别人家的同一个代码不算数', async () => {
    await site.applied('YD', { code, actor: OTHER_FIRM, steps: ['accept', 'review', 'approve'] })
    const { id } = await site.applied('GC', { code })
    await assert.rejects(site.step('GC', id, 'approve'), refusedBy(/城乡规划法第四十条/))
    await site.step('GC', id, 'withdraw')
    assert.deepEqual(await site.facts(code), ['reviewed GC', 'lapsed GC'])
    await site.step('GC', (await site.applied('GC', { code })).id, 'deny')
    assert.deepEqual((await site.facts(code)).slice(2), ['reviewed GC', 'reviewed GC'])
  })
})

describe('登记和撤销', () => {
  it('前证被撤销，后证就不能再发；被撤销的重新申请、重新审查', async () => {
    await site.step('YD', (await site.applied('YD', { code })).id, 'approve')
    const { id } = await site.applied('GC', { code })
    await site.register(approverOf('YD'), { what: 'revoked', permit: 'YD', evidence: '花规撤〔2026〕示例 1 号' }, { code })
    await assert.rejects(site.step('GC', id, 'approve'), refusedBy(/城乡规划法第四十条/))
    await site.step('YD', (await site.applied('YD', { code })).id, 'approve')
    await site.step('GC', id, 'approve')
    await site.register(approverOf('YD'), { what: 'revoked', permit: 'YD', evidence: '花规撤〔2026〕示例 2 号' }, { code })
    assert.equal((await site.world.caseNow(id)).state, 'approved', '已经发出的后证不因此作废')
  })

  it('各管各的：不是本单位的证不能登记，企业自己不能，没有发出的不能撤销', async () => {
    await site.applied('GC', { code })
    await assert.rejects(site.register(reviewerOf('SG'), LAND, { code }), refusedBy(/市规划和自然资源局花都区分局登记/))
    await assert.rejects(site.register(FIRM, LAND, { code }), refusedBy(/登记/))
    await assert.rejects(site.register(WINDOW, LAND, { code }), refusedBy(/登记/))
    await assert.rejects(site.register(reviewerOf('GC'), { what: 'revoked', permit: 'GC', evidence: '文号' }, { code }), refusedBy(/没有发出/))
    await assert.rejects(site.register(WINDOW, { what: 'revoked', permit: 'GC', evidence: '文号' }, { code }), refusedBy(/没有发出|登记/))
    assert.deepEqual(await site.facts(code), ['reviewed GC'])
  })

  it('登记错了由登记的单位撤下，写明原因；撤下以后门又关上，办件里的决定撤不下', async () => {
    const { id } = await site.applied('GC', { code })
    await site.register(reviewerOf('YD'), LAND, { code })
    await assert.rejects(site.register(reviewerOf('SG'), { what: 'struck-out', strikes: 2, evidence: '不是我局的' }, { code }), refusedBy(/登记/))
    await site.register(reviewerOf('YD'), { what: 'struck-out', strikes: 2, evidence: '地块写错' }, { code })
    await assert.rejects(site.step('GC', id, 'approve'), refusedBy(/城乡规划法第四十条/))
    for (const strikes of [1, 2, 3])
      await assert.rejects(site.register(reviewerOf('YD'), { what: 'struck-out', strikes, evidence: '再撤' }, { code }), refusedBy(/只能撤下/))
  })

  it('同一个键登记两次只有一条；同一个键登记别的要拒绝', async () => {
    await site.applied('GC', { code })
    const key = `key ${code}`
    await site.register(reviewerOf('YD'), LAND, { code, key })
    await site.register(reviewerOf('YD'), LAND, { code, key })
    await assert.rejects(site.register(reviewerOf('YD'), { ...LAND, evidence: '另一份' }, { code, key }), refusedBy(/Idempotency-Key/))
    assert.deepEqual(await site.facts(code), ['reviewed GC', 'land-document'])
  })

  it('数据库不让改、不让删', async () => {
    await site.applied('GC', { code })
    await assert.rejects(site.sql('update joint_permits.fact set evidence = $1', ['改']), /append-only/)
    await assert.rejects(site.sql('delete from joint_permits.fact'), /append-only/)
  })
})

describe('同时发生的', () => {
  it('前证和后证同时准予：要么先后都成，要么后证说还缺前证，不会倒过来', async () => {
    await site.register(reviewerOf('YD'), LAND, { code: (await site.applied('GC', { code }), code) })
    for (let round = 0; round < 6; round += 1) {
      const own = site.nextCode()
      const [land, plan] = [await site.applied('YD', { code: own }), await site.applied('GC', { code: own })]
      const outcomes = await site.together([['GC', plan.id, 'approve'], ['YD', land.id, 'approve']])
      assert.equal(outcomes[1]?.status, 'fulfilled')
      const released = (await site.facts(own)).filter((fact) => fact.startsWith('released'))
      assert.deepEqual(released, outcomes[0]?.status === 'fulfilled' ? ['released YD', 'released GC'] : ['released YD'])
    }
  })

  it('准予后证的同时撤销前证：先撤销的就发不出，先发出的留着，记录的先后说得清', async () => {
    for (let round = 0; round < 6; round += 1) {
      const own = site.nextCode()
      await site.step('YD', (await site.applied('YD', { code: own })).id, 'approve')
      const plan = await site.applied('GC', { code: own })
      const [[approved], revoked] = await Promise.all([
        site.together([['GC', plan.id, 'approve']]),
        site.register(approverOf('YD'), { what: 'revoked', permit: 'YD', evidence: '撤销决定' }, { code: own }).then(() => true),
      ])
      const facts = await site.facts(own)
      const found = await site.world.as(FIRM, (call) => findCase(call.tx, plan.id))
      assert(revoked)
      assert.equal(found?.state, approved?.status === 'fulfilled' ? 'approved' : 'reviewed')
      if (approved?.status === 'fulfilled') assert(facts.indexOf('released GC') < facts.indexOf('revoked YD'), facts.join())
      else assert(!facts.includes('released GC'))
    }
  })
})
