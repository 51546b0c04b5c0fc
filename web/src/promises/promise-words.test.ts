import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { consequenceText, inOrder, standingText } from './promise-words.ts'

const line = (materialId: string, promisedBy: string, brokenOn: string | null = null) =>
  ({ caseId: 'c', materialId, name: materialId, number: '1', title: '', promisedBy, brokenOn })

describe('容缺约定的页面', () => {
  it('没有守约的在前，其余先到期的在前', () => {
    const lines = [line('a', '2026-03-09'), line('b', '2026-03-04'), line('c', '2026-03-01', '2026-03-02')]
    assert.deepEqual(inOrder(lines).map(({ materialId }) => materialId), ['c', 'b', 'a'])
  })

  it('说剩几天；逾期的说哪天记录的', () => {
    assert.equal(standingText(line('a', '2026-03-09'), '2026-03-02'), '剩 7 天')
    assert.equal(standingText(line('a', '2026-03-02'), '2026-03-02'), '今天到期')
    assert.equal(standingText(line('a', '2026-03-01', '2026-03-02'), '2026-03-05'), '逾期没有收到（2026-03-02 记录）')
  })

  it('逾期以后能怎么办，照规则说', () => {
    const rule = { basis: '', remindWorkingDaysBefore: 2, furtherWorkingDays: 5 }
    assert.equal(consequenceText({ ...rule, afterBroken: ['wait', 'terminate'] }), '逾期没有补交的，可以暂停审查、再等至多 5 个工作日，或者终止办理。')
    assert.equal(consequenceText({ ...rule, afterBroken: ['terminate'] }), '逾期没有补交的，可以终止办理。')
  })
})
