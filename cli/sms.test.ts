import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { runCommand } from './command.ts'
import { operator } from './operator.ts'
import { smsListCommand, smsResendCommand } from './sms.ts'

let database: TestDatabase
let urlBefore: string | undefined
before(async () => {
  database = await testDatabase()
  urlBefore = process.env['DATABASE_URL']
  process.env['DATABASE_URL'] = database.url
})
after(async () => {
  if (urlBefore === undefined) delete process.env['DATABASE_URL']
  else process.env['DATABASE_URL'] = urlBefore
  await database.close()
})
beforeEach(() => runSql(database.db, 'truncate messages.sms cascade'))

const [DEAD, SENT] = [randomUUID(), randomUUID()]
const two = () => runSql(database.db, `
  insert into messages.sms (id, account, kind, matter, words, state, attempts, next_at, reason, phone_masked, created_at) values
    ('${DEAD}', 'lin', 'urgent', 'm', '办件1：请补正材料。', 'dead', 3, now(), '服务商答复 400', '139****1234', '2026-03-02T10:00:00+08:00'),
    ('${SENT}', 'lin', 'digest', 'digest', '您有2条新消息。', 'sent', 1, now(), null, '139****1234', '2026-03-02T18:00:00+08:00')`)

async function run(...args: string[]): Promise<{ code: number; out: string; note: string }> {
  const [out, note]: string[][] = [[], []]
  const code = await runCommand(
    [smsListCommand, smsResendCommand], ['sms', ...args], { out: (line) => void out?.push(line), note: (line) => void note?.push(line) },
  )
  return { code, out: out?.join('\n') ?? '', note: note?.join('\n') ?? '' }
}

describe('运维看短信、重发短信', () => {
  it('列出发了的和发不出去的，新的在前，号码遮着，写明原因和编号', async () => {
    await two()
    const { code, out } = await run('list')
    assert.equal(code, 0)
    assert.match(out, /^2026-03-02 18:00 {2}139\*{4}1234 {2}已发出\n[^]*2026-03-02 10:00 {2}139\*{4}1234 {2}发不出去，试了 3 次，服务商答复 400\n {2}办件1：请补正材料。/)
    assert(out.includes(DEAD))
    assert.match(out, /等待发送 0 条，发不出去 1 条$/)
  })

  it('只看一种、只看几条；给程序读的一行 JSON', async () => {
    await two()
    assert.doesNotMatch((await run('list', '--state', 'dead')).out, /已发出/)
    const { sms, dead } = JSON.parse((await run('list', '--limit', '1', '--json')).out)
    assert.deepEqual([sms.map(({ id }: { id: string }) => id), dead], [[SENT], 1])
  })

  it('没有这种状态、条数不对、没有写编号：说用法，退出码 2', async () => {
    for (const args of [
      ['list', '--state', 'lost'], ['list', '--limit', '0'], ['list', '--limit', '9999'], ['resend'], ['resend', 'x'], ['resend', '--all', DEAD],
    ]) {
      const { code, note } = await run(...args)
      assert.equal(code, 2, args.join(' '))
      assert.notEqual(note, '')
    }
  })

  it('重发：放回队列从头试；不是发不出去的不动，一起写的也不动；记进审计', async () => {
    await two()
    assert.equal((await run('resend', DEAD, SENT)).code, 1)
    const state = async () =>
      (await runSql<{ state: string; attempts: number }>(database.db, 'select state, attempts from messages.sms where id = $1', [DEAD]))[0]
    assert.deepEqual(await state(), { state: 'dead', attempts: 3 })
    assert.match((await run('resend', DEAD)).out, /已放回发送队列 1 条/)
    assert.deepEqual(await state(), { state: 'waiting', attempts: 0 })
    assert.match((await run('resend', '--all')).out, /已放回发送队列 0 条/)
    const noted = await runSql<{ name: string }>(database.db, "select name from audit.entry where what = '重发短信'")
    assert.deepEqual(noted.map(({ name }) => name), [operator().name, operator().name])
  })
})
