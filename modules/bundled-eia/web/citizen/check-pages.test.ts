import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { buildServer } from '#platform/http'
import { endpointOf, type Actor } from '#kernel'
import { A, B, C, CHIEF, drafted, ECOLOGY, filed, FIRST_DAY, fileOf, ground, PUBLIC, says, type Ground } from '../../bundle.test-support.ts'
import { bundledEiaPages } from './index.ts'

let on: Ground
let server: FastifyInstance
let actor: Actor | null = null
before(async () => {
  on = await ground()
  const edge = { kernel: on.world.kernel, database: on.database, now: () => on.world.now, authenticate: async () => actor }
  server = buildServer({
    endpoints: bundledEiaPages.map((route) => endpointOf(edge, route)), log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0,
  })
})
after(async () => {
  await server.close()
  await on.close()
})

async function get(url: string, who: Actor | null = null) {
  actor = who
  return server.inject({ method: 'GET', url })
}

async function post(url: string, who: Actor | null, form: Record<string, string> = {}) {
  actor = who
  return server.inject({ method: 'POST', url, headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams(form).toString() })
}

const CHECK = {
  kind: 'park-sme', units: '3', parkName: '某园', planEia: '审查通过', implemented: 'true', lead: '甲', allSigned: 'true',
  ...Object.fromEntries(
    [0, 1, 2].flatMap((index) => [[`u${index}.name`, `厂${index}`], [`u${index}.industry`, '印刷'], [`u${index}.process`, '胶印'], [`u${index}.ink`, '3.4 吨']]),
  ),
}
const SECTIONS = ['政策和规划符合性', '生产工艺及流程', '区域环境质量现状', '环境保护目标及评价标准']

async function check(changes: Record<string, string> = {}, who: Actor | null = null): Promise<string> {
  const form = new URLSearchParams({ ...CHECK, ...changes })
  for (const section of SECTIONS) form.append('merged', section)
  actor = who
  return (await server.inject({
    method: 'POST', url: '/eia-bundle/check', headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: form.toString(),
  })).body
}

describe('自己看能不能打捆', () => {
  it('先选哪一种，再填；不登录，什么也不保存', async () => {
    assert.match((await get('/eia-bundle/check')).body, /要打捆的是哪一种/)
    for (const kind of ['park-sme', 'infrastructure']) assert.match((await get(`/eia-bundle/check?kind=${kind}`)).body, /第 3 个项目/)
    assert.doesNotMatch(await check(), /开始申报/)
    assert.match(await check({}, A), /开始申报/)
    assert.match((await get('/eia-bundle')).body, /环评打捆审批.*全部条件和依据/s)
  })

  it('三家合计 10.2 吨不行，说差在哪里、怎样补救；少了就行；带“吨”字、全角的数字也认', async () => {
    assert.match(await check(), /现在不能打捆，有 1 条不符合.*合计每年 10.2 吨.*怎样补救.*改用水性的/s)
    assert.match(await check({ 'u0.ink': '３．１' }), /<strong>符合打捆条件/)
    assert.match(await check({ 'u0.ink': '一吨多' }), /href="#f-u0.ink".*例如 0.7/s)
  })

  it('一个项目也没有填的，先说去填；太长的，说是哪一处、多了多少', async () => {
    const empty = Object.fromEntries(Object.keys(CHECK).filter((name) => name.startsWith('u')).map((name) => [name, '']))
    assert.match(await check(empty), /请先填各个项目，至少两个/)
    assert.match(await check({ 'u1.name': '厂'.repeat(101) }), /href="#f-u1.name">第 2 个项目的“建设单位”最多 100 个字，现在有 101 个/)
  })

  it('再加一个项目，填过的都还在；尖括号不会变成标签', async () => {
    const page = await check({ more: '1', 'u2.name': '<b>丙' })
    assert.match(page, /第 4 个项目/)
    assert.match(page, /&lt;b&gt;丙/)
  })
})

describe('申报的页面', () => {
  it('从自己看的表开始，填过的不用再填；还差什么一处一处有链接', async () => {
    const begun = await post('/eia-bundle/drafts', A, CHECK)
    const draft = String(begun.headers['location'])
    assert.match((await get(draft, A)).body, /各个项目<\/a>　3 个.*还没有填完/s)
    assert.match((await get(`${draft}/projects`, A)).body, /value="印刷"/)
    assert.match((await get(`${draft}/file`, A)).body, /还差 \d+ 处.*projects#f-u0\.uscc.*report#f-title/s)
    assert.equal((await get(draft, B)).statusCode, 404)
    assert.equal((await post(`${draft}/delete`, B)).statusCode, 404)
    assert.equal((await post(`${draft}/delete`, A)).statusCode, 303)
    assert.equal((await get(draft, A)).statusCode, 404)
  })

  it('没有打勾不能提交；没有签字的说是谁；都有了就提交，看到编号和只显示一次的密码', async () => {
    const draftId = await drafted(on, { signers: [B] })
    const path = `/eia-bundle/drafts/${draftId}`
    assert.match((await post(`${path}/file`, A)).body, /href="#f-declared"/)
    assert.match((await post(`${path}/file`, A, { declared: 'yes' })).body, /丙皮具厂（示例）没有签字确认/)
    const page = (await get(`/eia-bundle/sign/${draftId}`, C)).body
    const [, sm3 = ''] = /name="sm3" value="(\w+)"/.exec(page) ?? []
    assert.match((await post(`/eia-bundle/sign/${draftId}`, C, { sm3 })).body, /href="#f-agreed"/)
    assert.equal((await post(`/eia-bundle/sign/${draftId}`, C, { sm3, agreed: 'yes' })).statusCode, 303)
    assert.match((await get('/eia-bundle/sign', C)).body, /已确认/)
    const done = (await post(`${path}/file`, A, { declared: 'yes', key: 'k-1' })).body
    assert.match(done, /已经提交.*办件编号.*查询密码/s)
    assert.match(String((await get(path, A)).headers['location']), /^\/eia-bundles\//)
  })

  it('别的单位看不到办件，也看不到要签的报告表', async () => {
    const found = await filed(on)
    assert.equal((await get(`/eia-bundles/${found.id}`, A)).statusCode, 200)
    for (const who of [B, { ...A, id: 'x', party: 'plant-x' }]) assert.equal((await get(`/eia-bundles/${found.id}`, who)).statusCode, 404)
    const draftId = await drafted(on)
    await fileOf(on, A)
    assert.equal((await get(`/eia-bundle/sign/${draftId}/report`, { ...A, id: 'x', party: 'plant-x' })).statusCode, 404)
  })
})

describe('公示页和批复页', () => {
  it('没有公示的没有这一页；公示有七项内容和提意见的表，答复公开，原话不公开', async () => {
    const found = await filed(on)
    for (const page of ['notice', 'approval']) assert.equal((await get(`/eia-bundles/${found.id}/${page}`)).statusCode, 404)
    await on.world.step(ECOLOGY, found.id, 'accept')
    await on.world.step(ECOLOGY, found.id, 'publicise')
    const notice = `/eia-bundles/${found.id}/notice`
    const page = (await get(notice)).body
    for (const field of ['项目名称', '建设地点', '建设单位', '项目概况', '环评机构', '主要环境影响及预防或减轻措施', '公众参与情况']) assert.match(page, new RegExp(`<dt>${field}</dt>`))
    assert.match((await post(notice, null, { text: '短' })).body, /href="#f-text"/)
    const long = await post(notice, null, { text: '长'.repeat(1500) })
    assert.match(long.body, /最多 1000 个字，现在有 1500 个/)
    assert(long.body.includes('长'.repeat(1500)), '写下的一个字也不丢')
    const said = await post(notice, PUBLIC, { text: '我叫老王，住三栋，担心气味。' })
    assert.match((await get(String(said.headers['location']))).body, /收到您的意见了.*收到 1 条，1 条等待答复/s)
    const id = /said=([\w-]+)/.exec(String(said.headers['location']))?.[1] ?? ''
    await on.world.step(ECOLOGY, found.id, 'answerObjection', { data: { objectionId: id, gist: '担心气味', answer: '收集处理后排放。' } })
    const after = (await get(notice)).body
    assert.match(after, /意见：担心气味.*答复：收集处理后排放/s)
    assert.doesNotMatch(after, /老王|三栋/)
    assert.equal((await get(`/eia-bundles/${found.id}/approval`)).headers['location'], notice)
    await says(on, found.id, '还有一条意见')
    on.world.today = '2026-03-10'
    assert.equal((await post(notice, null, { text: '现在才看到这个公示' })).statusCode, 422)
    on.world.today = FIRST_DAY
    assert.equal((await get(notice, CHIEF)).statusCode, 200)
  })
})
