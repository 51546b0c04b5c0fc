import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { inTransaction } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { pageRoutes } from '#base/pages'
import { Door } from '../../door.test-support.ts'
import { checklistOf, situationsAsked } from '../checklist.ts'
import { publishItem } from '../items.ts'
import { testItem } from '../test-item.ts'
import { addressWith, answerPairs, answersIn } from './address.ts'
import { checklistPage } from './checklist-page.ts'
import { catalogPages } from './index.ts'
import { itemPage } from './item-page.ts'
import { answersAfter, questionPage } from './question-page.ts'

const item = testItem()
const LEASED = { premises: 'leased', lessor: 'company' }

describe('回答放在网址里', () => {
  it('写进去读出来一样，不属于这个事项的不要', () => {
    const lessors = fc.option(fc.constantFrom('person', 'company'))
    fc.assert(fc.property(fc.constantFrom('own', 'leased'), lessors, fc.array(fc.string()), (premises, lessor, noise) => {
      const answers = { premises, ...(lessor !== null && { lessor }) }
      assert.deepEqual(answersIn(item, [...noise.filter((one) => !/^(premises|lessor)\./.test(one)), ...answerPairs(answers)]), answers)
    }))
    assert.deepEqual(answersIn(item, ['premises.moon', 'x', 'lessor']), {})
  })

  it('网址里的字都转义', () => {
    assert.equal(addressWith('/x', { 'a&b': 'c d' }, { change: '甲' }), '/x?a=a%26b.c+d&change=%E7%94%B2')
    assert.equal(addressWith('/x', {}), '/x')
  })

  it('改了前面的回答，后面不再问的就忘掉', () => {
    assert.deepEqual(answersAfter(item, LEASED, ['premises', 'own']), { premises: 'own' })
  })
})

describe('办事指南的页', () => {
  const shown = (changes: Parameters<typeof testItem>[0] = {}): string => {
    return String(itemPage({ item: testItem(changes), owner: '市场<监管>局', receiving: '综合窗口' }).main)
  }

  it('名字里的代码变不成代码', () => {
    assert.match(shown({ name: '<script>许可' }), /<h1>&lt;script&gt;许可<\/h1>\n<p>市场&lt;监管&gt;局/)
  })

  it('先说拿到什么、多久、多少钱、跑几次、准备什么，法律依据在后', () => {
    const text = shown()
    const at = ['办成后您会拿到', '要多久', '要多少钱', '要跑几次', '您需要准备', '开始办理', '办理条件', '法律依据', '基本信息'].map((words) => text.indexOf(words))
    assert.deepEqual(at, at.toSorted((one, other) => one - other))
    assert(at[0] !== -1)
  })

  it('示例照实标明，正式的不标', () => {
    assert.match(shown(), /<strong>示例<\/strong>/)
    assert.doesNotMatch(shown({ standing: 'official' }), /示例<\/strong>/)
  })

  it('来源没有写的不当作事实', () => {
    const text = shown({ unstated: ['visits', 'fee', 'promisedWorkingDays'], flow: [], legalBasis: [] })
    assert.equal(text.match(/来源未载明/g)?.length, 8)
    assert.doesNotMatch(text, /一次都不用跑|不收费/)
  })

  it('情形不同时限不同，说明范围；收费的列出标准', () => {
    assert.match(shown(), /10 个工作日<small>看情形，5 到 10 个工作日/)
    const fee = { charged: true, payableOnline: false, basis: '某文件', entries: [{ name: '工本费', standard: '10 元' }] }
    assert.match(shown({ fee }), /工本费.*10 元.*收费依据：某文件/s)
  })

  it('有的情形要自己交的材料，不在“不用您交”里再说一遍', () => {
    const [first] = item.materials
    assert(first)
    const looked = (name: string) => ({ ...first, id: `looked-${name}`, name, source: 'shared' as const })
    const deed = { ...first, id: 'deed', name: '身份证', when: { premises: ['own'] } }
    assert.match(shown({ materials: [first, deed, looked('身份证'), looked('营业执照')] }), /可能还要其中几份.*<li>身份证<\/li>.*不用您交，由系统核对：营业执照。/s)
  })

  it('没有情形的直接到材料清单', () => {
    assert.match(shown(), /href="\/items\/SL0100001\/questions">开始办理/)
    assert.match(shown({ situations: [] }), /href="\/items\/SL0100001\/checklist">开始办理/)
  })
})

describe('情形问题和清单的页', () => {
  it('问题就是标题，回答过的带着走，退回上一个问题时还选着', () => {
    const [, lessor] = situationsAsked(item, LEASED)
    assert(lessor)
    const { main, back } = questionPage({ item, answers: LEASED, situation: lessor })
    assert.match(String(main), /<legend class="question"><h1>房东是谁？<\/h1><\/legend>/)
    assert.match(String(main), /name="a" value="premises\.leased"/)
    assert.match(String(main), /value="company" checked/)
    assert.deepEqual(back, { href: '/items/SL0100001/questions?a=premises.leased&a=lessor.company&change=premises', label: '上一个问题' })
  })

  const list = (changes: Parameters<typeof testItem>[0], isSignedIn = true): string => {
    const changed = testItem(changes)
    const checklist = checklistOf(changed, LEASED)
    return String(checklistPage({ item: changed, owner: '市场监管局', answers: LEASED, checklist, isSignedIn }).main)
  }

  it('只列这个情形要交的，登录了就能开始', () => {
    const text = list({})
    assert.match(text, /材料 lease .*可以先受理后补交/s)
    assert.doesNotMatch(text, /材料 deed/)
    assert.match(text, /<form class="actions" method="post" action="\/apply"><input type="hidden" name="itemCode" value="SL0100001">/)
  })

  it('没登录先登录，登录后回到这份清单', () => {
    assert.match(list({}, false), /href="\/sign-in\?next=%2Fitems%2FSL0100001%2Fchecklist%3Fa%3Dpremises\.leased%26a%3Dlessor\.company"/)
  })

  it('只能到窗口办的，说去哪里，不给网上申请', () => {
    const text = list({ handleForms: ['1'], onlineDepth: 1, places: [{ name: '政务大厅', hours: '工作日' }] })
    assert.match(text, /这件事要到窗口办.*政务大厅，工作日/s)
    assert.doesNotMatch(text, /\/apply/)
    assert.match(list({ handleForms: ['1'], unstated: ['handleForms'] }), /\/apply/)
  })
})

describe('找事项的页', () => {
  let test: TestDatabase
  let door: Door
  before(async () => {
    test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations', 'base/catalog/migrations'])
    const organisations = new Set(['market-regulation', 'hall'])
    for (const [code, name] of [['SL0100001', '小餐饮店经营许可（示例）'], ['SL0100002', '门头招牌备案（示例）']] as const) {
      await inTransaction(test.db, (tx) => publishItem(tx, testItem({ code, name, everydayNames: [name.slice(0, 3)] }), { organisations }))
    }
    door = new Door(test.db, [...catalogPages, ...pageRoutes], '2026-03-02T09:00:00+08:00')
  })
  after(() => test.close())
  const get = (url: string) => door.ask('GET', url)

  it('首页有搜索、常办、查进度、部门', async () => {
    const { body, statusCode } = await get('/')
    assert.equal(statusCode, 200)
    assert.match(body, /<label for="q">您要办什么事？<\/label>.*常办的事.*href="\/progress".*href="\/me".*12345/s)
    assert.match(body, /href="\/search\?organisation=market-regulation"/)
  })

  it('搜到的写明拿到什么、多久、跑几次', async () => {
    const { body } = await get('/search?q=%E6%8B%9B%E7%89%8C')
    assert.match(body, /<a href="\/items\/SL0100002">门头招牌备案（示例）<\/a>.*办成后拿到：小餐饮店经营许可证.*10 个工作日.*一次都不用跑/s)
    assert.match(body, /value="招牌"/)
  })

  it('来源没有写的，结果里也不冒充', async () => {
    const imported = testItem({ code: 'SL0100003', name: '渔船年审', everydayNames: [], unstated: ['visits', 'promisedWorkingDays'] })
    const organisation = { organisation: 'uscc:1', organisationName: '市某局' }
    await inTransaction(test.db, (tx) => publishItem(tx, { ...imported, ...organisation }, { organisations: new Set(['uscc:1', 'hall']) }))
    door.now = new Date('2026-03-02T09:05:00+08:00')
    const { body } = await get('/search?q=%E6%B8%94%E8%88%B9')
    const [row = ''] = /<li><h2><a href="\/items\/SL0100003">.*?<\/li>/s.exec(body) ?? []
    assert.match(row, /市某局/)
    assert.doesNotMatch(row, /工作日|不用跑/)
    assert.match((await get('/')).body, /href="\/search\?organisation=uscc%3A1">市某局<\/a>/)
  })

  it('搜不到时说怎么办，搜的字变不成代码', async () => {
    const { body, statusCode } = await get('/search?q=%3Cscript%3Ezz&audience=person&organisation=hall')
    assert.equal(statusCode, 200)
    assert.match(body, /没有找到“&lt;script&gt;zz”.*不限部门和人群.*12345/s)
    assert.doesNotMatch(body, /<script>/)
  })

  it('没有的事项、改坏的网址，说得清楚', async () => {
    assert.equal((await get('/items/SL9999999')).statusCode, 404)
    assert.equal((await get('/items/a')).statusCode, 400)
    assert.equal((await get('/search?page=0')).statusCode, 400)
    assert.equal((await get('/search?utm_source=wechat')).statusCode, 200)
  })

  it('没选就按继续，问题还在，说要选；选了就到新的网址', async () => {
    const path = '/items/SL0100001/questions'
    const blank = await get(`${path}?q=premises`)
    assert.deepEqual([blank.statusCode, /<a href="#f-o">请选择一项/.test(blank.body)], [400, true])
    assert.equal((await get(`${path}?q=premises&o=leased`)).headers.location, `${path}?a=premises.leased`)
    const last = await get(`${path}?q=lessor&o=person&a=premises.leased`)
    assert.equal(last.headers.location, '/items/SL0100001/checklist?a=premises.leased&a=lessor.person')
    assert.equal((await get('/items/SL0100001/checklist?a=premises.leased')).headers.location, `${path}?a=premises.leased`)
    assert.match((await get(`${path}?a=premises.own&change=premises`)).body, /value="own" id="f-o" checked/)
  })
})
