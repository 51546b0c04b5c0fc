import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hasWhole, isJointCase, type Whole, type WholeLane } from './whole-calls.ts'
import { awaitedText, laneWords, leftWaitingText, onwardText, placeText, progressText, servedNames } from './whole-words.ts'

const lane = (id: string, others: Partial<WholeLane> = {}): WholeLane => ({
  id,
  name: `事项${id}`,
  owner: { organisation: 'health', name: '区卫生健康局' },
  caseId: id,
  number: id,
  mayOpen: true,
  state: 'running',
  stateLabel: '办理中',
  caseStateLabel: '审查中',
  waitsFor: [],
  held: null,
  dueOn: null,
  promisedWorkingDays: 5,
  isCritical: false,
  ended: null,
  ...others,
})
const whole = (lanes: WholeLane[]): Whole => ({
  parent: { caseId: 'p', number: '1', title: '新生儿出生一件事', stateLabel: '各部门办理中', mayOpen: true },
  explanation: [],
  checks: [],
  self: null,
  lanes,
  materials: [{ id: 'm1', lanes: ['b', 'c'] }],
})

describe('一件事在工作台上怎样说', () => {
  it('一项是第几项、共几项', () => assert.equal(placeText(whole([lane('a'), lane('b'), lane('c')]), 'b'), '这是新生儿出生一件事里的一项：第 2 项，共 3 项'))

  it('这一项以后怎样：谁等它、制好了怎样送、没有批准申请人能做什么', () => {
    const lanes = [
      lane('a'), lane('b', { waitsFor: [{ lane: 'a', name: '事项a', needs: 'start' }] }), lane('c', { waitsFor: [{ lane: 'a', name: '事项a', needs: 'release' }] }),
    ]
    assert.equal(onwardText({ lanes }, lane('a')), '它办出来，事项b才能开始，事项c才能准予')
    assert.equal(onwardText({ lanes }, lane('c')), '没有别的事项等它')
    assert.equal(onwardText({ lanes }, lane('a', { state: 'issued' })), '已经制好，由综合窗口一次送达')
    assert.equal(onwardText({ lanes }, lane('a', { ended: { outcome: 'denied', words: '不予批准', next: '可以申请复议。' } })), '不予批准。接下来申请人可以申请复议。')
    assert.equal(onwardText({ lanes }, lane('a', { ended: { outcome: 'delivered', words: '已办成', next: null } })), '已办成')
  })

  it('等谁说得清楚：等结果才能开始，和等结果才能准予，是两回事', () => {
    const first = { lane: 'a', name: '出生医学证明', needs: 'start' } as const
    assert.equal(awaitedText(lane('b', { waitsFor: [first] }), []), '等出生医学证明办出来才能开始')
    assert.equal(awaitedText(lane('b', { waitsFor: [first, { ...first, name: '规划许可', needs: 'release' }] }), []), '等出生医学证明办出来才能开始；等规划许可办出来才能准予')
    assert.equal(awaitedText(lane('b'), []), '不等别的')
  })

  it('等的那一项没有办成，写明没有办成、要另外办成；不受理一项以前，说出谁会等着它', () => {
    const waiting = lane('b', { waitsFor: [{ lane: 'a', name: '规划许可', needs: 'release' }] })
    const ended = (outcome: string, words: string) => lane('a', { ended: { outcome, words, next: null } })
    assert.equal(awaitedText(waiting, [ended('notAccepted', '不予受理'), waiting]), '等规划许可（不予受理，申请人要另外办成）办出来才能准予')
    assert.equal(awaitedText(waiting, [ended('delivered', '已办成'), waiting]), '等规划许可办出来才能准予')
    assert.equal(
      leftWaitingText([lane('a'), waiting, lane('c', { waitsFor: [{ lane: 'a', name: '规划许可', needs: 'start' }] })], 'a'), '它不受理，申请人另外办成以前，事项b不能准予、事项c办不了',
    )
    assert.equal(leftWaitingText([lane('a'), waiting], 'b'), undefined)
  })

  it('办成、还在办、没有办成，加起来是全部；一项都没有开始的，是还没有受理', () => {
    assert.equal(progressText([lane('a', { state: 'before' }), lane('b', { state: 'waiting' })]), '还没有受理')
    const ended = (outcome: string) => ({ outcome, words: '', next: null })
    assert.equal(progressText([lane('a', { ended: ended('delivered') }), lane('b', { ended: ended('denied') }), lane('c')]), '办成 1 项，还在办 1 项，没有办成 1 项')
    assert.equal(progressText([lane('a')]), '办成 0 项，还在办 1 项')
    assert.equal(progressText([lane('a'), lane('b', { ended: ended('separate') })]), '办成 0 项，还在办 1 项，改为单独办 1 项', '取出来单独办的不是没有办成')
  })

  it('一份材料用于哪几项', () => assert.deepEqual(servedNames(whole([lane('a'), lane('b'), lane('c')])).get('m1'), ['事项b', '事项c']))

  it('经过里写明是哪几项，不予受理的写理由；没有说到哪一项的不写', () => {
    const known = whole([lane('a'), lane('b')])
    assert.deepEqual(laneWords({ lanes: ['a', 'b'] }, known), ['事项a、事项b'])
    assert.deepEqual(laneWords({ ended: [{ lane: 'b', outcome: 'denied' }] }, known), ['事项b'])
    assert.deepEqual(laneWords({ lane: 'a', title: '证' }, known), ['事项a'])
    assert.deepEqual(laneWords({ notAccepted: [{ lane: 'b', reason: '场所没有装修' }] }, known), ['不予受理事项b：场所没有装修'])
    assert.deepEqual(laneWords({ opinion: '予以受理' }, known), [])
    assert.deepEqual(laneWords({ lanes: 'a', ended: null, notAccepted: [7] }, known), [])
  })

  it('总件和它的子件才有“一件事”可看', () => {
    assert.deepEqual([isJointCase({ type: 'joint-permits' }), isJointCase({ type: 'application' })], [true, false])
    assert.equal(hasWhole({ type: 'application', parentId: 'p' }), true)
    assert.equal(hasWhole({ type: 'application', parentId: null }), false)
  })
})
