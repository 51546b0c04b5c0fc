import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { pageRoutes } from '#base/pages'
import { Door } from '../../door.test-support.ts'
import type { Item } from '../item.ts'
import { publishItem } from '../items.ts'
import { lanesBy, servedBy } from '../lane-names.ts'
import { testItem } from '../test-item.ts'
import { conditionWords } from './condition-words.ts'
import { catalogPages } from './index.ts'
import { jointSections, joinedItems, type GuideLane, type JointGuide } from './joint-sections.ts'

const [BIRTH, HOUSEHOLD, CARD, WHOLE] = ['SL0100011', 'SL0100012', 'SL0100013', 'SL0100010']

/** Nothing asked but a name and an identity card. */
const PLAIN: Partial<Item> = {
  situations: [], limitsByAnswer: [], materials: [{ ...testItem().materials[0] ?? assert.fail(), id: 'identity', name: '父母身份证' }],
  form: {
    type: 'object', additionalProperties: false, properties: { childName: { type: 'string', title: '孩子姓名' } }, required: ['childName'],
    'x-pages': [{ title: '孩子', fields: ['childName'] }],
  },
}
const LANES = ['birth', 'household', 'card']

/** Three items, the second after the first, the third only if wanted. */
function newborn(changes: Partial<NonNullable<Item['joint']>> = {}): Item {
  return testItem({
    ...PLAIN, code: WHOLE, name: '新生儿出生一件事（示例）', everydayNames: ['生孩子'], personThemes: ['出生'], audience: ['person'], serverTypes: ['1'],
    situations: [{ id: 'card', question: '要不要办社保卡？', options: [{ id: 'yes', label: '要' }, { id: 'no', label: '不要' }] }],
    promisedWorkingDays: 5, statutoryWorkingDays: 40,
    joint: {
      caseType: 'life-event', readiness: 'ready', lead: 'health', compositionNote: '组成按某地公布的办事指南，本区以公布的为准（示例）。',
      lanes: [
        { id: 'birth', itemCode: BIRTH, optional: false, after: [], answers: [] },
        { id: 'household', itemCode: HOUSEHOLD, optional: false, after: [{ lane: 'birth', needs: 'start', basis: '某规定第三条' }], answers: [] },
        { id: 'card', itemCode: CARD, optional: true, when: { card: ['yes'] }, after: [{ lane: 'birth', needs: 'release' }], answers: [] },
      ],
      fields: LANES.map((lane) => ({ field: 'childName', lane, into: 'childName' })),
      materials: LANES.map((lane) => ({ material: 'identity', lane, as: 'identity' })),
      checks: [
        { id: 'age', title: '不满一周岁', field: 'childName', kind: 'younger-than-one-year' },
        { id: 'wed', title: '结婚登记', field: 'childName', kind: 'shared', source: '民政部门的登记' },
      ],
      appointments: [{ lane: 'card', what: '拍照采集' }], ...changes,
    },
  })
}

const lane = (id: string, changes: Partial<GuideLane> = {}): GuideLane => ({
  id, code: `SL01${id}`, name: `事项${id}`, owner: '某局', promisedWorkingDays: 5, when: undefined, optional: false,
  after: [], span: { from: 0, to: 0.5 }, isDeciding: false, ...changes,
})
const GUIDE: JointGuide = { isReady: true, lead: '卫健局', lanes: [lane('a')], workingDays: 10, compared: [], checks: [], appointments: [], note: undefined }
const textOf = (guide: Partial<JointGuide>): string => jointSections({ ...GUIDE, ...guide }).map(({ content }) => String(content)).join('')

describe('一件事的办事指南', () => {
  it('先后写成话：等谁办好再开始，和同时审查、等谁批准以后才能批准，是两回事', () => {
    const before = { name: '出生证', outcome: '出生医学证明', basis: '某条' }
    const text = textOf({
      lanes: [lane('a'), lane('b', { after: [{ ...before, needs: 'start' }] }), lane('c', { after: [{ ...before, outcome: undefined, needs: 'release' }] })],
    })
    assert.match(text, /事项a.*5 个工作日内。受理以后就开始。.*事项b.*等“出生证”办好，拿到出生医学证明，再开始。.*先后的依据：某条.*事项c.*同时审查；等“出生证”批准以后，这一项才能批准。/s)
  })

  it('决定总时间的一项用字标明，不只靠颜色；看不见图的人也知道', () => {
    const text = textOf({ lanes: [lane('a', { isDeciding: true }), lane('b')] })
    assert.match(text, /<li class="deciding"><h3>事项a <span class="tag">决定总时间<\/span>/)
    assert.equal(text.match(/<span class="tag">/g)?.length, 1)
    assert.match(text, /<svg class="span" aria-hidden="true"/)
    assert.doesNotMatch(text, /泳道|关键路径|style=/)
  })

  it('先后理不清的（互相等），不画图，也不说总时间', () => {
    const text = textOf({ workingDays: null, lanes: [lane('a', { span: undefined })] })
    assert.doesNotMatch(text, /<svg|全部办好最长/)
  })

  it('待完善的照实说，不给申请的入口', () => {
    assert.match(String(joinedItems({ ...GUIDE, isReady: false })), /待完善，现在还不能在这里申请.*卫健局/s)
    assert.deepEqual(jointSections({ ...GUIDE, lanes: [] }), [])
  })

  it('名字里的代码变不成代码', () => {
    assert.doesNotMatch(String(joinedItems({ ...GUIDE, lanes: [lane('a', { name: '<script>', when: '<b>' })] })), /<script>|<b>/)
  })

  it('什么情形才办，用问题和选项说', () => {
    assert.equal(conditionWords(newborn(), { card: ['yes'] }), '“要不要办社保卡？”选“要”的才办')
    assert.equal(conditionWords(newborn(), {}), undefined)
    assert.equal(conditionWords(newborn(), { gone: ['x', 'y'] }), '“gone”选“x”或“y”的才办')
  })

  it('一份材料用在哪几项，按回答办的才算', () => {
    const item = newborn()
    const lanes = (item.joint?.lanes ?? []).map((one) => ({ ...one, name: one.id, owner: '' }))
    const [all, some] = [lanesBy(lanes, { card: 'yes' }), lanesBy(lanes, { card: 'no' })]
    assert.deepEqual([all.left.length, some.left.map(({ id }) => id)], [0, ['card']])
    assert.deepEqual([
      servedBy(item, all.taken, 'identity'), servedBy(item, some.taken, 'identity'), servedBy(testItem(), [], 'identity'),
    ], [LANES, ['birth', 'household'], []])
  })
})

describe('一件事在首页、指南和清单里', () => {
  let test: TestDatabase
  let door: Door
  const publish = (item: Item) => inTransaction(test.db, (tx) => publishItem(tx, item, { organisations: new Set(['market-regulation', 'hall', 'health']) }))
  before(async () => {
    test = await testDatabase([
      'platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations', 'base/catalog/migrations', 'base/faq/migrations',
    ])
    for (const [code, name, days] of [[BIRTH, '出生医学证明签发', 2], [HOUSEHOLD, '出生登记', 3], [CARD, '社会保障卡申领', 1]] as const) {
      await publish(testItem({ code, name, everydayNames: [name], promisedWorkingDays: days, ...PLAIN }))
    }
    await publish(newborn())
    door = new Door(test.db, [...catalogPages, ...pageRoutes], '2026-03-02T09:00:00+08:00')
  })
  after(() => test.close())
  const get = async (url: string): Promise<string> => (await door.ask('GET', url)).body

  it('首页有入口；里面的每一项也指过来', async () => {
    assert.match(await get('/'), /href="\/life-events">看全部一件事.*<a href="\/items\/SL0100010">新生儿出生一件事（示例）<\/a><small>一次办 3 项/s)
    assert.match(await get(`/items/${HOUSEHOLD}`), /可以和别的事一起办.*href="\/items\/SL0100010"/s)
    assert.doesNotMatch(await get(`/items/${WHOLE}`), /可以和别的事一起办/)
  })

  it('指南说清哪几项、谁决定、先后、总共多久、系统核对什么、哪里要到场', async () => {
    const body = await get(`/items/${WHOLE}`)
    const places = [
      '一次办好 3 项', '<h2 id="order">', '全部办好最长 <strong>5 个工作日',
      '<details class="part" id="checks">', '<details class="part" id="visits">', '<details class="part" id="sure">',
    ].map((words) => body.indexOf(words))
    assert.deepEqual(places, places.toSorted((one, other) => one - other))
    assert(places.every((place) => place >= 0), String(places))
    assert.match(body, /社会保障卡申领<\/a>.*<span class="tag">可以不办<\/span>.*“要不要办社保卡？”选“要”的才办/s)
    assert.match(body, /申请表<\/th>\s*<td class="figure">3 张<\/td>\s*<td class="figure"><strong>1 张.*要填的内容.*3 项.*1 项.*要交的材料.*3 份.*1 份.*承诺多久办好.*6 个工作日.*5 个工作日/s)
    assert.match(body, /要用民政部门的登记核对，没有接通以前由窗口人工核对/)
  })

  it('清单只列这些回答要办的几项，材料写明用在哪里、只交一次', async () => {
    const [yes, no] = [await get(`/items/${WHOLE}/checklist?a=card.yes`), await get(`/items/${WHOLE}/checklist?a=card.no`)]
    assert.match(yes, /一起办的 3 项.*只交一次.*用于：出生医学证明签发、出生登记、社会保障卡申领/s)
    assert.match(no, /一起办的 2 项.*这次不办：社会保障卡申领.*用于：出生医学证明签发、出生登记<\/p>/s)
  })

  it('待完善的一件事：首页不列，不能从清单开始', async () => {
    await publish({ ...newborn({ readiness: 'draft' }), code: 'SL0100020', name: '军人退役一件事' })
    door.now = new Date('2026-03-02T09:05:00+08:00')
    assert.doesNotMatch(await get('/'), /军人退役/)
    const [guidePage, list] = [await get('/items/SL0100020'), await get('/items/SL0100020/checklist?a=card.yes')]
    assert.doesNotMatch(guidePage, /开始办理/)
    assert.match(list, /还在完善/)
    assert.doesNotMatch(list, /\/apply|登录后开始/)
  })
})
