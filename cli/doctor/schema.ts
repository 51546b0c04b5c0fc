import { runSql } from '#platform/database'
import { migrate, migrationFolders } from '#platform/migrate'
import { fine, healing, listed, wrong, type Check, type Ground } from './check.ts'
import { declaredObjects, type Declared } from './declared.ts'

const indexes = async ({ database }: Ground): Promise<Declared[]> => {
  const present = new Set((await runSql<{ name: string }>(database, "select schemaname || '.' || indexname as name from pg_indexes")).map(({ name }) => name))
  return declaredObjects().indexes.filter(({ name }) => !present.has(name))
}

const missingIndexes: Check<Ground> = {
  id: 'missing-indexes',
  look: async (ground) => {
    const missing = await indexes(ground)
    return missing.length === 0 ? fine('升级脚本里的索引都在') : wrong(`少了索引 ${listed(missing.map(({ name }) => name))}，查询会变慢`, healing('missing-indexes'))
  },
  mend: async (ground) => {
    for (const { statement } of await indexes(ground)) await runSql(ground.database, statement)
  },
}

const INVALID = `select index.indexrelid::regclass::text as name from pg_index index join pg_class class on class.oid = index.indexrelid
  join pg_namespace space on space.oid = class.relnamespace
  where not (indisvalid and indisready) and space.nspname !~ '^pg_'`

const invalidIndexes: Check<Ground> = {
  id: 'invalid-indexes',
  look: async ({ database }) => {
    const found = await runSql<{ name: string }>(database, INVALID)
    return found.length === 0 ? fine('索引都有效') : wrong(`索引 ${listed(found.map(({ name }) => name))} 无效，查询不用它`, healing('invalid-indexes'))
  },
  mend: async ({ database }) => {
    for (const { name } of await runSql<{ name: string }>(database, INVALID)) await runSql(database, `reindex index ${name}`)
  },
}

const TRIGGERS = `select space.nspname || '.' || class.relname || '.' || tgname as name, tgenabled as enabled
  from pg_trigger join pg_class class on class.oid = tgrelid join pg_namespace space on space.oid = class.relnamespace where not tgisinternal`

async function triggersNow({ database }: Ground): Promise<Map<string, string>> {
  return new Map((await runSql<{ name: string; enabled: string }>(database, TRIGGERS)).map(({ name, enabled }) => [name, enabled]))
}

const missingTriggers: Check<Ground> = {
  id: 'missing-triggers',
  look: async (ground) => {
    const present = await triggersNow(ground)
    const missing = declaredObjects().triggers.filter(({ name }) => !present.has(name))
    return missing.length === 0 ? fine('“只增不改”的触发器都在')
      : wrong(`少了触发器 ${listed(missing.map(({ name }) => name))}：记录失去“只增不改”的保护。补上后请运行 verify`, healing('missing-triggers'))
  },
  mend: async (ground) => {
    const present = await triggersNow(ground)
    for (const { name, statement } of declaredObjects().triggers) if (!present.has(name)) await runSql(ground.database, statement)
  },
}

async function disabledTriggers(ground: Ground): Promise<Declared[]> {
  const present = await triggersNow(ground)
  return declaredObjects().triggers.filter(({ name }) => present.has(name) && !['O', 'A'].includes(present.get(name) ?? ''))
}

const triggersOff: Check<Ground> = {
  id: 'disabled-triggers',
  look: async (ground) => {
    const off = await disabledTriggers(ground)
    return off.length === 0 ? fine('触发器都开着')
      : wrong(`触发器 ${listed(off.map(({ name }) => name))} 被关掉了：记录失去“只增不改”的保护。打开后请运行 verify`, healing('disabled-triggers'))
  },
  mend: async (ground) => {
    for (const { name } of await disabledTriggers(ground)) {
      const [schema, table, trigger] = name.split('.')
      await runSql(ground.database, `alter table ${schema}.${table} enable trigger ${trigger}`)
    }
  },
}

const QUEUE_RULE = 'open_case_in_a_queue'

const queueRule: Check<Ground> = {
  id: 'queue-rule',
  look: async ({ database }) => {
    const found = await runSql(database, "select from pg_constraint where conname = $1 and conrelid = 'kernel.case'::regclass and convalidated", [QUEUE_RULE])
    return found.length > 0 ? fine('“未结办件必在一个队列里”的约束在')
      : wrong('“未结办件必在一个队列里”的约束不在了：办件可能落空', healing('queue-rule'))
  },
  mend: async ({ database }) => {
    await runSql(database, `alter table kernel.case drop constraint if exists ${QUEUE_RULE};
      alter table kernel.case add constraint ${QUEUE_RULE} check ((closed_at is null) = (queue is not null and queue_due_on is not null))`)
  },
}

const UNLOGGED = `select class.oid::regclass::text as name from pg_class class join pg_namespace space on space.oid = class.relnamespace
  where relpersistence = 'u' and relkind in ('r', 'p') and space.nspname !~ '^pg_'`

const unlogged: Check<Ground> = {
  id: 'unlogged-tables',
  look: async ({ database }) => {
    const found = await runSql<{ name: string }>(database, UNLOGGED)
    return found.length === 0 ? fine('所有表都记日志') : wrong(`表 ${listed(found.map(({ name }) => name))} 不记日志，断电会清空，备份里也没有`, healing('unlogged-tables'))
  },
  mend: async ({ database }) => {
    for (const { name } of await runSql<{ name: string }>(database, UNLOGGED)) await runSql(database, `alter table ${name} set logged`)
  },
}

const PUBLIC = `select distinct space.nspname || '.' || class.relname as name from pg_class class
  join pg_namespace space on space.oid = class.relnamespace, aclexplode(class.relacl) rights
  where rights.grantee = 0 and space.nspname !~ '^(pg_|information_schema)'`

const publicRights: Check<Ground> = {
  id: 'public-rights',
  look: async ({ database }) => {
    const found = await runSql<{ name: string }>(database, PUBLIC)
    return found.length === 0 ? fine('没有对所有数据库用户开放的表') : wrong(`表 ${listed(found.map(({ name }) => name))} 对所有数据库用户开放`, healing('public-rights'))
  },
  mend: async ({ database }) => {
    for (const { name } of await runSql<{ name: string }>(database, PUBLIC)) await runSql(database, `revoke all on ${name} from public`)
  },
}

/** What follows here needs no more than that the migrations have been applied. */
export const schemaChecks: readonly Check<Ground>[] = [missingIndexes, invalidIndexes, missingTriggers, triggersOff, queueRule, unlogged, publicRights]

/** Looked at first: while it is red, nothing of the program's own tables can be looked at. */
export const migrations: Check<Ground> = {
  id: 'migrations',
  look: async ({ database }) => {
    const [known] = await runSql<{ there: boolean }>(database, "select to_regclass('platform.migration') is not null as there")
    const applied = known?.there === true ? await runSql<Applied>(database, 'select folder, name, digest from platform.migration') : []
    const { pending, altered } = differencesFrom(applied)
    if (altered.length > 0) return wrong(`已执行过的升级脚本 ${listed(altered)} 与程序里的不同或程序里没有：程序版本不对，请换回相符的程序`, 'npm ci && git status')
    return pending.length === 0 ? fine(`数据库结构是最新的（${applied.length} 个升级脚本）`)
      : wrong(`有 ${pending.length} 个升级脚本没有执行：${listed(pending)}`, './bin/chunfeng migrate')
  },
  mend: async ({ database }) => void await migrate(database, migrationFolders()),
}

interface Applied { folder: string; name: string; digest: string }

function differencesFrom(applied: readonly Applied[]): { pending: string[]; altered: string[] } {
  const files = declaredObjects().migrations
  const recorded = new Map(applied.map(({ folder, name, digest }) => [`${folder}/${name}`, digest]))
  const folders = new Set(migrationFolders())
  return {
    pending: [...files.keys()].filter((path) => !recorded.has(path)),
    altered: applied.filter(({ folder }) => folders.has(folder)).map(({ folder, name }) => `${folder}/${name}`)
      .filter((path) => files.get(path) !== recorded.get(path)),
  }
}
