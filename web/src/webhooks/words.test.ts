import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Subscription } from './calls.ts'
import { chosenWords, deliveredWords, groupsOf, healthOf, HEALTH_WORDS, troubleWords } from './words.ts'

const FINE: Subscription = {
  id: '1', url: 'https://receiver.example.gov.cn/events', description: '电子监察', kinds: [], state: 'active', delivered: 3,
  deliveredAt: '2026-03-02T01:00:00.000Z', attempts: 0, reason: null, nextAt: '2026-03-02T01:00:00.000Z', createdAt: '2026-03-01T01:00:00.000Z',
}
const RETRYING: Subscription = { ...FINE, attempts: 4, reason: '对方答复 503', nextAt: '2026-03-02T01:05:00.000Z' }
const STOPPED: Subscription = { ...RETRYING, state: 'paused', attempts: 30 }
const KINDS = [
  { kind: 'application.accept', label: '受理', caseLabel: '政务服务办件' }, { kind: 'application.approve', label: '准予', caseLabel: '政务服务办件' },
  { kind: 'question.answer', label: '答复', caseLabel: '咨询' },
]

describe('一个推送地址的状态', () => {
  it('正常、在重试、已停下，各是一个词', () => {
    assert.deepEqual([FINE, RETRYING, STOPPED].map((one) => HEALTH_WORDS[healthOf(one)]), ['正常', '在重试', '已停下'])
  })

  it('正常的没有话说；在重试的说为什么、几时再推；停下的说怎样继续，不说几时再推', () => {
    assert.equal(troubleWords(FINE), '')
    assert.match(troubleWords(RETRYING), /对方答复 503，这一步已经试了 4 次，2026-03-02 09:05 再推/)
    assert.match(troubleWords(STOPPED), /对方答复 503，这一步已经试了 30 次.*按“继续推送”/)
    assert.doesNotMatch(troubleWords(STOPPED), /再推。/)
  })

  it('送到几个、最近一次在几时；一个也没有就这样说', () => {
    assert.equal(deliveredWords(FINE), '3 个，最近一次 2026-03-02 09:00')
    assert.equal(deliveredWords({ delivered: 0, deliveredAt: null }), '还没有送到过')
  })
})

describe('推哪些步骤', () => {
  it('不选就是全部；选了的按办件种类说中文，流程里已经没有的照原样说', () => {
    assert.equal(chosenWords([], KINDS), '全部步骤')
    assert.equal(chosenWords(['question.answer', 'application.accept', 'application.approve'], KINDS), '政务服务办件：受理、准予；咨询：答复')
    assert.equal(chosenWords(['application.accept', 'application.fly'], KINDS), '政务服务办件：受理；application.fly')
  })

  it('按办件种类分组，次序不变，一个不少', () => {
    assert.deepEqual(groupsOf(KINDS).map(({ caseLabel, kinds }) => [caseLabel, kinds.length]), [['政务服务办件', 2], ['咨询', 1]])
    assert.deepEqual(groupsOf(KINDS).flatMap(({ kinds }) => kinds), KINDS)
    assert.deepEqual(groupsOf([]), [])
  })
})
