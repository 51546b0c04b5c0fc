import { runSql } from '#platform/database'
import { ask, fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

const AUTOVACUUM_OFF = `select oid::regclass::text as name from pg_class where relkind = 'r' and 'autovacuum_enabled=false' = any(reloptions)`

const autovacuum: Check<Ground> = {
  id: 'autovacuum',
  look: async (ground) => {
    const { value } = await ask<{ value: string }>(ground, "select current_setting('autovacuum') as value")
    const off = (await runSql<{ name: string }>(ground.database, AUTOVACUUM_OFF)).map(({ name }) => name)
    if (value !== 'on') off.unshift('整个数据库')
    return off.length === 0 ? fine('自动清理开着') : wrong(`${listed(off)} 的自动清理被关掉了，表会膨胀、统计会过时`, healing('autovacuum'))
  },
  mend: async ({ database }) => {
    for (const { name } of await runSql<{ name: string }>(database, AUTOVACUUM_OFF)) await runSql(database, `alter table ${name} reset (autovacuum_enabled)`)
    await runSql(database, 'alter system reset autovacuum')
    await runSql(database, 'select pg_reload_conf()')
  },
}

const BLOATED = `select relid::regclass::text as name from pg_stat_user_tables
  where n_dead_tup > $1 and n_dead_tup * 100 > (n_live_tup + n_dead_tup) * $2`

const deadTuples: Check<Ground> = {
  id: 'dead-tuples',
  look: async ({ database, limits }) => {
    const found = await runSql<{ name: string }>(database, BLOATED, [limits['dead-tuples'], limits['dead-percent']])
    return found.length === 0 ? fine('没有膨胀的表') : wrong(`表 ${listed(found.map(({ name }) => name))} 里作废的行太多，查询变慢`, healing('dead-tuples'))
  },
  mend: async ({ database, limits }) => {
    const found = await runSql<{ name: string }>(database, BLOATED, [limits['dead-tuples'], limits['dead-percent']])
    for (const { name } of found) await runSql(database, `vacuum (analyze) ${name}`)
  },
}

export const tableChecks: readonly Check<Ground>[] = [autovacuum, deadTuples]
