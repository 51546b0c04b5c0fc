import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { QUEUES } from '../api/types.ts'
import { ALL_EVERY_TURNS, queuesToCount } from './counting.ts'

describe('数各队列有几件', () => {
  it('第一次全数，以后每隔几次全数一遍', () => {
    assert.deepEqual(queuesToCount(0, 'todo'), QUEUES)
    assert.deepEqual(queuesToCount(ALL_EVERY_TURNS, undefined), QUEUES)
  })

  it('中间只数待办和眼前的队列', () => {
    assert.deepEqual(queuesToCount(1, 'done'), ['todo', 'done'])
    assert.deepEqual(queuesToCount(2, 'todo'), ['todo'])
    assert.deepEqual(queuesToCount(3, undefined), ['todo'])
  })

  it('一分钟问服务器不超过十四次', () => {
    const asked = Array.from({ length: ALL_EVERY_TURNS }, (_, turn) => queuesToCount(turn, 'warning')).flat()
    assert.deepEqual(QUEUES.filter((queue) => !asked.includes(queue)), [])
    assert.ok(asked.length <= 14, String(asked.length))
  })
})
