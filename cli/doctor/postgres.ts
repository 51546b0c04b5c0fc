import { runSql } from '#platform/database'
import { ask, fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

const VERSION_MIN = 150_000

const version: Check<Ground> = {
  id: 'postgres-version',
  look: async (ground) => {
    const { number, name } = await ask<{ number: number; name: string }>(ground,
      "select current_setting('server_version_num')::int as number, current_setting('server_version') as name")
    return number >= VERSION_MIN ? fine(`PostgreSQL ${name}`) : wrong(`PostgreSQL ${name} 太旧，要 15 以上`, 'apt-get install postgresql')
  },
}

const encoding: Check<Ground> = {
  id: 'postgres-encoding',
  look: async (ground) => {
    const { name } = await ask<{ name: string }>(ground, "select current_setting('server_encoding') as name")
    return name === 'UTF8' ? fine('数据库用 UTF8') : wrong(`数据库用 ${name}，存不了全部汉字；另建库再迁入`, 'createdb --encoding=UTF8 --template=template0 chunfeng')
  },
}

const checksums: Check<Ground> = {
  id: 'checksums',
  look: async (ground) => {
    const { value } = await ask<{ value: string }>(ground, "select current_setting('data_checksums') as value")
    return value === 'on' ? fine('数据页有校验和') : wrong('数据页没有校验和，磁盘悄悄出错时发现不了。停库后打开', 'pg_checksums --enable --pgdata "$PGDATA"')
  },
}

const SAFE: Readonly<Record<string, readonly [setting: string, danger: string]>> = {
  fsync: ['fsync', '断电会损坏数据库'],
  'full-page-writes': ['full_page_writes', '断电会损坏数据页，备份也不可靠'],
  'synchronous-commit': ['synchronous_commit', '已确认的步骤断电会丢'],
}

/** A setting that must be on, wherever somebody has turned it off: for the server, the database or the role. */
const safeSettings: readonly Check<Ground>[] = Object.entries(SAFE).map(([id, [setting, danger]]) => ({
  id,
  look: async (ground) => {
    const { value } = await ask<{ value: string }>(ground, 'select current_setting($1) as value', [setting])
    return value !== 'off' ? fine(`${setting} 是 ${value}`) : wrong(`${setting} 被关掉了：${danger}`, healing(id))
  },
  mend: async (ground) => {
    const { database, role } = await ask<{ database: string; role: string }>(ground,
      'select quote_ident(current_database()) as database, quote_ident(current_user::text) as role')
    for (const statement of [`alter database ${database} reset ${setting}`, `alter role ${role} reset ${setting}`]) await runSql(ground.database, statement)
    await runSql(ground.database, `alter system reset ${setting}`)
    await runSql(ground.database, 'select pg_reload_conf()')
  },
}))

const IDLE = `select pid from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> 'chunfeng-doctor' and state = 'idle'`

const connections: Check<Ground> = {
  id: 'connections',
  look: async (ground) => {
    const { used, most } = await ask<{ used: number; most: number }>(ground,
      "select count(*) as used, current_setting('max_connections')::int as most from pg_stat_activity where backend_type = 'client backend'")
    const percent = Math.round(used * 100 / most)
    return percent <= ground.limits['connections-percent'] ? fine(`数据库连接用了 ${used}/${most}`)
      : wrong(`数据库连接用了 ${used}/${most}，将要用尽。可以断开空闲的连接（服务会自己重连）`, healing('connections'))
  },
  mend: async ({ database }) => void await runSql(database, `select pg_terminate_backend(pid) from (${IDLE}) idle`),
}

const LONG = `select pid, coalesce(nullif(application_name, ''), '无名程序') as name from pg_stat_activity
  where backend_type = 'client backend' and pid <> pg_backend_pid() and clock_timestamp() - xact_start > $1 * interval '1 second'`

const longTransactions: Check<Ground> = {
  id: 'long-transactions',
  look: async ({ database, limits }) => {
    const found = await runSql<{ pid: number; name: string }>(database, LONG, [limits['long-transaction-seconds']])
    return found.length === 0 ? fine('没有拖着不结束的事务')
      : wrong(`有事务超过 ${limits['long-transaction-seconds']} 秒没有结束（${listed(found.map(({ pid, name }) => `${name} ${pid}`))}），统计停滞、表膨胀`,
        `${healing('long-transactions')} --limit long-transaction-seconds=${limits['long-transaction-seconds']}`)
  },
  mend: async ({ database, limits }) => void await runSql(database,
    `select pg_terminate_backend(pid) from (${LONG}) long`, [limits['long-transaction-seconds']]),
}

const clock: Check<Ground> = {
  id: 'clock',
  look: async (ground) => {
    const before = Date.now()
    const { now } = await ask<{ now: Date }>(ground, 'select clock_timestamp() as now')
    const skew = Math.abs(now.getTime() - (before + Date.now()) / 2) / 1000
    return skew <= ground.limits['clock-skew-seconds'] ? fine(`与数据库的时间相差 ${skew.toFixed(1)} 秒`)
      : wrong(`与数据库的时间相差 ${skew.toFixed(1)} 秒，会算错日子。两边都要对时`, 'timedatectl set-ntp true')
  },
}

const TRANSACTIONS_MAX = 1_000_000_000

const wraparound: Check<Ground> = {
  id: 'wraparound',
  look: async (ground) => {
    const { age } = await ask<{ age: number }>(ground, 'select age(datfrozenxid) as age from pg_database where datname = current_database()')
    return age < TRANSACTIONS_MAX ? fine('事务号余量充足') : wrong(`事务号已用 ${age}，再不清理数据库会停`, healing('wraparound'))
  },
  mend: async ({ database }) => void await runSql(database, 'vacuum (freeze)'),
}

export const postgresChecks: readonly Check<Ground>[] = [
  version, encoding, checksums, ...safeSettings, connections, longTransactions, clock, wraparound,
]
