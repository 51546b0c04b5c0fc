import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { turnText } from './turn-text.ts'

describe('轮到谁', () => {
  it('同一个部门的审查和审批分得清', () => {
    assert.equal(turnText({ relation: 'owner', label: '区市场监督管理局', dueOn: null }), '区市场监督管理局（审查）')
    assert.equal(turnText({ relation: 'approver', label: '区市场监督管理局', dueOn: null }), '区市场监督管理局（审批）')
  })

  it('窗口和申请人不必再说明', () => {
    assert.equal(turnText({ relation: 'window', label: '花都区政务服务中心综合窗口', dueOn: null }), '花都区政务服务中心综合窗口')
    assert.equal(turnText({ relation: 'applicant', label: '申请人', dueOn: null }), '申请人')
  })
})
