import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readConfig, type Config } from '#platform/config'
import { openDatabase, runSql, type Database } from '#platform/database'
import { migrate, migrationFolders } from '#platform/migrate'
import { embeddedState } from '#platform/postgres'
import { assembleKernel } from '../app.ts'
import { chooseBackup, inChina, instantOf, RestoreTrouble, type Chosen } from './backup/choose.ts'
import { copyBlobs, mendBlobs } from './backup/file-store.ts'
import { inspectRestored, type Inspected } from './backup/inspect.ts'
import { recoverCluster, recoverDump, type Recovery } from './backup/recover.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

export const restoreCommand: Command = {
  name: 'restore',
  summary: '从备份恢复到空的数据目录或空库，可恢复到指定的一秒；恢复后自动核验',
  usage: 'restore --from 目录 [--until "2026-11-23 17:30:00"] [--wal 目录] [--files] [--json]',
  options: { from: { type: 'string' }, until: { type: 'string' }, wal: { type: 'string' }, files: { type: 'boolean' }, json: { type: 'boolean' } },
  details: [
    '  --from 目录    备份所在的目录（取最近一份），或其中一份', '  --until 时间   恢复到这一刻（北京时间；内置数据库）；省略则恢复到日志的最后',
    '  --wal 目录     日志不在 目录/wal 时指明', '  --files        只把缺少或变了的上传文件放回，服务可以在运行',
    '  恢复到 CHUNFENG_DATA（其中不能已有数据库）或 DATABASE_URL（必须是空库）。完成后放回离线保存的签名私钥，再启动。',
  ],
  run: async (invocation) => {
    const { options, note } = invocation
    const until = options['until'] === undefined ? undefined : instantOf(String(options['until']))
    const wrong = options['from'] === undefined ? '请用 --from 指定备份所在的目录'
      : options['until'] !== undefined && until === undefined ? '--until 应形如 "2026-11-23 17:30:00"（北京时间）' : undefined
    if (wrong !== undefined) { note(wrong); return 2 }
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
  note(`用 ${chosen.name} 这份备份（完成于 ${inChina(chosen.manifest.finishedAt)}）`)
  await mkdir(config.dataDirectory, { recursive: true })
  const { altered } = await copyBlobs({ from: join(chosen.directory, 'files'), to: join(config.dataDirectory, 'files'), note })
  const embedded = config.databaseUrl === undefined ? await recoverCluster(config.dataDirectory, recovery) : undefined
  if (config.databaseUrl !== undefined) await recoverDump(config.databaseUrl, recovery)
  const database = openDatabase({ url: config.databaseUrl ?? embedded?.url ?? '', max: 3, statementMillisecondsMax: 0 })
  try {
    note('数据库已恢复，正在核验……')
    await migrate(database, migrationFolders())
    const found = await inspectRestored(database, assembleKernel({ sendJobs: async () => {} }), config.dataDirectory)
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

async function isEmpty(database: Database): Promise<boolean> {
  const [found] = await runSql<{ there: boolean }>(database, "select exists (select from pg_namespace where nspname in ('kernel', 'platform', 'people')) as there")
  return found?.there === false
}

function tell({ options, out }: Invocation, { name }: Chosen, { altered, filesMissing, lastAt, cases, events }: Inspected): ExitCode {
  const ok = altered.length === 0 && filesMissing.length === 0
  const needsKey = !existsSync(join(readConfig().dataDirectory, 'keys', 'sm2-signing.json'))
  if (options['json'] === true) out(JSON.stringify({ ok, backup: name, cases, events, lastAt, altered, filesMissing, needsKey }))
  else {
    out([`已恢复办件 ${cases} 件、记录 ${events} 条，最后一条在 ${lastAt ? inChina(lastAt) : '（没有记录）'}`,
      ok ? '核验：全部完好' : `核验：${altered.length} 处改动，缺 ${filesMissing.length} 个上传的文件`,
      ...altered.map((one) => `  ${Object.values(one).filter((value) => value !== null).join('  ')}`), ...filesMissing.map((sm3) => `  缺文件 ${sm3}`),
      ...(needsKey ? ['请把离线保存的 keys/sm2-signing.json 放回数据目录；没有的话启动时会生成新的，以前的文书仍用旧公钥核验'] : []),
      '请随即做一次新的备份'].join('\n'))
  }
  return ok ? 0 : 1
}

async function putFilesBack({ options, out, note }: Invocation, config: Config, from: string): Promise<ExitCode> {
  const mended = await mendBlobs({ from: join(from, 'files'), to: join(config.dataDirectory, 'files'), note })
  out(options['json'] === true ? JSON.stringify({ ok: true, mended }) : `放回了 ${mended.length} 个上传的文件`)
  return 0
}
