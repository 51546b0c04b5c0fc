import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { bodyOf, onHerOwn, POWERS, reaches, type Actor, type Agency } from './actor.ts'
import { relationsOf, type Standpoint } from './relations.ts'

const FOUND: Standpoint = {
  applicant: { kind: 'organisation', id: 'firm', name: '某公司' },
  agentId: 'agent',
  itemCode: 'SL1',
  receivingOrganisation: 'hall',
  ownerOrganisation: 'market',
  handlerId: null,
  sealed: false,
}
const AGENCY: Agency = { party: 'firm', name: '某公司', items: [], organisations: [], powers: ['see'], until: '2026-12-31' }
const person = (changes: Partial<Actor>): Actor => ({ id: 'somebody', name: '某人', roles: [], organisation: null, party: null, ...changes })

describe('经办人与单位的件是什么关系', () => {
  const cases: [title: string, actor: Partial<Actor>, relations: string[]][] = [
    ['单位自己的账号', { party: 'firm' }, ['applicant']],
    ['单位自己的账号，件就是它提交的', { id: 'agent', party: 'firm' }, ['applicant', 'agent']],
    ['提交的人，授权已经没有了', { id: 'agent' }, []],
    ['提交的人，授权在身，没有“查看”', { id: 'agent', agency: { ...AGENCY, powers: ['file'] } }, ['agent']],
    ['别的经办人，有“查看”', { agency: AGENCY }, ['agent']],
    ['别的经办人，没有“查看”', { agency: { ...AGENCY, powers: ['file', 'supplement', 'withdraw'] } }, []],
    ['授权只到别的事项', { id: 'agent', agency: { ...AGENCY, items: ['SL2'] } }, []],
    ['授权到这个事项', { agency: { ...AGENCY, items: ['SL2', 'SL1'] } }, ['agent']],
    ['授权到承办的部门', { agency: { ...AGENCY, items: ['SL2'], organisations: ['market'] } }, ['agent']],
    ['授权到收件的大厅不算', { agency: { ...AGENCY, organisations: ['hall'] } }, []],
    ['别的单位的经办人', { id: 'agent', agency: { ...AGENCY, party: 'other' } }, []],
  ]
  for (const [title, actor, relations] of cases)
    it(`${title}：${relations.join('、') || '不相干'}`, () => assert.deepEqual(relationsOf(person(actor), FOUND), relations))

  it('为单位办的时候，自己的件还是自己的', () => {
    const own: Standpoint = { ...FOUND, applicant: { kind: 'person', id: 'somebody', name: '某人' }, agentId: null }
    assert.deepEqual(relationsOf(person({ agency: AGENCY }), own), ['applicant'])
  })

  it('替个人办的经办人（如差评的评价人）与单位的授权无关', () => {
    assert.deepEqual(relationsOf(person({ id: 'agent' }), { ...FOUND, applicant: { kind: 'person', id: 'lin', name: '林' } }), ['agent'])
  })

  it('任意范围、任意事项：有关系当且仅当单位对、范围到、看得或是自己办的', () => {
    const word = fc.constantFrom('SL1', 'SL2', 'SL3', 'market', 'housing')
    const words = fc.uniqueArray(word, { maxLength: 3 })
    const scope = fc.record({
      items: words, organisations: words, powers: fc.uniqueArray(fc.constantFrom(...POWERS), { minLength: 1 }), party: fc.constantFrom('firm', 'other'),
    })
    fc.assert(fc.property(scope, fc.boolean(), ({ items, organisations, powers, party }, isOwn) => {
      const actor = person({ id: isOwn ? 'agent' : 'colleague', agency: { ...AGENCY, items, organisations, powers, party } })
      const isReached = items.length + organisations.length === 0 || items.includes('SL1') || organisations.includes('market')
      assert.equal(relationsOf(actor, FOUND).includes('agent'), party === 'firm' && isReached && (isOwn || powers.includes('see')))
    }))
  })
})

describe('为谁办', () => {
  it('单位的账号为单位，经办人为授权的单位，别人为自己', () => {
    assert.deepEqual([bodyOf(person({ party: 'firm' })), bodyOf(person({ agency: AGENCY })), bodyOf(person({}))], ['firm', 'firm', null])
    assert.equal(bodyOf(onHerOwn(person({ agency: AGENCY }))), null)
  })

  it('没有写事项和部门的，哪一件都到', () => {
    assert.equal(reaches({ items: [], organisations: [] }, 'anything', 'anywhere'), true)
    assert.equal(reaches({ items: ['SL1'], organisations: [] }, 'SL2', 'anywhere'), false)
  })
})
