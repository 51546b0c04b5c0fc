import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction, runSql } from '#platform/database'
import { createKeyPair, publicKeyIn } from '#platform/sm'
import { verifyQrText } from '#base/documents'
import { authenticate } from '#base/people'
import { runJob, SYSTEM, type Actor } from '#kernel'
import { person } from '#kernel/testing'
import { Town, type Visitor } from '../../../applications/web/citizen/town.test-support.ts'
import { certificateOf } from '../../certificates/issue.ts'
import { honourOf } from '../../certificates/paper.ts'
import { rankingNow } from '../../campaigns/ranking.ts'
import { campaignOf } from '../../campaigns/ledger.ts'
import { seedDemoAwards } from '../../index.ts'
import { nominate } from '../../nominations/nominating.ts'
import { nominationFor } from '../../nominations/views.ts'
import { burstsAround, type CastVote } from '../../votes/bursts.ts'
import { burstsOf, decideBurst } from '../../votes/review.ts'
import { castVote, votesIn } from '../../votes/voting.ts'

const MONDAY = '2026-03-02'
const SUPERVISOR = { ...person('demo-supervisor', ['supervisor'], 'government-services'), name: '效能监督' }
let town: Town
let citizen: Visitor
const campaign: Record<string, string> = {}
before(async () => {
  town = await Town.open(MONDAY)
  await inTransaction(town.world.database, (tx) => seedDemoAwards(town.world.kernel, tx, town.world.now))
  for (const { id, title } of await runSql<{ id: string; title: string }>(town.world.database, "select id, body->>'title' as title from awards.campaign"))
    campaign[title.slice(0, 2)] = id
  citizen = await town.signedIn('citizen')
})
after(() => town.close())

const at = (name: string, rest = ''): string => `/awards/campaigns/${campaign[name]}${rest}`
const nomineeOf = async (name: string): Promise<string> => {
  const [row] = await runSql<{ id: string }>(town.world.database, `
    select nomination.case_id as id from awards.nomination nomination join kernel.case found on found.id = nomination.case_id
    where campaign_id = $1 and found.state in ('qualified', 'publicity') limit 1`, [campaign[name]])
  return row?.id ?? assert.fail('没有提名')
}

describe('评优的公开页', () => {
  it('不登录看得到正在进行的、公示的、获奖的；草稿看不到；装两次演示数据只有一套', async () => {
    await inTransaction(town.world.database, (tx) => seedDemoAwards(town.world.kernel, tx, town.world.now))
    const page = (await town.visitor().get('/awards')).body
    for (const words of ['本期服务之星', '近期服务之星', '花小满（示例）', '岭小禾（示例）']) assert.equal(page.split(`>${words}`).length - 1 > 0, true, words)
    await runSql(town.world.database, `
      insert into awards.campaign (id, kind, body, written_by, written_at)
      select gen_random_uuid(), kind, jsonb_set(body, '{title}', '"没有发布的"'), 'x', now() from awards.campaign limit 1`)
    assert.doesNotMatch((await town.visitor().get('/awards')).body, /没有发布的/)
    const [draft] = await runSql<{ id: string }>(town.world.database, "select id from awards.campaign where status = 'draft'")
    for (const rest of ['', '/vote']) assert.equal((await town.visitor().get(`/awards/campaigns/${draft?.id}${rest}`)).statusCode, 404)
    assert.equal((await citizen.get(`/awards/campaigns/${draft?.id}/nominate`)).statusCode, 404)
  })

  it('获奖的人一页：事迹、数和区间、证书；没有审核的事迹和没有入选的人不在公开页', async () => {
    const page = (await town.visitor().get('/awards/winners/PYRY-2026-0001')).body
    assert.match(page, /花小满（示例）.*一张纸省一趟路.*按时办结率.*99\.5%［98\.2%—99\.9%］.*PYRY-2026-0001.*有效/s)
    const finished = (await town.visitor().get(at('上一'))).body
    assert.match(finished, /花小满/)
    assert.doesNotMatch(finished, /山小青/)
    assert.equal((await town.visitor().get('/awards/winners/PYRY-2026-9999')).statusCode, 404)
  })

  it('推荐：两个选择一句话；没有写的指出在哪里，填过的都还在；附别人的办件不行；没有登录的先登录', async () => {
    const empty = await citizen.post(at('本期', '/nominate'), { subject: '', words: '好' })
    assert.equal(empty.statusCode, 400)
    assert.match(empty.body, /href="#f-words"/)
    const form = { subject: 'demo-window', words: '教我用手机补材料，很耐心', caseId: 'not-a-case' }
    const wrong = await citizen.post(at('本期', '/nominate'), form)
    assert.match(wrong.body, /href="#f-caseId".*教我用手机补材料/s)
    const done = await citizen.post(at('本期', '/nominate'), { ...form, caseId: '' })
    assert.match((await citizen.get(String(done.headers['location']))).body, /收到您的推荐了/)
    assert.notEqual((await town.visitor().post(at('本期', '/nominate'), form)).headers['location'], `${at('本期')}?said=nominated`)
  })

  it('异议：登录了具名提，公示页说有异议；不登录的告诉她还可以怎样反映；被提名的人的页上没有提异议的人', async () => {
    const id = await nomineeOf('近期')
    assert.match((await town.visitor().get(`/awards/nominees/${id}/object`)).body, /登录后具名提出.*12345/s)
    assert.match((await citizen.post(`/awards/nominees/${id}/object`, { reason: '短', key: 'a' })).body, /至少 10 个字/)
    const said = await citizen.post(`/awards/nominees/${id}/object`, { reason: '二月有一件事情不是她办的，请核实', key: 'a' })
    const page = (await citizen.get(String(said.headers['location']))).body
    assert.match(page, /收到您的异议了.*有异议，待答复/s)
    assert.doesNotMatch(page, /李群众.*请核实/s)
    const [own] = await runSql<{ id: string }>(town.world.database, 'select case_id as id from awards.objection')
    assert.equal((await citizen.get(`/cases/${own?.id}`)).headers['location'], `/awards/objections/${own?.id}`)
    assert.equal((await (await town.signedIn('enterprise')).get(`/awards/objections/${own?.id}`)).statusCode, 404)
    assert.match((await citizen.get(`/awards/objections/${own?.id}`)).body, /正在核实.*二月有一件事情不是她办的/s)
    await town.world.step(SUPERVISOR, own?.id ?? '', 'reject', { data: { answer: '核对过签名，是她办的。' } })
    for (const job of town.world.jobs.splice(0)) await inTransaction(town.world.database, (tx) => runJob(town.world.kernel, tx, job, town.world))
    assert.match((await citizen.get(`/awards/objections/${own?.id}`)).body, /已经书面答复.*核对过签名，是她办的。/s)
    assert.match((await citizen.get('/me/messages')).body, /异议不成立/)
    assert.equal((await citizen.post(`/awards/objections/${own?.id}/take-back`)).statusCode, 409)
    assert.equal((await citizen.get(`/awards/nominees/${await nomineeOf('本期')}/object`)).statusCode, 404)
  })
})

describe('大厅的人由谁推荐', () => {
  it('大厅负责人以单位名义推荐大厅的窗口人员；别的单位的人不行；窗口人员不能推荐同事', async () => {
    const signedIn = async (account: string): Promise<Actor> =>
      (await authenticate(town.world.database, Object.fromEntries((await town.signedIn(account)).cookies), town.world.now)) ?? assert.fail(account)
    const [lead, window] = [await signedIn('hall-lead'), await signedIn('window')]
    const recommend = (actor: Actor, subject: string) =>
      town.world.as(actor, (call) => nominate(call, campaign['本期'] ?? '', { subject, words: '窗口忙的时候总是她先顶上' }))
    const { caseId } = await recommend(lead, window.id)
    const { supports } = await town.world.as(lead, (call) => nominationFor(call, caseId))
    assert.deepEqual(supports.filter(({ kind }) => kind === 'unit').map(({ by }) => by), ['大厅负责人（示例）'])
    await assert.rejects(recommend(lead, 'demo-huadong-window'), /由本单位的负责人推荐本单位的人/)
    await assert.rejects(recommend(window, 'demo-huadong-window'), /只能自荐/)
  })
})

describe('投票', () => {
  it('一人一天一票，同时投两次也是一票，第二天可以再投；票数没有结束不公布；不能给自己投', async () => {
    const id = await nomineeOf('本期')
    assert.match((await citizen.post(at('本期', '/vote'), {})).body, /请先选投给谁/)
    const both = await Promise.all([1, 2].map(() => citizen.post(at('本期', '/vote'), { nominee: id })))
    assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [303, 409])
    const page = (await citizen.get(at('本期', '/vote'))).body
    assert.match(page, /票数等投票结束以后公布/)
    assert.doesNotMatch(page, /\d 票<\/small>/)
    town.world.today = '2026-03-03'
    const votes = (account: string) => town.world.as(person(account, ['citizen']), (call) => castVote(call, id, { ip: '10.0.0.9', agent: 'b' }))
    await votes('demo-citizen')
    await assert.rejects(votes('demo-window'), /不能给自己投票/)
    town.world.today = '2026-04-30'
    await assert.rejects(votes('demo-citizen'), /今天不能投/)
    assert.match((await town.visitor().get(at('本期'))).body, /2 票/)
    town.world.today = MONDAY
  })

  it('同一设备一小时里三票的拦下来，不算也不扔；监督看过说算才算，说一次', async () => {
    const id = await nomineeOf('本期')
    const counted = async () => (await votesIn(town.world.database, campaign['本期'] ?? '')).get(id) ?? 0
    const before = await counted()
    const votes = (account: string, from: { ip: string; agent: string }) => town.world.as(person(account, ['citizen']), (call) => castVote(call, id, from))
    for (const account of ['p1', 'p2', 'p3', 'p4']) await votes(account, { ip: '10.0.0.1', agent: 'same' })
    await votes('p5', { ip: '10.0.0.2', agent: 'other' })
    assert.equal(await counted(), before + 1)
    const { bursts: [burst] } = await town.world.as(SUPERVISOR, (call) => burstsOf(call, campaign['本期'] ?? ''))
    assert.deepEqual([burst?.votes, burst?.verdict], [4, null])
    const verdict = (counts: boolean) => town.world.as(SUPERVISOR, (call) => decideBurst(call, burst?.id ?? '', { counts, reason: '是一家人共用一台电脑' }))
    const both = await Promise.allSettled([verdict(true), verdict(true)])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal(await counted(), before + 5)
  })

  it('拦不拦只看够不够密：差一票、隔开了、投给别人的都不拦；先后次序不影响', () => {
    const vote = (id: number, minute: number, changes: Partial<CastVote> = {}): CastVote => ({
      id: `v${id}`,
      nominationId: 'n',
      at: new Date(minute * 60_000),
      device: 'd',
      address: 'a',
      ...changes,
    })
    const caught = (votes: readonly CastVote[]) => {
      const [own] = votes
      return own ? burstsAround(own, votes).map(({ rule, votes: ids }) => [rule.id, ...ids.toSorted()]) : []
    }
    assert.deepEqual(caught([vote(1, 0), vote(2, 1)]), [])
    assert.deepEqual(caught([vote(1, 0), vote(2, 30), vote(3, 61)]), [])
    assert.deepEqual(caught([vote(1, 0), vote(2, 1, { nominationId: 'm' }), vote(3, 2)]), [])
    assert.deepEqual(caught([vote(3, 2), vote(1, 0), vote(2, 1)]), [['device', 'v1', 'v2', 'v3']])
    const ten = Array.from({ length: 10 }, (_, index) => vote(index, index, { device: `d${index}` }))
    assert.deepEqual(caught(ten).map(([rule, ...ids]) => [rule, ids.length]), [['address', 10]])
  })
})

describe('证书', () => {
  it('二维码离线核得出真伪，改一个字就不对；接口说有效；摘牌以后说已撤销、不再打印、公开页写明原因', async () => {
    const visitor = town.visitor()
    const pdf = await visitor.get('/api/awards/certificates/PYRY-2026-0002/file')
    assert.deepEqual([pdf.statusCode, pdf.headers['content-type'], pdf.body.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
    const certificate = await certificateOf(town.world.database, 'PYRY-2026-0002')
    const key = createKeyPair()
    const { qrText } = honourOf(certificate, key)
    const verdict = verifyQrText(qrText, key.publicKey)
    assert.deepEqual(verdict.valid && [verdict.kind, verdict.number], ['honour', 'PYRY-2026-0002'])
    assert.equal(verifyQrText(`${qrText.slice(0, 30)}A${qrText.slice(31)}`, key.publicKey).valid, false)
    assert.equal((await visitor.get('/api/awards/certificates/PYRY-2026-0002')).json().standing, '有效')
    const published = publicKeyIn((await visitor.get('/api/public/signing-key')).body)
    assert.equal(verifyQrText(qrText, published).valid, false)
    await town.world.step(SUPERVISOR, certificate.nominationId, 'revoke', { data: { reason: '材料不实（示例）' } })
    assert.deepEqual(
      [
        (await visitor.get('/api/awards/certificates/PYRY-2026-0002')).json().standing,
        (await visitor.get('/api/awards/certificates/PYRY-2026-0002/file')).statusCode,
      ],
      ['已撤销', 422],
    )
    assert.match((await visitor.get('/awards/winners/PYRY-2026-0002')).body, /已摘牌.*材料不实/s)
    assert.doesNotMatch((await visitor.get('/awards')).body, /岭小禾/)
    assert.equal((await town.world.as(SYSTEM, async (call) => rankingNow(call, await campaignOf(call.tx, campaign['上一'] ?? '')))).rows[1]?.name, '岭小禾（示例）')
  })

  it('公示公告是 PDF；没有公示的没有', async () => {
    assert.equal((await town.visitor().get(`/api/awards/campaigns/${campaign['近期']}/notice`)).headers['content-type'], 'application/pdf')
    assert.equal((await town.visitor().get(`/api/awards/campaigns/${campaign['本期']}/notice`)).statusCode, 404)
  })
})
