import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runSql } from '#platform/database'
import { archiveOf, archiveTo, openStore } from '#platform/postgres'
import { isWhole, lastBackup } from '../backup/record.ts'
import { ask, chunfeng, fine, healing, quoted, wrong, type Check, type Ground, type Machine } from './check.ts'

const HOUR = 3_600_000

const again = (directory: string): string => chunfeng(`backup --to ${quoted(directory)}`)

const age: Check<Machine> = {
  id: 'backup-age',
  look: async ({ config, now, limits }) => {
    const last = lastBackup(config.dataDirectory)
    if (!last) return config.demo ? fine('演示环境，没有做过备份') : wrong('从来没有备份过', again('备份目录'))
    const hours = (now.getTime() - Date.parse(last.at)) / HOUR
    return hours <= limits['backup-age-hours'] ? fine(`上次备份在 ${Math.max(0, Math.round(hours))} 小时以前`)
      : wrong(`上次备份已是 ${Math.round(hours)} 小时以前`, again(last.directory))
  },
}

const whole: Check<Machine> = {
  id: 'backup-whole',
  look: async ({ config }) => {
    const last = lastBackup(config.dataDirectory)
    if (!last) return fine('还没有备份')
    return await isWhole(last) ? fine(`上次备份 ${join(last.directory, last.name)} 的文件齐全`)
      : wrong(`上次备份 ${join(last.directory, last.name)} 不见了或缺文件`, again(last.directory))
  },
}

export const backupChecks: readonly Check<Machine>[] = [age, whole]

/** Whether PostgreSQL can hand over its log. Where no backup was ever made there is nowhere to hand it to. */
const archive: Check<Ground> = {
  id: 'wal-archive',
  look: async (ground) => {
    if (ground.state === 'external') return fine('外部数据库的日志归档由数据库管理员负责')
    const directory = archiveOf(openStore(ground.config.dataDirectory, () => undefined))
    if (directory === undefined) return fine('没有归档数据库日志（第一次备份以后开始）')
    if (!existsSync(directory)) return wrong(`日志归档目录 ${directory} 不见了，数据库日志越积越多`, healing('wal-archive'))
    const { failing } = await ask<{ failing: boolean }>(ground,
      'select coalesce(last_failed_time > coalesce(last_archived_time, last_failed_time - interval \'1 second\'), false) as failing from pg_stat_archiver')
    return failing ? wrong(`数据库日志归档到 ${directory} 失败：没有空间，或没有权限`, healing('wal-archive')) : fine(`数据库日志归档到 ${directory}`)
  },
  mend: async ({ config, database }) => {
    const store = openStore(config.dataDirectory, () => undefined)
    const directory = archiveOf(store)
    if (directory === undefined) return
    archiveTo(store, directory)
    await awaitArchiving(database)
  },
}

const PATIENCE_SECONDS = 70

/** PostgreSQL tries again within a minute; a new segment wakes it at once. */
async function awaitArchiving(database: Ground['database']): Promise<void> {
  await runSql(database, "select pg_stat_reset_shared('archiver'), pg_switch_wal()")
  await runSql(database, `do $$ begin
    for second in 1..${PATIENCE_SECONDS} loop
      perform pg_stat_clear_snapshot();
      exit when (select archived_count > 0 from pg_stat_archiver);
      perform pg_sleep(1);
    end loop;
  end $$`)
}

export const archiveChecks: readonly Check<Ground>[] = [archive]
