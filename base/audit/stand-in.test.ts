import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Actor, Route } from '#kernel'
import { entryOf } from './entry.ts'
import { noteOf } from './witness.ts'

const NOW = new Date('2026-03-02T09:00:00+08:00')
const CLERK: Actor = { id: 'wang', name: '王五', roles: ['reviewer', 'window'], ownRoles: ['reviewer'], organisation: 'hall', party: null }
const STANDING_IN: Actor = { ...CLERK, standsInFor: [{ id: 'li', name: '李四', roles: ['window'], until: '2026-03-06' }] }
const route = (method: Route['method'], path: string): Route =>
  ({ method, path, summary: '办理一步', for: ['signed-in'], relations: ['window'], handle: async () => null })
const step = { route: route('POST', '/api/cases/:id/steps/:step'), params: { id: 'c1', step: 'accept' }, refused: null }
const entry = (actor: Actor, detail?: Record<string, string>) => entryOf({ actor, now: NOW }, { action: 'case.read', what: '查看', ...(detail && { detail }) })

describe('代办的人留下的审计记录', () => {
  it('看的、做的每一条都写明正代谁；没有代办的不写', () => {
    assert.deepEqual(entry(STANDING_IN).detail, { inPlaceOf: '李四' })
    assert.deepEqual([entry(STANDING_IN).account, entry(STANDING_IN).name], ['wang', '王五'])
    assert.equal(entry(CLERK).detail, null)
    assert.deepEqual(entry(STANDING_IN, { field: 'phone' }).detail, { field: 'phone', inPlaceOf: '李四' })
  })

  it('代几个人的，几个名字都写', () => {
    const two = { ...STANDING_IN, standsInFor: [...STANDING_IN.standsInFor ?? [], { id: 'zhao', name: '赵六', roles: ['window'] as const, until: '2026-03-06' }] }
    assert.deepEqual(entry(two).detail, { inPlaceOf: '李四、赵六' })
  })

  it('办成的一步平常只在办件的记录里；正在代办的人办的，审计记录里也有', () => {
    assert.equal(noteOf({ actor: CLERK }, step), undefined)
    assert.deepEqual(noteOf({ actor: STANDING_IN }, step), { action: 'case.change', what: '办理一步', outcome: 'done', caseId: 'c1' })
  })

  it('经办人替单位做的，写明为哪家单位', () => {
    const agent: Actor = {
      id: 'lin',
      name: '林',
      roles: ['citizen'],
      organisation: null,
      party: null,
      agency: { party: 'firm', name: '某公司', items: [], organisations: [], powers: ['see'], until: '2026-12-31' },
    }
    assert.deepEqual(entry(agent).detail, { actsFor: '某公司' })
  })
})
