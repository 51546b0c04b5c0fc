import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { areApart, daysWords, rolesWords, standingWord } from './words.ts'

describe('请假委托的说法', () => {
  it('没有选岗位就是全部岗位；选了的逐个写', () => {
    assert.equal(rolesWords([], { window: '综合窗口' }), '全部岗位')
    assert.equal(rolesWords(['window', 'other'], { window: '综合窗口' }), '综合窗口、other')
  })

  it('一天只写一次', () => {
    assert.equal(daysWords({ from: '2026-03-02', until: '2026-03-02' }), '2026-03-02')
    assert.equal(daysWords({ from: '2026-03-02', until: '2026-03-06' }), '2026-03-02 至 2026-03-06')
  })

  it('四种状态各有各的词', () => {
    const words = (['coming', 'running', 'over', 'ended'] as const).map((standing) => standingWord({ standing }))
    assert.equal(new Set(words).size, 4)
  })

  it('审查和审批碰到一起才提醒，两个方向都提醒', () => {
    assert.equal(areApart(['reviewer'], ['approver']), true)
    assert.equal(areApart(['approver'], ['window', 'reviewer']), true)
    for (const [one, other] of [[['reviewer'], ['reviewer']], [['window'], ['approver']], [[], ['approver']]] as const)
      assert.equal(areApart(one, other), false)
  })
})
