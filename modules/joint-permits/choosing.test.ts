import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { Refusal } from '#platform/refusal'
import { verifyLog, type Case } from '#kernel'
import { endedIn, familyOf, isTogether, whatNextOf } from '#base/joint'
import { approverOf, FIRM, OTHER_FIRM, reviewerOf, Site, WINDOW } from './project/site.test-support.ts'
import type { Permit } from './release/gates.ts'

let site: Site
let code: string
before(async () => { site = await Site.open() })
after(() => site.close())
beforeEach(() => {
  code = site.nextCode()
  site.world.today = '2026-03-02'
})

const refusedBy = (pattern: RegExp) =>
  (error: unknown) => error instanceof Refusal && pattern.test(`${error.message} ${error.fields.map(({ message }) => message).join()}`)
const clocksOf = (children: Record<string, Case>) =>
  Object.fromEntries(Object.entries(children).map(([permit, { clock, acceptedOn, dueOn }]) => [permit, { clock, acceptedOn, dueOn }]))

/** The child of this permit. */
async function childOf(parent: Case, permit: Permit): Promise<Case> {
  const child = (await site.permitsOf(parent.id))[permit]
  assert(child, permit)
  return child
}
const take = async (parent: Case, permit: Permit, ...steps: string[]) => {
  for (const step of steps) await site.step(permit, (await childOf(parent, permit)).id, step)
}

describe('五证联办', () => {
  it('一起受理，各部门并联审查，全部审完也只能按法律的先后放行', async () => {
    const parent = await site.filedTogether(code)
    for (const permit of ['YD', 'BD', 'RF', 'GC', 'SG'] as const) await take(parent, permit, 'review')
    await site.register(reviewerOf('SG'), { what: 'fire-drawings', evidence: '图纸 12 张' }, { code })
    await assert.rejects(take(parent, 'SG', 'approve'), refusedBy(/建筑法第八条/))
    await assert.rejects(take(parent, 'GC', 'approve'), refusedBy(/城乡规划法第四十条/))
    for (const permit of ['BD', 'GC', 'RF', 'SG', 'YD'] as const) await take(parent, permit, 'approve')
    assert.deepEqual((await site.facts(code)).filter((fact) => fact.startsWith('released')), [
      'released BD', 'released GC', 'released RF', 'released SG', 'released YD',
    ])
    for (const permit of ['BD', 'GC', 'RF', 'SG', 'YD'] as const) await take(parent, permit, 'issue')
    await site.world.step(WINDOW, parent.id, 'deliver')
    assert.equal((await site.world.caseNow(parent.id)).state, 'complete')
  })

  it('期限：总件按最长的一条路，最多 45 日，联合办理延长一次、最多 15 日，由本级政府负责人批准', async () => {
    const parent = await site.filedTogether(code)
    assert.deepEqual([parent.clock.limitWorkingDays, parent.clock.statutoryWorkingDays, parent.clock.joint], [12, 45, true])
    assert.deepEqual((await childOf(parent, 'SG')).clock.limitWorkingDays, 12)
    assert.deepEqual((await childOf(parent, 'YD')).clock.joint, false)
    await assert.rejects(site.world.step(approverOf('SG'), parent.id, 'extend', { data: { days: 15, reason: '需要补充论证', approval: '花府〔2026〕示例 1 号' } }))
    const [before, yd] = [await childOf(parent, 'SG'), await childOf(parent, 'YD')]
    const extended = await site.world.step(approverOf('GC'), parent.id, 'extend', { data: { days: 15, reason: '需要补充论证', approval: '花府〔2026〕示例 1 号' } })
    assert.equal(extended.statutoryDueOn !== null && parent.statutoryDueOn !== null && extended.statutoryDueOn > parent.statutoryDueOn, true)
    assert(String((await childOf(parent, 'SG')).dueOn) > String(before.dueOn))
    assert.equal((await childOf(parent, 'YD')).dueOn, yd.dueOn, '各自的期限由各部门自己延长')
    await assert.rejects(site.world.step(approverOf('GC'), parent.id, 'extend', { data: { days: 1, reason: '再来一次', approval: '文号' } }), refusedBy(/只能延长一次/))
  })

  it('联合会商是有日期的一步，由牵头部门登记；没有到的日子、受理前的日子不收', async () => {
    const parent = await site.filedTogether(code)
    site.world.today = '2026-03-05'
    const meeting = { on: '2026-03-04', present: ['规划 张某', '住建 李某'], opinions: ['GC：退让道路红线 5 米'], conclusion: '总图调整后各证继续' }
    for (const on of ['2026-03-06', '2026-02-27', '2026-02-30']) {
      await assert.rejects(site.world.step(reviewerOf('GC'), parent.id, 'holdMeeting', { data: { ...meeting, on } }), refusedBy(/会商日期/))
    }
    await assert.rejects(site.world.step(reviewerOf('SG'), parent.id, 'holdMeeting', { data: meeting }))
    assert.equal((await site.world.step(reviewerOf('GC'), parent.id, 'holdMeeting', { data: meeting })).state, 'handling')
  })
})

describe('前证不予批准', () => {
  it('等它的后证照常审查，前证另行办成或者登记以后再批准，不说它们不受影响；不等它的不受影响', async () => {
    const parent = await site.filedTogether(code)
    await take(parent, 'GC', 'review', 'deny')
    const words = await site.world.as(FIRM, async ({ tx }) => { const family = await familyOf(tx, parent.id); return family && whatNextOf(family, 'gc') })
    assert.match(words ?? '', /单独再申请；“[^”]*施工许可[^”]*”照常审查，不用重新申请；要用到“[^”]*工程规划[^”]*”的，等它另行办成或者登记以后再批准；其余事项不受影响。$/)
  })
})

describe('企业自主决定', () => {
  it('退出联办：办到哪里还在哪里，期限一天不多一天不少；门还是那些门；可以再回来', async () => {
    const parent = await site.filedTogether(code)
    await take(parent, 'GC', 'review')
    const before = await site.permitsOf(parent.id)
    const left = await site.world.step(FIRM, parent.id, 'leaveJoint')
    const after = await site.permitsOf(parent.id)
    assert.equal(left.state, 'separate')
    assert.deepEqual(clocksOf(after), clocksOf(before))
    assert.deepEqual(Object.values(after).map(({ state }) => state), Object.values(before).map(({ state }) => state))
    assert(Object.values(after).every((child) => !isTogether(child)))
    await assert.rejects(take(parent, 'GC', 'approve'), refusedBy(/城乡规划法第四十条/))
    const back = await site.world.step(FIRM, parent.id, 'rejoin')
    assert.equal(back.state, 'handling')
    assert.deepEqual(back.clock, parent.clock)
    assert.deepEqual(clocksOf(await site.permitsOf(parent.id)), clocksOf(before))
    assert(Object.values(await site.permitsOf(parent.id)).every(isTogether))
  })

  it('受理以前退出：各证回到窗口分别受理，收件的日子不变；这样退出的不能再回来', async () => {
    const parent = await site.filedTogether(code, { steps: [] })
    const before = await site.permitsOf(parent.id)
    assert(Object.values(before).every(({ queue }) => queue === `parent:${parent.id}`))
    await site.world.step(FIRM, parent.id, 'leaveJoint')
    const after = await site.permitsOf(parent.id)
    assert(Object.values(after).every(({ queue }) => queue === 'window:hall'))
    assert.deepEqual(Object.values(after).map(({ clock }) => clock), Object.values(before).map(({ clock }) => clock))
    await take(parent, 'YD', 'accept')
    await assert.rejects(site.world.step(FIRM, parent.id, 'rejoin'), refusedBy(/不能再回到联办/))
  })

  it('分开办以后哪一个怎样结束，总件都知道：不予受理的、撤回的；都结束了，总件就办结', async () => {
    const parent = await site.filedTogether(code, { steps: [] })
    await site.world.step(FIRM, parent.id, 'leaveJoint')
    const refused = await childOf(parent, 'GC')
    await site.world.step(WINDOW, refused.id, 'refuseAcceptance', { data: { reason: '不属于本机关职权' } })
    assert.deepEqual(endedIn(await site.world.caseNow(parent.id)), { gc: { outcome: 'notAccepted' } })
    for (const permit of ['YD', 'BD', 'RF', 'SG'] as const) await site.world.step(FIRM, (await childOf(parent, permit)).id, 'withdraw')
    const done = await site.world.caseNow(parent.id)
    assert.deepEqual(Object.keys(endedIn(done)).sort(), ['bd', 'gc', 'rf', 'sg', 'yd'])
    assert.equal(done.state, 'complete')
  })

  it('取出一个证单独办：别的照旧，取出的接着走，联办的总件不等它', async () => {
    const parent = await site.filedTogether(code)
    const before = await childOf(parent, 'RF')
    await site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'rf', how: 'alone' } })
    const taken = await childOf(parent, 'RF')
    assert.deepEqual([isTogether(taken), taken.state, taken.dueOn], [false, before.state, before.dueOn])
    assert.equal(endedIn(await site.world.caseNow(parent.id))['rf']?.outcome, 'separate')
    await take(parent, 'RF', 'review', 'approve', 'issue', 'deliver')
    await assert.rejects(site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'rf', how: 'alone' } }), refusedBy(/可以取出的有/))
    assert.equal((await site.world.caseNow(parent.id)).state, 'handling')
  })

  it('取出一个证撤回：它撤回，别的不受影响；只剩一个证时说该怎么做', async () => {
    const parent = await site.filedTogether(code)
    for (const lane of ['rf', 'bd', 'sg', 'gc']) await site.world.step(FIRM, parent.id, 'takeOut', { data: { lane, how: 'withdraw' } })
    const children = await site.permitsOf(parent.id)
    assert.deepEqual(
      Object.entries(children)
        .map(([permit, { state }]) => `${permit} ${state}`)
        .sort(),
      ['BD withdrawn', 'GC withdrawn', 'RF withdrawn', 'SG withdrawn', 'YD accepted'],
    )
    await assert.rejects(site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'yd', how: 'withdraw' } }), refusedBy(/只剩一个证/))
    assert.equal((await site.world.caseNow(parent.id)).state, 'handling')
  })

  it('撤回以后没有可以改变的：不能退出、取出，也不能回到联办', async () => {
    const parent = await site.filedTogether(code)
    await take(parent, 'RF', 'review', 'approve')
    await site.world.step(FIRM, parent.id, 'withdraw')
    assert.equal((await childOf(parent, 'YD')).state, 'withdrawn')
    await assert.rejects(site.world.step(FIRM, parent.id, 'leaveJoint'), refusedBy(/已经撤回/))
    await assert.rejects(site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'rf', how: 'alone' } }), refusedBy(/已经撤回/))
    await take(parent, 'RF', 'issue')
    await site.world.step(WINDOW, parent.id, 'deliver')
    assert.equal((await site.world.caseNow(parent.id)).state, 'complete')
  })

  it('只有企业自己能选：窗口、部门、别的企业都不能替它退出、取出', async () => {
    const parent = await site.filedTogether(code)
    for (const actor of [WINDOW, reviewerOf('GC'), approverOf('GC'), OTHER_FIRM]) {
      for (const step of ['leaveJoint', 'takeOut'])
        await assert.rejects(site.world.step(actor, parent.id, step, { data: step === 'takeOut' ? { lane: 'rf', how: 'alone' } : {} }))
    }
    assert.equal((await site.world.caseNow(parent.id)).version, parent.version)
  })
})

describe('同时发生的联办步骤', () => {
  it('最后两个证同时准予、同时制证，总件恰好办结一次，记录核得过', async () => {
    await site.register(
      reviewerOf('YD'), { what: 'land-document', kind: '不动产权证书', evidence: '示例' }, { code: (await site.applied('YD', { code, steps: [] }), code) },
    )
    const parent = await site.filedTogether(code)
    for (const permit of ['YD', 'BD', 'RF', 'GC'] as const) await take(parent, permit, 'review')
    await site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'sg', how: 'withdraw' } })
    for (const permit of ['YD', 'BD'] as const) await take(parent, permit, 'approve', 'issue')
    const [rf, gc] = [await childOf(parent, 'RF'), await childOf(parent, 'GC')]
    for (const step of ['approve', 'issue']) {
      const outcomes = await site.together([['RF', rf.id, step], ['GC', gc.id, step]])
      assert.deepEqual(outcomes.map(({ status }) => status), ['fulfilled', 'fulfilled'])
    }
    await site.world.step(WINDOW, parent.id, 'deliver')
    const done = await site.world.caseNow(parent.id)
    assert.equal(done.state, 'complete')
    assert.deepEqual(await Array.fromAsync(verifyLog(site.world.database, () => {}, site.world.kernel)), [])
  })

  it('准予的同时企业取出这个证：两件事排队，都不会丢', async () => {
    for (let round = 0; round < 4; round += 1) {
      const own = site.nextCode()
      const parent = await site.filedTogether(own)
      await take(parent, 'RF', 'review')
      const rf = await childOf(parent, 'RF')
      const [[approved], taken] = await Promise.all([
        site.together([['RF', rf.id, 'approve']]),
        site.world.step(FIRM, parent.id, 'takeOut', { data: { lane: 'rf', how: 'alone' } }).then(
          () => true,
          (error: unknown) => {
            assert(error instanceof Refusal, String(error))
            return false
          },
        ),
      ])
      const child = await childOf(parent, 'RF')
      assert.equal(approved?.status, 'fulfilled')
      assert.equal(isTogether(child), !taken)
      assert.equal(child.state, 'approved')
    }
  })
})
