import assert from 'node:assert/strict'
import { chmodSync, cpSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openDatabase, runSql, type Database } from '#platform/database'
import { startEmbedded, type Embedded } from '#platform/postgres'
import { runCommand } from '../../cli/command.ts'
import { commands } from '../../cli/commands.ts'
import { examine } from '../../cli/doctor/examine.ts'
import { LIMITS } from '../../cli/doctor/limits.ts'
import { chunfeng, shell, type Said } from './command-line.ts'
import { clear, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const place = temporaryPlace()
const data = join(place, 'data')
const cluster = join(data, 'database', 'cluster')
const masterKey = `${data}.keys/master-key.json`
/** Where the operator keeps his copies of the keys. */
const offline = join(place, 'offline')
let embedded: Embedded
let database: Database

before(async () => {
  const server = await ServerProcess.start({ CHUNFENG_DATA: data, DATABASE_URL: '', CHUNFENG_DEMO_CASES: '1' })
  await server.stop()
  cpSync(`${data}.keys`, offline, { recursive: true })
  embedded = await startEmbedded(data)
  database = openDatabase({ url: embedded.url, max: 1 })
})

after(async () => {
  await database?.destroy()
  await embedded?.stop()
  await clear(place)
})

interface Seen { id: string; ok: boolean; text: string; heal?: string }

/** As superuser, past the triggers: what only a fault or a hand could do. */
const sql = (text: string) => async () => void await runSql(database, text)
const past = (text: string) => sql(`begin; set local session_replication_role = replica; ${text}; commit`)

const HOUR_SECONDS = 3600
/** Each fault by the check that must find it: what is done to the system. Those of the environment are set for the command instead. */
const FAULTS: Readonly<Record<string, (() => Promise<void>) | Readonly<Record<string, string>>>> = {
  'data-rights': async () => chmodSync(data, 0o777),
  'database-rights': async () => chmodSync(cluster, 0o755),
  'key-rights': async () => chmodSync(join(data, 'keys', 'sm2-signing.json'), 0o644),
  'public-key': async () => writeFileSync(join(data, 'sm2-public-key.pem'), 'other'),
  'signing-key': async () => rmSync(join(data, 'keys', 'sm2-signing.json')),
  'master-key-rights': async () => chmodSync(masterKey, 0o644),
  'master-key': async () => rmSync(masterKey),
  'master-key-match': async () => writeFileSync(masterKey, JSON.stringify({ keys: [{ id: 'another', key: 'ab'.repeat(32) }] }, null, 1), { mode: 0o600 }),
  unfinished: async () => void mkdirSync(join(data, 'database', 'cluster.new-1')),
  uploads: async () => {
    const path = join(data, 'files', 'incoming', 'old.part')
    writeFileSync(path, 'x')
    const then = Date.now() / 1000 - 2 * HOUR_SECONDS
    utimesSync(path, then, then)
  },
  'settings-plain-http': { HOST: '0.0.0.0' },
  'settings-today': { CHUNFENG_TODAY: '2026-06-01' },
  'settings-rate-limit': { CHUNFENG_RATE_LIMIT: '0' },
  'settings-log': { CHUNFENG_LOG: 'silent' },
  'settings-passwords': { CHUNFENG_PASSWORD_KIB: '64' },
  'settings-metrics': { CHUNFENG_METRICS_TOKEN: 'short' },
  'settings-scan': { CHUNFENG_SCAN_COMMAND: 'no-such-scanner --quiet' },
  fsync: async () => { await sql('alter system set fsync = off')(); await sql('select pg_reload_conf()')() },
  'full-page-writes': async () => { await sql('alter system set full_page_writes = off')(); await sql('select pg_reload_conf()')() },
  'synchronous-commit': sql('alter database chunfeng set synchronous_commit = off'),
  migrations: sql(`alter table audit.removal drop column seal, drop column signature;
    delete from platform.migration where folder = 'base/audit/migrations' and name = '0003_seal.sql'`),
  'missing-indexes': sql('drop index kernel.case_by_timer'),
  'invalid-indexes': sql("update pg_index set indisvalid = false where indexrelid = 'kernel.case_by_timer'::regclass"),
  'missing-triggers': sql('drop trigger event_append_only on kernel.event'),
  'disabled-triggers': sql('alter table kernel.event disable trigger event_append_only'),
  'queue-rule': sql('alter table kernel.case drop constraint open_case_in_a_queue'),
  'unlogged-tables': sql('alter table platform.outbox set unlogged'),
  'public-rights': sql('grant select on kernel.case to public'),
  autovacuum: sql('alter table kernel.event set (autovacuum_enabled = false)'),
  'jobs-failed': sql("insert into pgboss.job (name, data, state, retry_limit, retry_delay) values ('after', '{}', 'failed', 20, 3600)"),
  'jobs-stuck': sql("insert into pgboss.job (name, data, state, started_on, retry_limit, retry_delay) values ('after', '{}', 'active', now() - interval '1 hour', 20, 3600)"),
  'audit-lag': sql(`with made as (insert into audit.entry (at, account, name, roles, action, what, outcome)
    values (now() - interval '1 hour', 'a', 'a', '{}', 'admin', 'x', 'done') returning id) insert into audit.unlinked select id from made`),
  catalogue: past('delete from catalog.item'),
  sessions: sql(`insert into people.session (token_hash, account, created_at, last_seen_at, idle_seconds, expires_at, ip, agent)
    values ('old', 'demo-citizen', now() - interval '9 days', now() - interval '9 days', 60, now() - interval '8 days', '', '')`),
  'webhooks-paused': sql(`insert into webhooks.subscription (id, url, description, kinds, secret, created_by, created_at, state, xid, position, attempts, reason, next_at)
    values (gen_random_uuid(), 'https://example.gov.cn/', '示例', '{}', '', 'demo-sysadmin', now(), 'paused', '0', 0, 30, '对方答复 503', now())`),
  'upper-exchange-rejected': sql(`insert into upper_exchange.peer (id, url, secret, families, next_at, pull_at, created_at)
    values ('province', 'http://127.0.0.1:9', '', '{guangdong}', now(), now(), now());
    insert into upper_exchange.row (id, peer, family, tbl, case_id, number, sequence, version, place, guid, columns, content, day, made_at, state, reason)
    select gen_random_uuid(), 'province', 'guangdong', 'EX_GDBS_LQDJ', c.id, c.number, n, 1, n, md5(n::text),
      '{"SBLSH": "1", "SXBM": "SL0100001", "XZQHDM": "440114", "VERSION": "1", "LQFS": "1", "LQSJ": "2026-03-02 09:00:00"}', '', current_date, now(), 'rejected', '示例'
    from (select id, number from kernel.case order by id limit 1) c, generate_series(1, 21) n`),
  'exchange-stuck': sql(`insert into anywhere.outbox (id, peer, ref, seq, kind, body, case_id, state, attempts, reason, next_at, created_at)
    select gen_random_uuid(), '440106', number, 1, 'ask', '{}', id, 'dead', 20, '对方没有答复', now(), now() from kernel.case order by id limit 1`),
  'default-passwords': sql(`insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
    select 'real', 'real', name, kind, password_hash, organisation, now() from people.account where id = 'demo-window'`),
}

/** The same as the command, without a process of its own for each of the many times; with settings of the moment. */
async function examineHere(environment: NodeJS.ProcessEnv = {}): Promise<Seen[]> {
  return (await withSettings(environment, () => examine(LIMITS, () => {}))).checks
}

async function withSettings<Result>(environment: NodeJS.ProcessEnv, work: () => Promise<Result>): Promise<Result> {
  const before = { ...process.env }
  const wanted = { ...before, CHUNFENG_KEYS: undefined, CHUNFENG_DATA: data, DATABASE_URL: '', CHUNFENG_DEMO: '1', ...environment }
  process.env = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  try {
    return await work()
  } finally {
    process.env = before
  }
}

/** The settings as they are after a line of shell, which only one shell and what it starts would have. */
async function settingsAfter(line: string, environment: Readonly<Record<string, string>>): Promise<NodeJS.ProcessEnv> {
  const { out, note } = await shell(`${line} >/dev/null 2>&1; exec env -0`, environment)
  assert(out.includes('\0'), note)
  const all = Object.fromEntries(out.split('\0').filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
  return { ...Object.fromEntries(Object.keys(environment).map((name) => [name, undefined])), ...all }
}

/** A plain call of our own program that runs here, past the shell: its words are read as the command line reads them. */
const PLAIN = /^\.\/bin\/chunfeng (doctor --heal [a-z-]+)$/
/** One of each kind of place that the doctor mends still goes through shell and ./bin/chunfeng. */
const IN_SHELL = ['uploads', 'fsync', 'missing-triggers', 'jobs-failed']

async function heal(id: string, line: string): Promise<Said> {
  const words = PLAIN.exec(line)?.[1]?.split(' ')
  if (!words || IN_SHELL.includes(id)) return shell(line, { CHUNFENG_DATA: data, OFFLINE: offline })
  const [out, note]: [string[], string[]] = [[], []]
  const code = await withSettings({}, () => runCommand(commands, words, { out: (text) => out.push(text), note: (text) => note.push(text) }))
  return { code, out: out.join('\n'), note: note.join('\n') }
}

const red = (checks: readonly Seen[]): string[] => checks.filter(({ ok }) => !ok).map(({ id }) => id)

describe('体检找得到每一处毛病，给出的命令治得好', () => {
  it('刚装好的系统三十项以上全部正常', async () => {
    const { code, out } = await chunfeng(['doctor', '--json'], { CHUNFENG_DATA: data })
    const { ok, checks } = JSON.parse(out)
    assert.deepEqual([code, ok, red(checks)], [0, true, []])
    assert(checks.length >= 30)
  })

  for (const [id, fault] of Object.entries(FAULTS)) {
    it(`${id}：只有这一项变红，照它的命令做`, async () => {
      const isDone = typeof fault === 'function'
      if (isDone) await fault()
      // What was done before is healed: only the new fault is red.
      const found = await examineHere(isDone ? {} : fault)
      assert.deepEqual(red(found), [id])
      const { heal: line = '' } = found.find((check) => check.id === id) ?? {}
      if (isDone) assert.partialDeepStrictEqual(await heal(id, line), { code: 0 }, line)
      else assert.deepEqual(red(await examineHere(await settingsAfter(line, fault))), [], line)
    })
  }

  it('照做以后，全部恢复正常', async () => {
    const { out, note } = await chunfeng(['doctor', '--json'], { CHUNFENG_DATA: data })
    assert(out.startsWith('{'), note)
    assert.deepEqual(red(JSON.parse(out).checks), [])
  })
})
