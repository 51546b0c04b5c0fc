import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dataChecks } from './checks.ts'

const check = (kind: Parameters<typeof dataChecks>[0][number]['kind'], source?: string) => ({
  id: kind,
  title: kind,
  field: 'value',
  kind,
  ...(source !== undefined && { source }),
})
const results = (kind: Parameters<typeof check>[0], value: unknown) => dataChecks([check(kind)], { value }, '2026-03-02').map(({ result }) => result)

describe('系统自己看得出的，不要申请人证明', () => {
  it('身份证号、统一社会信用代码、投资项目代码：校验码对不对', () => {
    assert.deepEqual(['11010519491231002X', '110105194912310021'].map((value) => results('resident-id', value)[0]), ['right', 'wrong'])
    assert.deepEqual(['91350100M000100Y43', '91350100M000100Y44'].map((value) => results('uscc', value)[0]), ['right', 'wrong'])
    assert.deepEqual(results('project-code', '不是代码'), ['wrong'])
  })

  it('出生未满一年：昨天生的是，去年今天生的不是，明天生的不对', () => {
    assert.deepEqual(['2026-03-01', '2025-03-03', '2025-03-02', '2026-03-03'].map((day) => results('younger-than-one-year', day)[0]), ['right', 'right', 'wrong', 'wrong'])
  })

  it('要别人的数据才能答的，老实说没有接通，由窗口核验', () => {
    assert.deepEqual(dataChecks([check('shared', '民政部门')], { value: '甲' }, '2026-03-02'), [
      { id: 'shared', title: 'shared', result: 'unconnected', note: '民政部门的数据未接通，由窗口核验' },
    ])
    assert.deepEqual(results('pension-age', '1966-03-02'), ['unconnected'])
  })

  it('没有填的不算错；填的内容不写进结果', () => {
    assert.deepEqual(results('uscc', undefined), ['unknown'])
    assert.deepEqual(results('uscc', 12), ['unknown'])
    assert(!JSON.stringify(dataChecks([check('resident-id')], { value: '11010519491231002X' }, '2026-03-02')).includes('11010519491231002X'))
  })
})
