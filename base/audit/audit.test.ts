import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { inTransaction, runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import type { Call } from '#kernel'
import { person } from '#kernel/testing'
import { linkAll, linkEntries } from './chain.ts'
import type { AuditNote } from './entry.ts'
import { recordAudit, recordSignIn, recordSignOut, refuseSignIn } from './index.ts'
import { searchAudit } from './search.ts'
import { verifyAudit, type AuditAlteration, type AuditVerified } from './verify.ts'
import { Refusal } from '#platform/refusal'

const NOW = new Date('2026-03-02T01:00:00Z')
const CLERK = person('clerk', ['window'], 'hall')

let test: TestDatabase
before(async () => { test = await testDatabase() })
after(async () => { await test.close() })

function callOf(tx: Call['tx'] = test.db, now = NOW): Pick<Call, 'tx' | 'actor' | 'now' | 'from'> {
  return { tx, actor: CLERK, now, from: { ip: '10.0.0.8', traceId: 't-1', isAudited: false } }
}

const note = (what: string, rest: Partial<AuditNote> = {}): AuditNote => ({ action: 'admin', what, ...rest })

async function verified(): Promise<{ altered: AuditAlteration[]; found: AuditVerified }> {
  let found: AuditVerified = { entries: 0, sealed: 0, head: '', unlinked: 0 }
  const altered: AuditAlteration[] = []
  for await (const alteration of verifyAudit(test.db, (now) => { found = now })) altered.push(alteration)
  return { altered, found }
}

/** As a superuser would, past the triggers; put back afterwards. */
async function asSuperuser(sql: string, values: readonly unknown[] = []): Promise<void> {
  await inTransaction(test.db, async (tx) => {
    await runSql(tx, 'set local session_replication_role = replica')
    await runSql(tx, sql, values)
  })
}

describe('审计记录只增不改', () => {
  it('谁、何时、从哪里、对什么、结果和理由都记下来', async () => {
    const caseId = '00000000-0000-7000-8000-000000000001'
    await recordAudit(callOf(), { action: 'reveal', what: '查看个人信息原文', caseId, object: 'idNumber', reason: '核对身份' })
    const [row] = await runSql(test.db, "select * from audit.entry where action = 'reveal'")
    assert.partialDeepStrictEqual(row, {
      at: NOW, account: 'clerk', name: 'clerk', organisation: 'hall', roles: ['window'], ip: '10.0.0.8', trace_id: 't-1',
      what: '查看个人信息原文', case_id: caseId, object: 'idNumber', outcome: 'done', reason: '核对身份',
    })
  })

  it('在事务里写的，事务撤销就没有；事务提交就有', async () => {
    const failing = inTransaction(test.db, async (tx) => { await recordAudit(callOf(tx), note('撤销的')); throw new Error('撤销') })
    await assert.rejects(failing, /撤销/)
    await inTransaction(test.db, async (tx) => recordAudit(callOf(tx), note('提交的')))
    const rows = await runSql<{ what: string }>(test.db, "select what from audit.entry where what in ('撤销的', '提交的')")
    assert.deepEqual(rows.map(({ what }) => what), ['提交的'])
  })

  it('改、删、清空都被数据库拒绝，链环也一样', async () => {
    await linkAll(test.db)
    for (const sql of [
      "update audit.entry set what = 'x'", 'delete from audit.entry', 'truncate audit.entry', "update audit.link set hash = 'x'", 'delete from audit.link',
      'truncate audit.link', "update audit.removal set file_sm3 = ''; truncate audit.removal",
    ]) await assert.rejects(runSql(test.db, sql), /append-only|kept for six months/, sql)
  })

  it('几个进程同时入链：每条恰好一环，没有空缺', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => recordAudit(callOf(), note(`同时 ${index}`))))
    await Promise.all(Array.from({ length: 4 }, () => linkEntries(test.db)))
    await linkAll(test.db)
    const { altered, found } = await verified()
    const [counted] = await runSql<{ count: number }>(test.db, 'select count(*) as count from audit.entry')
    assert.deepEqual(altered, [])
    assert.equal(found.entries, counted?.count)
    assert.equal(found.unlinked, 0)
  })

  it('还没有提交的不挡别人入链，提交以后再入链', async () => {
    let open = () => {}
    const waiting = new Promise<void>((resolve) => { open = resolve })
    let begun = () => {}
    const begins = new Promise<void>((resolve) => { begun = resolve })
    const slow = inTransaction(test.db, async (tx) => { await recordAudit(callOf(tx), note('慢的')); await runSql(tx, 'select 1'); begun(); await waiting })
    await begins
    await recordAudit(callOf(), note('快的'))
    await linkAll(test.db)
    const linked = (what: string) => runSql(test.db, 'select 1 from audit.entry e join audit.link l on l.entry = e.id where what = $1', [what])
    assert.equal((await linked('快的')).length, 1)
    assert.equal((await linked('慢的')).length, 0)
    open()
    await slow
    await linkAll(test.db)
    assert.equal((await linked('慢的')).length, 1)
    assert.deepEqual((await verified()).altered, [])
  })

  it('过长的、残缺的文字照样记下来，不会因为记不下而办不成', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async (text) => {
      await recordAudit(callOf(), note(text, { object: text, reason: text }))
    }), { numRuns: 30 })
    await linkAll(test.db)
    assert.deepEqual((await verified()).altered, [])
  })
})

describe('核验审计链', () => {
  it('改任何一格，都指出是哪一条', async () => {
    await recordAudit(callOf(), note('要被改的', { object: 'o', reason: '理由', detail: { page: 1 } }))
    await linkAll(test.db)
    const [entry] = await runSql<{ id: number }>(test.db, "select id from audit.entry where what = '要被改的'")
    assert(entry)
    const changes = {
      at: "at + interval '1 ms'", account: "'x'", name: "'x'", organisation: 'null',
      roles: "'{auditor}'", ip: "'1.1.1.1'", trace_id: 'null', action: "'export'", what: "'x'",
      case_id: "'00000000-0000-7000-8000-000000000009'", object: 'null', outcome: "'refused'", reason: "'x'", detail: `'{"page": 2}'`,
    }
    const columns = await runSql<{ name: string }>(
      test.db,
      "select column_name as name from information_schema.columns where table_schema = 'audit' and table_name = 'entry' and column_name <> 'id'",
    )
    assert.deepEqual(columns.map(({ name }) => name).sort(), Object.keys(changes).sort(), '新加的列也要试')
    for (const [column, value] of Object.entries(changes)) {
      await asSuperuser(`create table audit.kept as select * from audit.entry where id = ${entry.id}; update audit.entry set ${column} = ${value} where id = ${entry.id}`)
      const { altered } = await verified()
      assert.deepEqual(altered.map((one) => [one.entry, one.field]), [[entry.id, 'content']], column)
      await asSuperuser(`update audit.entry set ${column} = kept.${column} from audit.kept kept where entry.id = kept.id; drop table audit.kept`)
    }
    assert.deepEqual((await verified()).altered, [])
  })

  it('删一条、删一环、塞一条、换顺序，都看得出', async () => {
    const [one] = await runSql<{ entry: number; seq: number; hash: string }>(test.db, 'select entry, seq, hash from audit.link where seq = 3')
    assert(one)
    await asSuperuser(`create table audit.kept as select * from audit.entry where id = ${one.entry}; delete from audit.entry where id = ${one.entry}`)
    assert.deepEqual((await verified()).altered.map(({ text }) => text), [`审计记录 ${one.entry} 被删除`])
    await asSuperuser('insert into audit.entry overriding system value select * from audit.kept; drop table audit.kept')

    await asSuperuser('create table audit.kept as select * from audit.link where seq = 3; delete from audit.link where seq = 3')
    assert.deepEqual((await verified()).altered.map(({ field }) => field), ['seq', 'entry'])
    await asSuperuser('insert into audit.link select * from audit.kept; drop table audit.kept')

    await asSuperuser("insert into audit.entry (at, account, name, roles, action, what, outcome) values (now(), 'x', 'x', '{}', 'admin', '塞进来的', 'done')")
    assert.match((await verified()).altered[0]?.text ?? '', /不在链上/)
    await asSuperuser("delete from audit.entry where what = '塞进来的'")

    await asSuperuser('update audit.link set entry = -entry where seq in (4, 5)')
    await asSuperuser('update audit.link a set entry = -b.entry from audit.link b where a.seq in (4, 5) and b.seq = 9 - a.seq')
    assert((await verified()).altered.some(({ field }) => field === 'content'))
    await asSuperuser('update audit.link set entry = -entry where seq in (4, 5)')
    await asSuperuser('update audit.link a set entry = -b.entry from audit.link b where a.seq in (4, 5) and b.seq = 9 - a.seq')
    assert.deepEqual((await verified()).altered, [])
  })

  it('链尾的摘要抄在别处，截掉末尾就对不上', async () => {
    const before = (await verified()).found
    await recordAudit(callOf(), note('又一条'))
    await linkAll(test.db)
    const { found } = await verified()
    assert.notEqual(found.head, before.head)
    assert.equal(found.entries, before.entries + 1)
  })
})

describe('登录和退出', () => {
  const LAST = 'select account, name, action, outcome, object, detail from audit.entry order by id desc limit 1'
  it('成功的记是谁；失败的只在账号存在时记是谁，打错的内容不留下', async () => {
    const visitor = { ...callOf(), actor: person('visitor', []) }
    await recordSignIn(visitor, CLERK)
    assert.deepEqual((await runSql(test.db, LAST))[0], { account: 'clerk', name: 'clerk', action: 'sign-in', outcome: 'done', object: null, detail: null })
    await runSql(test.db, "insert into people.account (id, login, name, kind, password_hash, created_at) values ('a1', 'lin', '林小溪', 'citizen', '', now())")
    const no = new Refusal('unauthenticated', '不对')
    await assert.rejects(refuseSignIn(visitor, 'lin', no), no)
    assert.partialDeepStrictEqual((await runSql(test.db, LAST))[0], {
      account: 'a1', name: '林小溪', outcome: 'refused', object: null, detail: { refused: 'unauthenticated' },
    })
    await assert.rejects(refuseSignIn(visitor, 'my-secret-password', no), no)
    assert.partialDeepStrictEqual((await runSql(test.db, LAST))[0], { account: 'unknown', object: null })
  })

  it('没有登录的人退出，什么也不记', async () => {
    const [before] = await runSql(test.db, LAST)
    await recordSignOut({ ...callOf(), actor: person('visitor', []) })
    assert.deepEqual((await runSql(test.db, LAST))[0], before)
    await recordSignOut(callOf())
    assert.partialDeepStrictEqual((await runSql(test.db, LAST))[0], { account: 'clerk', action: 'sign-out' })
  })
})

describe('查审计记录', () => {
  it('按天、人、种类、结果查，新的在前；一天从北京时间零点算起', async () => {
    await recordAudit(callOf(test.db, new Date('2025-12-31T15:59:59Z')), note('除夕前'))
    await recordAudit(callOf(test.db, new Date('2025-12-31T16:00:00Z')), note('元旦', { outcome: 'refused' }))
    const days = async (from: string, to: string) => (await searchAudit(test.db, { from, to, page: 1 })).entries.map(({ what }) => what)
    assert.deepEqual(await days('2025-12-31', '2025-12-31'), ['除夕前'])
    assert.deepEqual(await days('2026-01-01', '2026-01-01'), ['元旦'])
    assert.deepEqual(await days('2025-12-31', '2026-01-01'), ['元旦', '除夕前'])
    assert.equal((await searchAudit(test.db, { account: 'LIN', page: 1 })).total, 1, '登录名不分大小写')
    assert.equal((await searchAudit(test.db, { account: '林小溪', action: 'sign-in', outcome: 'refused', page: 1 })).total, 1)
    assert.equal((await searchAudit(test.db, { account: "x' or true --", page: 1 })).total, 0)
  })
})
