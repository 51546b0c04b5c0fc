import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { calendar, provisionalCalendar } from './cases.test-support.ts'
import { answerClockLine } from './lines.ts'

/** Question and answer by turns: the worked examples of the clock's contract. */
const lines = readFileSync(path.join(import.meta.dirname, 'worked-examples.jsonl'), 'utf8').trim().split('\n')

describe('期限规则的十四个算例', () => {
  for (let at = 0; at < lines.length; at += 2) {
    const question = lines[at] ?? ''
    const answer: unknown = JSON.parse(lines[at + 1] ?? '')
    const { id } = JSON.parse(question)
    it(`算例 ${id} 的每一个字段和顺序都与约定一致`, () => {
      const { explanation, ...told } = withExplanation(answerClockLine(calendar, question))
      assert.equal(JSON.stringify(told), JSON.stringify(answer))
      if (!('outOfCalendar' in told)) assert.ok(Array.isArray(explanation) && explanation.length > 0)
    })
  }

  it('一个算例也没有遗漏', () => {
    assert.equal(lines.length, 28)
  })

  it('暂按周一至周五推算的日历不改变放假安排已公布年份的任何答案', () => {
    for (let at = 0; at < lines.length - 2; at += 2) {
      assert.deepEqual(answerClockLine(provisionalCalendar, lines[at] ?? ''), answerClockLine(calendar, lines[at] ?? ''))
    }
  })
})

function withExplanation(answer: object): { explanation?: unknown } {
  return answer
}
