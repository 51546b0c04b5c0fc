import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { inTransaction, openDatabase, runSql } from '#platform/database'
import { startJobs } from '#platform/jobs'
import { createLog } from '#platform/log'
import { inProject } from '#platform/project'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { person } from '#kernel/testing'
import { recordAudit } from '#base/audit'
import { COUNTED_MAX, readFigures } from './figures.ts'
import { officeRegistry } from './registry.ts'

const NOW = new Date('2026-03-02T04:00:00Z')
const minutes = (count: number): Date => new Date(NOW.getTime() - count * 60_000)
let test: TestDatabase
before(async () => {
  test = await testDatabase()
  const jobs = await startJobs(test.url, createLog('silent'))
  await jobs.stop()
})
after(() => test.close())

const asSuperuser = (sql: string) => inTransaction(test.db, async (tx) => {
  await runSql(tx, 'set local session_replication_role = replica')
  await runSql(tx, sql)
})

describe('运行指标：数据库里的数字', () => {
  it('什么也没有的时候都是零', async () => {
    const { connections, connectionsMax, databaseBytes, projections, ...rest } = await readFigures(test.db, NOW)
    assert.deepEqual(new Set(Object.values(rest)), new Set([0]))
    assert(connections >= 1 && connectionsMax >= connections && databaseBytes > 1_000_000)
    assert.deepEqual(projections, [])
  })

  it('每个数字数的是它说的：任务、定时、逾期、审计、登录、统计落后', async () => {
    await runSql(test.db, "insert into platform.outbox (data) values ('{}'), ('{}')")
    await runSql(test.db, `insert into pgboss.job (name, data, state, start_after) values
      ('after', '{}', 'created', now() - interval '90 seconds'), ('after', '{}', 'retry', now() - interval '10 seconds'),
      ('after', '{}', 'created', now() + interval '1 hour'), ('after', '{}', 'failed', now()), ('after', '{}', 'completed', now() - interval '1 day')`)
    await runSql(
      test.db,
      `insert into figures.case_fact (case_id, type, kind, workflow_version, organisation, receiving, item_code, item_name, applicant_kind, channel, received_on, received_at,
        limit_days, statutory_days, last_at, last_seq, visited, resolved_on, clock, place, number, state, due_on)
      select gen_random_uuid(), 'a', 'service', 1, 'o', 'o', 'i', 'i', 'person', 'online', '2026-02-01', now(), 5, 20, now(), 1, '{}', resolved, '{}', 'p', 'n', 's', due
      from (values (null::date, '2026-03-01'::date), (null, '2026-03-02'), ('2026-03-01', '2026-02-20'), (null, null)) as given (resolved, due)`,
    )
    const call = { tx: test.db, actor: person('a', []), now: minutes(5) }
    await recordAudit(call, { action: 'sign-in', what: '登录', outcome: 'refused' })
    await recordAudit({ ...call, now: minutes(20) }, { action: 'sign-in', what: '登录', outcome: 'refused' })
    await recordAudit(call, { action: 'sign-in', what: '登录' })
    await asSuperuser(`insert into kernel.case (id, number, type, workflow_version, item_code, item_version, title,
        applicant_kind, applicant_id, applicant_name, owner_organisation,
        receiving_organisation, place, state, version, form, traits, clock, query_password_hash, opened_at, closed_at, last_at, last_hash, next_timer_at)
      select gen_random_uuid(), n::text, 't', 1, 'i', 1, 't', 'person', 'p', 'p', 'o', 'o', 'p', 's', 1, '{}', '{}', '{}', '', now(), now(), now(), '', at
      from (values (1, '${minutes(10).toISOString()}'::timestamptz), (2, '${minutes(0.5).toISOString()}'), (3, '${minutes(-10).toISOString()}')) as given (n, at)`)
    await asSuperuser(`insert into kernel.event (case_id, seq, at, on_day, kind, actor_id, actor_name, relation, to_state, data, case_sm3, previous_hash, hash)
      select id, 1, '${minutes(3).toISOString()}', '2026-03-02', 'k', 'a', 'a', 'system', 's', '{}', '', '', '' from kernel.case`)
    await runSql(test.db, `insert into messages.sms (id, account, kind, matter, words, state, next_at, created_at)
      select gen_random_uuid(), 'a', 'urgent', 'm', 'w', state, now(), now() from unnest(array['waiting', 'sent', 'kept', 'dead', 'dead']) state`)
    await runSql(test.db, "insert into kernel.checkpoint (projection) values ('statistics')")
    const found = await readFigures(test.db, NOW)
    const { oldestJobSeconds, connections, connectionsMax, databaseBytes, ...rest } = found
    assert.deepEqual(rest, {
      steps: 3, jobsWaiting: 2, jobsFailed: 1, outbox: 2, timersLate: 1, timersLateSeconds: 600,
      casesOverdue: 1, auditUnlinked: 3, auditUnlinkedSeconds: 300, signInsRefused: 1,
      smsWaiting: 1, smsDead: 2,
      projections: [{ name: 'statistics', lag: 3, lagSeconds: 180 }],
    })
    assert(oldestJobSeconds >= 90 && oldestJobSeconds < 150)
    await runSql(test.db, "update kernel.checkpoint set (xid, position) = (select xid, position from kernel.event order by xid desc, position desc limit 1)")
    assert.deepEqual((await readFigures(test.db, NOW)).projections, [{ name: 'statistics', lag: 0, lagSeconds: 0 }])
  })

  it('数到一万零一就不再数，不随历史变慢', async () => {
    await runSql(test.db, "insert into platform.outbox (data) select '{}' from generate_series(1, 10500)")
    assert.equal((await readFigures(test.db, NOW)).outbox, COUNTED_MAX)
  })
})

describe('运行指标：Prometheus 的格式', () => {
  it('每个指标都有名字、说明和数，写进了 docs/howto/monitoring.md', async () => {
    const registry = officeRegistry({ database: test.db, dataDirectory: tmpdir(), now: () => NOW })
    const text = await registry.metrics()
    assert.match(text, /^chunfeng_database_up 1$/m)
    assert.match(text, /^chunfeng_steps_total 3$/m)
    assert.match(text, /^chunfeng_projection_lag\{projection="statistics"\} 0$/m)
    assert.match(text, /^chunfeng_disk_free_bytes [1-9]\d+$/m)
    const names = (await registry.getMetricsAsJSON()).map(({ name }) => name)
    assert(names.length >= 18)
    const guide = readFileSync(inProject('docs/howto/monitoring.md'), 'utf8')
    assert.deepEqual(names.filter((name) => !guide.includes(`\`${name}\``)), [], '没有写进说明的指标')
  })

  it('十五秒内再问多少次，数据库只被问一次', async () => {
    let asked = 0
    const registry = officeRegistry({ database: test.db, dataDirectory: tmpdir(), now: () => { asked += 1; return NOW } })
    await Promise.all([registry.metrics(), registry.metrics()])
    await registry.metrics()
    assert.equal(asked, 1)
  })

  it('数据库不在了：说它不在，别的数字不写，不写成零，页面照样有', async () => {
    const gone = openDatabase({ url: 'postgres://nobody@127.0.0.1:9/none', max: 1 })
    const text = await officeRegistry({ database: gone, dataDirectory: tmpdir(), now: () => NOW }).metrics()
    await gone.destroy()
    assert.match(text, /^chunfeng_database_up 0$/m)
    assert.doesNotMatch(text, /^chunfeng_(jobs_waiting|steps_total|projection_lag|cases_overdue)/m)
    assert.match(text, /^chunfeng_disk_free_bytes [1-9]/m)
  })
})
