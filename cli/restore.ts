import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readConfig, type Config } from '#platform/config'
import { openDatabase, runSql, type Database } from '#platform/database'
import { migrate, migrationFolders } from '#platform/migrate'
import { embeddedState } from '#platform/postgres'
import { publicKeyIn } from '#platform/sm'
import { chooseBackup, inChina, instantOf, RestoreTrouble, type Chosen } from './backup/choose.ts'
import { copyBlobs, mendBlobs } from './backup/file-store.ts'
import { inspectRestored, type Inspected } from './backup/inspect.ts'
import { missingKeys } from './backup/own-keys.ts'
import { recoverDump, refuseUnloadable } from './backup/load.ts'
import { recoverCluster, type Recovery } from './backup/recover.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  summary: '从备份恢复到空的数据目录或空库，可恢复到指定的一秒；恢复后自动核验',
  usage: 'restore --from 目录 [--until "2026-11-23 17:30:00"] [--wal 目录] [--without-keys] [--files] [--json]',
  options: {
    from: { type: 'string' },
    until: { type: 'string' },
    wal: { type: 'string' },
    'without-keys': { type: 'boolean' },
    files: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  details: [
    '  --from 目录    备份所在的目录（取最近一份），或其中一份',
    '  --until 时间   恢复到这一刻（北京时间；内置数据库）；省略则恢复到日志的最后',
    '  --wal 目录     日志不在 目录/wal 时指明',
    '  --without-keys 密钥还没有放好也恢复；放好以前打不开个人信息、签不了文书',
    '  --files        只把缺少或变了的上传文件放回，服务可以在运行',
    '  恢复到 CHUNFENG_DATA（其中不能已有数据库）或 DATABASE_URL（必须是空库）。先把离线保存的密钥放好：签名私钥在 CHUNFENG_DATA/keys/，',
    '  主密钥在 CHUNFENG_KEYS；开始以前按备份里记的指纹核对。',
  ],
  examples: ['restore --from /backup/chunfeng', 'restore --from /backup/chunfeng --until "2026-11-23 17:30:00"', 'restore --files --from /backup/chunfeng'],
  exits: '0 恢复了、核验完好，1 没有恢复或核验不通过，2 用法不对',
  run: async (invocation) => {
    const { options, note } = invocation
    const until = options['until'] === undefined ? undefined : instantOf(String(options['until']))
    const wrong =
      options['from'] === undefined
        ? '请用 --from 指定备份所在的目录'
        : options['until'] !== undefined && until === undefined
          ? '--until 应形如 "2026-11-23 17:30:00"（北京时间）'
          : undefined
    if (wrong !== undefined) {
      note(wrong)
      return 2
    }
    const from = resolve(String(options['from']))
    if (options['files'] === true) return putFilesBack(invocation, readConfig(), from)
    const wal = options['wal'] === undefined ? undefined : resolve(String(options['wal']))
    try {
      return await restore(invocation, { chosen: await chooseBackup(from, until), until, wal, note })
    } catch (error) {
      if (!(error instanceof RestoreTrouble)) throw error
      note(error.message)
      return 1
    }
  },
}

async function restore(invocation: Invocation, recovery: Recovery): Promise<ExitCode> {
  const config = readConfig()
  const { chosen, note } = recovery
  if ((chosen.manifest.kind === 'cluster') !== (config.databaseUrl === undefined)) {
    throw new RestoreTrouble(chosen.manifest.kind === 'cluster' ? '这是内置数据库的备份，恢复时不要设 DATABASE_URL' : '这是外部数据库的备份，请用 DATABASE_URL 指定一个空库')
  }
  await refuseOccupied(config)
  if (config.databaseUrl !== undefined) await refuseUnloadable(config.databaseUrl, recovery)
  if (invocation.options['without-keys'] !== true) await refuseWithoutKeys(config, chosen)
  note(`用 ${chosen.name} 这份备份（完成于 ${inChina(chosen.manifest.finishedAt)}）`)
  await mkdir(config.dataDirectory, { recursive: true })
  const { altered } = await copyBlobs({ from: join(chosen.directory, 'files'), to: join(config.dataDirectory, 'files'), note })
  const embedded = config.databaseUrl === undefined ? await recoverCluster(config.dataDirectory, recovery) : undefined
  if (config.databaseUrl !== undefined) await recoverDump(config.databaseUrl, recovery)
  const database = openDatabase({ url: config.databaseUrl ?? embedded?.url ?? '', max: 3, statementMillisecondsMax: 0 })
  try {
    note('数据库已恢复，正在核验……')
    await migrate(database, migrationFolders())
    const publicKeys = chosen.manifest.publicKey === null ? [] : [publicKeyIn(chosen.manifest.publicKey)]
    const found = await inspectRestored(database, config, { publicKeys, note })
    return tell(invocation, chosen, { ...found, altered: [...found.altered, ...altered.map((sm3) => ({ file: sm3, text: '备份里的文件已损坏' }))] })
  } finally {
    await database.destroy()
    await embedded?.stop()
  }
}

/** Nothing that is there is ever overwritten. */
async function refuseOccupied({ databaseUrl, dataDirectory }: Config): Promise<void> {
  if (databaseUrl === undefined) {
    if (embeddedState(dataDirectory) === 'absent') return
    throw new RestoreTrouble(`${dataDirectory} 里已有数据库。请先停止服务，把它移开，或用 CHUNFENG_DATA 另设一个空目录`)
  }
  const database = openDatabase({ url: databaseUrl, max: 1 })
  try {
    if (await isEmpty(database)) return
  } finally {
    await database.destroy()
  }
  throw new RestoreTrouble('DATABASE_URL 指定的库不是空的。请另建一个空库来恢复')
}

/** Before anything is written: a server that starts without them would make new ones, and what is sealed would stay shut. */
async function refuseWithoutKeys(config: Config, { manifest }: Chosen): Promise<void> {
  const missing = await missingKeys(config, manifest)
  if (missing.length === 0) return
  throw new RestoreTrouble(
    ['还没有恢复：这份备份要用的密钥没有放好。', ...missing.map((line) => `  ${line}`), '请从离线保存处放好再恢复。密钥确实没有了、要以后再放，或者备份以后换过主密钥、要恢复到换了以后（放新的一把），加 --without-keys'].join('\n'),
  )
}

const ANYTHING = `select exists (select from pg_class class join pg_namespace space on space.oid = class.relnamespace
  where class.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and space.nspname !~ '^(pg_|information_schema)') as there`

async function isEmpty(database: Database): Promise<boolean> {
  const [found] = await runSql<{ there: boolean }>(database, ANYTHING)
  return found?.there === false
}

function tell({ options, out }: Invocation, { name }: Chosen, { altered, filesMissing, keysMissing, lastAt, cases, events }: Inspected): ExitCode {
  const ok = altered.length === 0 && filesMissing.length === 0
  if (options['json'] === true) out(JSON.stringify({ ok, backup: name, cases, events, lastAt, altered, filesMissing, keysMissing }))
  else {
    out([`已恢复办件 ${cases} 件、记录 ${events} 条，最后一条在 ${lastAt ? inChina(lastAt) : '（没有记录）'}`,
      ok ? '核验：全部完好' : `核验：${altered.length} 处改动，缺 ${filesMissing.length} 个上传的文件`,
      ...altered.map((one) => `  ${Object.values(one).filter((value) => value !== null).join('  ')}`), ...filesMissing.map((sm3) => `  缺文件 ${sm3}`),
      ...(keysMissing.length > 0 ? ['启动以前还要放好：', ...keysMissing.map((line) => `  ${line}`)] : []),
      '请随即做一次新的备份'].join('\n'))
  }
  return ok ? 0 : 1
}

async function putFilesBack({ options, out, note }: Invocation, config: Config, from: string): Promise<ExitCode> {
  const mended = await mendBlobs({ from: join(from, 'files'), to: join(config.dataDirectory, 'files'), note })
  out(options['json'] === true ? JSON.stringify({ ok: true, mended }) : `放回了 ${mended.length} 个上传的文件`)
  return 0
}
