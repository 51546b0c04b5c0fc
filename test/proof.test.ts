import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runSql } from '#platform/database'
import { SYSTEM } from '#kernel'
import { modules } from '#app'
import { verifyProofCommand } from '../cli/verify-proof.ts'
import { fileFood, textOf, type Filed } from '../modules/applications/web/citizen/food.test-support.ts'
import { Town, type Visitor } from '../modules/applications/web/citizen/town.test-support.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const folder = mkdtempSync(join(tmpdir(), 'chunfeng-proof-'))
process.env['CHUNFENG_DATA'] = folder

let town: Town
let citizen: Visitor
let filed: Filed
let other: Filed
before(async () => {
  town = await Town.open('2026-03-02')
  citizen = await town.signedIn('citizen')
  filed = await fileFood(citizen)
  other = await fileFood(citizen)
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

async function nextDay(day: string): Promise<void> {
  town.world.today = day
  for (const work of modules.flatMap((module) => module.daily ?? [])) await town.world.as(SYSTEM, (call) => work.run(call))
  citizen = await town.signedIn('citizen')
}

/** Saves the file as the applicant would and asks the command. */
async function verdictOn(content: string, ...options: string[]): Promise<{ code: number; out: string; note: string }> {
  const path = join(folder, 'proof.json')
  writeFileSync(path, content)
  const lines = { out: [] as string[], note: [] as string[] } // Safe: nothing is in them yet.
  const [digests] = options
  const code = await verifyProofCommand.run({
    words: [path], options: { json: true, ...(digests !== undefined && { digests }) },
    out: (line) => lines.out.push(line), note: (line) => lines.note.push(line),
  })
  return { code, out: lines.out.join('\n'), note: lines.note.join('\n') }
}

describe('申请人核验自己的办理记录在公布的每日摘要里', () => {
  it('当天还没有公布，页面说明天再来', async () => {
    assert.match(textOf(await citizen.get(`/cases/${filed.caseId}/proof`)), /1 步前后衔接.*公布的摘要明天才有/)
  })

  it('第二天全部对得上，写着当天公布的摘要', async () => {
    await nextDay('2026-03-03')
    const shown = textOf(await citizen.get(`/cases/${filed.caseId}/proof`))
    const { digests: [digest] } = (await citizen.get('/api/public/digests')).json()
    assert.match(shown, /全部对得上。 办理经过一共 1 步.*1 天的记录都在当天公布的摘要里/)
    assert(shown.includes(digest.root))
    assert.match((await citizen.get(`/cases/${filed.caseId}`)).body, /href="\/cases\/[\w-]+\/proof">核验这些记录有没有被改动/)
  })

  it('下载的文件离线核验通过，也可以与自己保存的公布名单核对', async () => {
    const answer = await citizen.get(`/api/cases/${filed.caseId}/proof`)
    assert.match(String(answer.headers['content-disposition']), /attachment; filename="chunfeng-proof-\d{19}\.json"/)
    const { code, out } = await verdictOn(answer.body)
    assert.deepEqual([code, JSON.parse(out).ok, JSON.parse(out).recomputed], [0, true, 1])
    const kept = join(folder, 'digests.json')
    writeFileSync(kept, (await citizen.get('/api/public/digests')).body)
    assert.equal((await verdictOn(answer.body, kept)).code, 0)
    writeFileSync(kept, JSON.stringify({ digests: [{ day: '2026-03-02', root: 'f'.repeat(64) }] }))
    assert.match((await verdictOn(answer.body, kept)).out, /与您保存的公布名单不同/)
  })

  it('改过的文件不通过，不成样子的说明是哪里', async () => {
    const { body } = await citizen.get(`/api/cases/${filed.caseId}/proof`)
    assert.equal((await verdictOn(body.replace('李记小吃店', '李记大酒店'))).code, 1)
    assert.deepEqual((await verdictOn('{')).code, 2)
    assert.match((await verdictOn('{}')).note, /不是证明文件（format：缺少这一项/)
    assert.match((await verdictOn(body, join(folder, '没有.json'))).note, /文件读不出来/)
  })

  it('凭编号和密码也能核验，文件在页面里，没有填过的内容；密码不对什么也看不到', async () => {
    const visitor = town.visitor()
    const answer = await visitor.post('/progress/proof', { number: filed.number, password: filed.password })
    assert.match(textOf(answer), /全部对得上/)
    const [, encoded = ''] = /href="data:application\/json;base64,([\w+/=]+)" download="chunfeng-proof-/.exec(answer.body) ?? []
    const content = Buffer.from(encoded, 'base64').toString('utf8')
    assert.equal((await verdictOn(content)).code, 0)
    assert.doesNotMatch(content, /李记|李群众|13800000000/)
    const wrong = await visitor.post('/progress/proof', { number: filed.number, password: 'AAAAAAAA' })
    assert.equal(wrong.statusCode, 404)
    assert.match(wrong.body, /办件编号或查询密码不对/)
  })

  it('别人的办件没有这一页', async () => {
    const firm = await town.signedIn('enterprise')
    assert.deepEqual([(await firm.get(`/cases/${filed.caseId}/proof`)).statusCode, (await firm.get(`/api/cases/${filed.caseId}/proof`)).statusCode], [404, 404])
  })

  it('有人改了一个字：本人的核验不通过，说清第几步、怎么办；另一件照样通过', async () => {
    await town.world.database.transaction().execute(async (tx) => {
      await runSql(tx, 'set local session_replication_role = replica')
      await runSql(tx, "update kernel.event set data = jsonb_set(data, '{form,operatorName}', '\"李记大酒店\"') where case_id = $1 and seq = 1", [filed.caseId])
    })
    const answer = await citizen.get(`/cases/${filed.caseId}/proof`)
    assert.match(answer.body, /<title>核验没有通过/)
    assert.match(textOf(answer), /对不上：现在的记录和当时的不一样。.*第 1 条记录.*（data）.*拨打 12345/)
    assert.equal((await verdictOn((await citizen.get(`/api/cases/${filed.caseId}/proof`)).body)).code, 1)
    assert.match(textOf(await citizen.get(`/cases/${other.caseId}/proof`)), /全部对得上/)
  })
})
