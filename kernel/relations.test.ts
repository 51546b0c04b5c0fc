import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { ROLES, SYSTEM, VISITOR, type Actor, type Role } from './actor.ts'
import { RELATIONS, relationsOf, STANDINGS, type Relation, type Standpoint } from './relations.ts'
import { visibleData, VISIBLE, type Visibility } from './visibility.ts'

const found: Standpoint = {
  applicant: { kind: 'person', id: 'lin', name: '林' },
  agentId: 'agent',
  itemCode: 'SL000001',
  receivingOrganisation: 'hall',
  ownerOrganisation: 'market',
  handlerId: 'handler',
  sealed: false,
}
const sealed: Standpoint = { ...found, sealed: true }

/** By role: the relation it gives in the right place, and what a sealed case leaves of it. All other roles give none. */
const BY_ROLE: Readonly<Partial<Record<Role, { relation: Relation; place: string | null; whenSealed: boolean }>>> = {
  window: { relation: 'window', place: 'hall', whenSealed: false },
  reviewer: { relation: 'owner', place: 'market', whenSealed: false },
  approver: { relation: 'approver', place: 'market', whenSealed: false },
  supervisor: { relation: 'supervisor', place: null, whenSealed: false },
  discipline: { relation: 'sealed', place: null, whenSealed: true },
}
const PLACES = [null, 'hall', 'market', 'town', 'discipline'] as const

describe('谁与办件是什么关系', () => {
  it('每种角色、每个单位、封存与否：只有表里写的那一格有关系', () => {
    let cells = 0
    for (const role of ROLES) for (const organisation of PLACES) for (const standpoint of [found, sealed]) {
      const rule = BY_ROLE[role]
      const here = rule !== undefined && (rule.place === null || rule.place === organisation) && rule.whenSealed === standpoint.sealed
      const actor: Actor = { id: 'somebody', name: '某人', roles: [role], organisation, party: null }
      assert.deepEqual(relationsOf(actor, standpoint), here ? [rule.relation] : [], `${role} ${organisation} ${standpoint.sealed}`)
      cells += 1
    }
    assert.equal(cells, ROLES.length * PLACES.length * 2)
  })

  const byPerson: [title: string, actor: Partial<Actor>, relations: Relation[]][] = [
    ['申请人本人', { id: 'lin' }, ['applicant']],
    ['经办人', { id: 'agent' }, ['agent']],
    ['同一单位的另一位经办人', { id: 'colleague', party: 'lin' }, ['applicant']],
    ['经办人办的是别的单位', { id: 'colleague', party: 'other' }, []],
    ['承办人', { id: 'handler' }, ['handler']],
    ['名字相同的人', { id: 'someone', name: '林' }, []],
    ['系统', SYSTEM, ['system']],
    ['没有登录的人', VISITOR, []],
    ['窗口的人自己来办事', { id: 'lin', roles: ['window'], organisation: 'hall' }, ['applicant', 'window']],
    ['身兼两职', { id: 'both', roles: ['reviewer', 'approver'], organisation: 'market' }, ['owner', 'approver']],
    ['没有单位的窗口', { id: 'lost', roles: ['window'], organisation: null }, []],
  ]
  for (const [title, actor, relations] of byPerson) {
    it(`${title}：${relations.join('、') || '不相干'}`, () => {
      assert.deepEqual(relationsOf({ id: 'x', name: 'x', roles: [], organisation: null, party: null, ...actor }, found), relations)
    })
  }

  it('封存的件，申请人、经办人和承办人还在，办事的各单位和监督的都不在', () => {
    const all: Actor = { id: 'lin', name: '', roles: [...ROLES], organisation: 'market', party: null }
    assert.deepEqual(relationsOf(all, { ...sealed, receivingOrganisation: 'market', agentId: 'lin', handlerId: 'lin' }), [
      'applicant', 'agent', 'handler', 'sealed',
    ])
    assert.deepEqual(relationsOf(all, { ...found, receivingOrganisation: 'market' }), ['applicant', 'window', 'owner', 'approver', 'supervisor'])
  })

  it('没有经办人、没有承办人的件，空着的编号谁也对不上', () => {
    const empty: Standpoint = { ...found, agentId: null, handlerId: null }
    for (const id of ['', 'null', 'undefined', 'agent', 'handler'])
      assert.deepEqual(relationsOf({ id, name: '', roles: [], organisation: null, party: null }, empty), [])
    assert.deepEqual(relationsOf({ id: 'x', name: '', roles: [], organisation: null, party: '' }, empty), [])
  })

  it('关系表里一项不多一项不少', () => {
    assert.deepEqual(Object.keys(STANDINGS).sort(), [...RELATIONS].sort())
    assert.deepEqual(Object.keys(VISIBLE).sort(), [...RELATIONS].sort())
  })
})

/** Who may read what: applicant, agent · those who handle · supervisor · 纪检. */
const MAY_READ: Readonly<Record<Visibility, readonly Relation[]>> = {
  public: RELATIONS,
  applicant: ['applicant', 'agent', 'window', 'owner', 'approver', 'handler', 'sealed', 'system'],
  own: ['applicant', 'agent', 'sealed'],
  handling: ['window', 'owner', 'approver', 'handler', 'supervisor', 'sealed', 'system'],
  sealed: ['sealed'],
}
const field = (visibility?: Visibility) => Type.Optional(Type.String(visibility ? { visibility } : {}))
const schema = Type.Object({
  public: field('public'), applicant: field('applicant'), own: field('own'), handling: field('handling'), sealed: field('sealed'), silent: field(),
})
const data = { public: '1', applicant: '2', own: '2½', handling: '3', sealed: '4', silent: '5', extra: '6', constructor: '7' }

describe('字段给谁看', () => {
  for (const visibility of ['public', 'applicant', 'own', 'handling', 'sealed'] as const) {
    for (const relation of RELATIONS) {
      const may = MAY_READ[visibility].includes(relation)
      it(`${visibility} 的字段，${relation} ${may ? '看得到' : '看不到'}`, () => {
        assert.equal(Object.hasOwn(visibleData(schema, data, [relation]), visibility), may)
      })
    }
  }

  it('没有写明给谁看的、表单里没有的，只给办事的人看', () => {
    for (const relation of RELATIONS) {
      const shown = Object.keys(visibleData(schema, data, [relation]))
      for (const name of ['silent', 'extra', 'constructor']) assert.equal(shown.includes(name), MAY_READ.handling.includes(relation), `${name} ${relation}`)
    }
  })

  it('没有表单的内容是申请人交来的，监督的人和外人看不到', () => {
    for (const relation of RELATIONS) assert.deepEqual(visibleData(undefined, data, [relation]), MAY_READ.applicant.includes(relation) ? data : {}, relation)
    assert.deepEqual(visibleData(undefined, data, []), {})
  })

  it('不相干的人只看得到公开的；几种关系看到的合在一起', () => {
    assert.deepEqual(visibleData(schema, data, []), { public: '1' })
    assert.deepEqual(Object.keys(visibleData(schema, data, ['applicant', 'supervisor'])), [
      'public', 'applicant', 'own', 'handling', 'silent', 'extra', 'constructor',
    ])
  })
})
