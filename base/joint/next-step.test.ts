import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Case } from '#kernel'
import type { LaneEntry } from './family.ts'
import { isGrantAlone, nextStep, stepAfterIssue } from './next-step.ts'
import { jointWorkflow } from './workflow.ts'

const { steps } = jointWorkflow({ caseType: 'joint-permits', label: '一起办' })
const [ON, NOON] = ['2026-03-10', new Date('2026-03-10T04:00:00Z')]
const LANES = ['a', 'b', 'c', 'd'] as const

const BARE: Case = {
  id: 'parent', number: '1', type: 'joint-permits', workflowVersion: 1, itemCode: 'SL0', itemVersion: 1, title: '一起办', parentId: null,
  applicant: { kind: 'person', id: 'lin', name: '林小溪' }, agentId: null, ownerOrganisation: 'lead', receivingOrganisation: 'hall', place: '440114',
  state: 'handling', version: 1, form: {}, traits: {}, clock: { limitWorkingDays: 5, statutoryWorkingDays: 20, joint: true, events: [] },
  acceptedOn: ON, dueOn: null, statutoryDueOn: null, reminderOn: null, queue: 'owner:lead', queueDueOn: ON, handlerId: null, sealed: false,
  openedAt: NOON, closedAt: null, lastAt: NOON, lastHash: '', nextTimerAt: null,
}

/** Where an item stands: not begun, or how far its case is. */
const PLACES = ['none', 'accepted', 'paused', 'granted', 'issued', 'delivered', 'denied', 'apart'] as const
type Place = (typeof PLACES)[number]
interface Drawn { places: readonly Place[]; edges: readonly boolean[]; changed: number }
interface Members { parent: Case; children: readonly Case[] }

/** A later lane may need an earlier one before it can begin. */
const drawn: fc.Arbitrary<Drawn> = fc.record({
  places: fc.tuple(...LANES.map(() => fc.constantFrom(...PLACES))),
  edges: fc.tuple(...LANES.map(() => fc.boolean())),
  changed: fc.nat({ max: LANES.length - 1 }),
})

function familyOf({ places, edges }: Drawn): Members {
  const lanes = LANES.map((id, index): LaneEntry => ({
    id, itemCode: `SL${id}`, itemVersion: 1, name: id, organisation: id, outcome: `${id}的证`, promisedWorkingDays: index + 1, statutoryWorkingDays: 20,
    after: index > 0 && edges[index] === true ? [{ lane: LANES[index - 1] ?? 'a', needs: 'start' }] : [],
  }))
  const children = LANES.flatMap((id, index) => (places[index] === 'none' ? [] : [childAt(id, places[index] ?? 'accepted')]))
  const parent = { ...BARE, traits: { lanes, begun: children.map(({ id }) => id) } }
  return atRest({ parent, children })
}

const STATES: Partial<Record<Place, string>> = { issued: 'issued', delivered: 'delivered', denied: 'denied' }

function childAt(id: string, place: Place): Case {
  const events: Case['clock']['events'] = [
    ...(place === 'paused' ? [{ on: ON, what: 'pause-start', id: 'p', kind: 'hearing' } as const] : []),
    ...(['granted', 'issued', 'delivered'].includes(place) ? [{ on: ON, what: 'decided', outcome: 'granted' } as const] : []),
    ...(place === 'denied' ? [{ on: ON, what: 'decided', outcome: 'refused' } as const] : []),
  ]
  return {
    ...BARE, id, type: 'application', parentId: 'parent', state: STATES[place] ?? 'accepted', traits: { lane: id, together: place !== 'apart' },
    clock: { ...BARE.clock, events }, closedAt: place === 'delivered' || place === 'denied' ? NOON : null,
  }
}

/** The family once the parent has learnt everything, by the steps of its own workflow. */
function atRest(family: Members): Members {
  const next = nextStep(family)
  if (!next) return family
  const { parent, children } = family
  const step = steps[next.name]
  assert(step)
  const event = step.clock?.({ found: parent, data: next.data, on: ON })
  const moved = { ...parent, ...step.change?.({ found: parent, data: next.data, on: ON }), closedAt: step.to === undefined ? null : NOON }
  const begun = next.name === 'startLanes' && Array.isArray(next.data['lanes']) ? next.data['lanes'].map((id) => childAt(String(id), 'accepted')) : []
  const events = [...moved.clock.events, ...(event ? [event] : [])]
  return atRest({ parent: { ...moved, clock: { ...moved.clock, events } }, children: [...children, ...begun] })
}

/** The item that changes goes from one place to the next, the others stay. */
function changing(from: Place, to: Place) {
  return drawn.map((one) => {
    const before = familyOf({ ...one, places: one.places.with(one.changed, from) })
    const child = childAt(LANES[one.changed] ?? 'a', to)
    return { child, after: { ...before, children: before.children.map((other) => (other.id === child.id ? child : other)) } }
  })
}

describe('不问全家也知道总件接着走哪一步', () => {
  it('制好一个证：凡是没有问全家的，和问了全家的一样，而且只有这一步', () => {
    let short = 0
    fc.assert(fc.property(changing('granted', 'issued'), ({ child, after }) => {
      const next = stepAfterIssue(after.parent, child)
      if (!next) return
      short += 1
      assert.deepEqual(nextStep(after), next)
      const learnt = steps[next.name]?.change?.({ found: after.parent, data: next.data, on: ON })
      assert.equal(nextStep({ ...after, parent: { ...after.parent, ...learnt } }), undefined)
    }), { numRuns: 400 })
    assert(short > 50, `只有 ${short} 次不用问`)
  })

  it('准予一项：还有一起办的没有决定，总件就没有要走的步', () => {
    let short = 0
    fc.assert(fc.property(changing('accepted', 'granted'), ({ after }) => {
      if (!isGrantAlone(after.children)) return
      short += 1
      assert.equal(nextStep(after), undefined)
    }), { numRuns: 400 })
    assert(short > 50, `只有 ${short} 次不用问`)
  })
})
