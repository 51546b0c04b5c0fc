import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadCalendars, type ClockEvent } from '../clock/index.ts'
import { errand } from '../errand.test-support.ts'
import { automaticAfter, automaticWords, clockEffectOf, turnWords } from './words.ts'
import { workflowView } from './workflow-view.ts'

const calendar = loadCalendars('data/calendars')

describe('流程图上的话', () => {
  it('每一步说出对期限做什么：起算、暂停、恢复、延长、停止；不动期限的不说', () => {
    const kinds = Object.fromEntries(Object.entries(errand.steps).map(([name, step]) => [name, clockEffectOf(step)?.kind]))
    assert.deepEqual(kinds, {
      accept: 'start', deem: undefined, ask: 'pause', supplement: 'start', pause: 'pause',
      resume: 'resume', extend: 'extend', note: undefined, review: undefined,
      grant: 'stop', refuse: 'stop', withdraw: 'stop', thank: undefined,
    })
  })

  it('没有办件说不出的，说“视办件而定”，不猜', () => {
    const clock = ({ found }: { found: { applicant: { name: string } } }): ClockEvent => { throw new Error(found.applicant.name) }
    assert.deepEqual(clockEffectOf({ clock })?.kind, 'other')
    assert.equal(turnWords({ turn: () => 'owner' }), '视办件而定')
    assert.equal(turnWords({ turn: 'approver' }), '审批人')
  })

  it('视为受理：满五个工作日；不跟着收件走的，说到期', () => {
    assert.equal(automaticAfter(errand.steps['deem'] ?? {}, calendar), 5)
    assert.equal(automaticAfter({ automaticOn: () => null }, calendar), undefined)
    assert.match(automaticWords(5), /5 个工作日/)
    assert.equal(automaticWords(undefined), '到期由系统自动办')
  })

  it('页面上的图：走得动的步骤是框，不改变状态的写在状态里；一个不少', () => {
    const { states, steps, drawing } = workflowView(errand, calendar)
    const boxes = drawing.nodes.map(({ kind, name }) => `${kind} ${name}`)
    const stays = ['extend', 'note', 'thank']
    assert.deepEqual(
      boxes.toSorted(),
      [
        'start start',
        ...states.map(({ name }) => `state ${name}`),
        ...steps.filter(({ name }) => !stays.includes(name)).map(({ name }) => `step ${name}`),
      ].toSorted(),
    )
    assert.deepEqual(states.find(({ name }) => name === 'special')?.stays, ['延长', '记一笔'])
    assert.deepEqual(states.find(({ name }) => name === 'granted'), { name: 'granted', label: '已准予', isClosed: true, turn: null, stays: ['道谢'] })
    assert.equal(steps.find(({ name }) => name === 'extend')?.to, null)
    assert.ok(drawing.edges.every(({ points }) => points.length >= 2))
  })
})
