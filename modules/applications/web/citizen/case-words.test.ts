import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { applicationWorkflow } from '../../workflow.ts'
import { newSealKey, seal, unseal } from '../../receipt-seal.ts'
import { markOf, mayTake, turnSentence, type CaseView } from './case-words.ts'

const SHOWN: CaseView = {
  id: 'c', number: '4401142603020000069', type: 'application', typeLabel: '', title: '某事', item: { code: 'SL1', version: 1 },
  state: '', stateLabel: '', version: 1, closed: false, applicant: { kind: 'person', name: '李' }, form: {}, masked: [], relations: ['applicant'],
  owner: { organisation: 'o', name: '甲局' }, receiving: { organisation: 'hall', name: '综窗' },
  turn: null, queueDueOn: '2026-03-23', openedAt: '', closedAt: null, parentId: null,
  steps: [{ step: 'withdraw', label: '撤回申请', basis: null }],
  clock: {
    limitWorkingDays: 5, statutoryWorkingDays: 10, startedOn: null, noticeDueOn: '2026-03-09', dueOn: '2026-03-16',
    statutoryDueOn: '2026-03-20', deliverBy: '2026-03-30',
    today: '2026-03-02', state: 'running', level: 'none', provisional: false, pauses: [], explanation: [],
  },
}

describe('轮到谁', () => {
  for (const [state, { label }] of Object.entries(applicationWorkflow.states)) {
    it(`${label}：一句话说清，没有结束的都说到哪一天`, () => {
      const sentence = turnSentence({ ...SHOWN, state })
      assert.match(sentence, /。$/)
      assert.notEqual(sentence, '这件事已经结束。')
      const rule = applicationWorkflow.states[state]
      if (rule && !('closed' in rule)) assert.match(sentence, /2026年3月\d+日/)
    })
  }

  it('过了期限还没有决定、没有送到的，不再说“最迟那天”，说已经超期和向谁催', () => {
    const today = '2026-04-01'
    for (const state of ['accepted', 'reviewed', 'approved', 'issued', 'handling']) {
      const late = turnSentence({ ...SHOWN, state, clock: { ...SHOWN.clock, today } })
      assert.match(late, /本来最迟应当在2026年3月\d+日.*现在已经超期。您可以催办或者投诉/, state)
      assert.doesNotMatch(turnSentence({ ...SHOWN, state, clock: { ...SHOWN.clock, today: '2026-03-16' } }), /超期/, state)
    }
  })

  it('轮到申请人的和暂停的，形状不一样', () => {
    const marks = ['correcting', 'special', 'delivered', 'denied', 'accepted'].map((state) => markOf({ state }))
    assert.deepEqual(marks, ['turn', 'pause', 'good', 'bad', 'going'])
  })

  it('能办的步骤以服务端给的为准', () => {
    assert.deepEqual([mayTake(SHOWN, 'withdraw'), mayTake(SHOWN, 'rate')], [true, false])
  })
})

describe('回执里的查询密码', () => {
  it('用自己的钥匙打得开，用别的打不开，两次封的不一样', () => {
    fc.assert(fc.property(fc.stringMatching(/^[2-9A-HJKMNP-Z]{8}$/), (password) => {
      const key = newSealKey()
      const [one, other] = [seal(password, key), seal(password, key)]
      assert.deepEqual([unseal(one, key), unseal(other, key)], [password, password])
      assert.notEqual(one, other)
      assert.notEqual(unseal(one, newSealKey()), password)
    }), { numRuns: 50 })
  })
})
