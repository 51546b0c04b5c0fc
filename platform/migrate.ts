import { createHash } from 'node:crypto'
import { globSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { inTransaction, runSql, type Database, type Tx } from '#platform/database'

/** The folders of the layers, lowest first. Within a layer the order of names decides; modules do not refer to each other. */
const LAYERS = ['platform/migrations', 'kernel/migrations', 'base/*/migrations', 'modules/*/migrations']
const PROJECT = dirname(import.meta.dirname)

/** The migration folders of this program, in order, as paths relative to the project. */
export function migrationFolders(): string[] {
  return LAYERS.flatMap((pattern) => globSync(pattern, { cwd: PROJECT }).sort())
}

export interface Progress { done: number; total: number; folder: string; name: string }

/** The database and the files do not fit together; the sentence is for the operator. */
export class MigrationTrouble extends Error {}

/**
 * Brings the database up to the files `NNNN_name.sql`, only ever forward: folder after folder, number after number, each in its own
 * transaction and recorded with its SM3 digest. Several processes may do this at once; they take turns.
 * @param folders relative to the project, the lowest layer first
 * @returns how many migrations this call applied
 * @throws MigrationTrouble when a file was changed or removed after it was applied, or comes before one that was
 */
export async function migrate(
  db: Database,
  folders: readonly string[],
  progress: (now: Progress) => void = () => undefined,
): Promise<number> {
  const files = folders.flatMap(filesIn)
  const recorded = await inTransaction(db, prepare)
  const pending = pendingOf(files, recorded)
  let applied = 0
  for (const [index, file] of pending.entries()) {
    progress({ done: index, total: pending.length, folder: file.folder, name: file.name })
    if (await inTransaction(db, (tx) => apply(tx, file))) applied += 1
  }
  return applied
}

/** Names the state that the folders lead to: equal exactly when all files are. */
export function digestOf(folders: readonly string[]): string {
  const digest = createHash('sm3')
  for (const file of folders.flatMap(filesIn)) digest.update(`${file.folder}/${file.name} ${file.digest}\n`)
  return digest.digest('hex')
}

interface MigrationFile { folder: string; name: string; number: number; text: string; digest: string }
interface Recorded { folder: string; name: string; digest: string }

const FILE_PATTERN = /^(\d{4})_[a-z0-9]+(?:[_-][a-z0-9]+)*\.sql$/

function filesIn(folder: string): MigrationFile[] {
  const files = readdirSync(resolve(PROJECT, folder)).sort().map((name) => fileAt(folder, name))
  for (const [index, { number, name }] of files.entries()) {
    if (files[index - 1]?.number === number) throw new MigrationTrouble(`${folder}/${name} 与前一个文件编号相同，请改编号`)
  }
  return files
}

function fileAt(folder: string, name: string): MigrationFile {
  const number = FILE_PATTERN.exec(name)?.[1]
  if (number === undefined) throw new MigrationTrouble(`${folder}/${name} 不是升级脚本的文件名，应形如 0001_name.sql`)
  const text = readFileSync(resolve(PROJECT, folder, name), 'utf8')
  return { folder, name, number: Number(number), text, digest: createHash('sm3').update(text).digest('hex') }
}

/** Any number: the same in all processes and used for nothing else. */
const TURN = 20240426

/** Waits for its turn among all processes; it ends with the transaction. Waiting and altering large tables may take long. */
const TAKE_TURN = `set local statement_timeout = 0; select pg_advisory_xact_lock(${TURN})`

async function prepare(tx: Tx): Promise<Recorded[]> {
  await runSql(tx, TAKE_TURN)
  await runSql(tx, `
    create schema if not exists platform;
    create table if not exists platform.migration (
      folder text not null,
      name text not null,
      digest text not null,
      applied_at timestamptz not null default now(),
      primary key (folder, name)
    )`)
  return runSql<Recorded>(tx, 'select folder, name, digest from platform.migration')
}

/** What is still to be applied; refuses when the past does not match the files. */
function pendingOf(files: readonly MigrationFile[], recorded: readonly Recorded[]): MigrationFile[] {
  const folders = new Set(files.map(({ folder }) => folder))
  for (const { folder, name, digest } of recorded) {
    if (!folders.has(folder)) continue // a part of the program that is not installed here
    const file = files.find((one) => one.folder === folder && one.name === name)
    if (!file) throw new MigrationTrouble(`数据库已执行过 ${folder}/${name}，程序中却没有：数据库比程序新，请改用新版程序`)
    if (file.digest !== digest) throw new MigrationTrouble(`${folder}/${name} 执行之后被改动过。请恢复原文，改动写成新的升级脚本`)
  }
  const isApplied = (file: MigrationFile): boolean => recorded.some(({ folder, name }) => folder === file.folder && name === file.name)
  const pending = files.filter((file) => !isApplied(file))
  for (const { folder, name, number } of pending) {
    const later = files.find((file) => file.folder === folder && file.number > number && isApplied(file))
    if (later) throw new MigrationTrouble(`${folder}/${name} 的编号在已执行的 ${later.name} 之前，请改用更大的编号`)
  }
  return pending
}

/** @returns false when another process was faster */
async function apply(tx: Tx, { folder, name, text, digest }: MigrationFile): Promise<boolean> {
  await runSql(tx, TAKE_TURN)
  const done = await runSql(tx, 'select 1 from platform.migration where folder = $1 and name = $2', [folder, name])
  if (done.length > 0) return false
  await runSql(tx, text).catch((error: unknown) => {
    throw new MigrationTrouble(`${folder}/${name} 执行失败，数据库没有改动：${String(error)}`, { cause: error })
  })
  await runSql(tx, 'insert into platform.migration (folder, name, digest) values ($1, $2, $3)', [folder, name, digest])
  return true
}
