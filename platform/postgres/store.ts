import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { accountFor, give, mayEnter, type Account } from './account.ts'
import { DatabaseTrouble, troubleFrom } from './trouble.ts'

/** Everything of one embedded database: the cluster, its log, its locks. Owned by the account that runs PostgreSQL. */
export interface Store { readonly path: string; readonly account: Account }

/** Where the store goes when only root gets into the data directory: persistent, unlike /tmp, and open to other accounts. */
const FALLBACK = '/var/lib/chunfeng'

/**
 * Finds or makes the store of a data directory. It is `<data>/database`; where the account cannot get in (a project under /root,
 * a directory of mktemp), that is a link to a directory of its own under /var/lib/chunfeng.
 */
export function openStore(dataDirectory: string, say: (sentence: string) => void): Store {
  const home = resolve(dataDirectory)
  try {
    mkdirSync(home, { recursive: true })
    const account = accountFor([join(home, 'database', 'cluster'), join(home, 'database', '.'), home])
    const path = makeStore(home, account, say)
    if (account && !mayEnter(account, path)) throw new DatabaseTrouble(lockedOut(path))
    return { path, account }
  } catch (error) {
    if (error instanceof DatabaseTrouble) throw error
    throw troubleFrom(`使用数据目录 ${home} `, String(error))
  }
}

/** PostgreSQL's own directory. */
export function clusterOf(store: Store): string {
  return join(store.path, 'cluster')
}

/** Only under the starter's and the writer's lock: removes what an interrupted start left half done. */
export function clearUnfinished(store: Store): void {
  for (const name of readdirSync(store.path).filter((one) => one.includes('.new-'))) {
    rmSync(join(store.path, name), { recursive: true, force: true })
  }
}

/**
 * Whoever may write the cluster holds this lock: PostgreSQL with all its processes, and initdb with its own. While any of them
 * lives, also as an orphan, also in another container on the same disk, no other can begin.
 */
export function writerLock(store: Store): string {
  return join(store.path, 'writer.lock')
}

/** A path inside the store for something that takes its real name only when it is whole. */
export function unfinished(store: Store, name: string): string {
  return join(store.path, `${name}.new-${randomUUID()}`)
}

/** A name for the store in process titles and paths, the same as long as the directory lives. */
export function nameOf(store: Store): string {
  const { dev, ino } = lstatSync(store.path)
  return `chunfeng-${dev.toString(36)}-${ino.toString(36)}`
}

const SOCKET_DIRECTORY_CHARACTERS_MAX = 85

/**
 * Where the socket lies. The kernel allows 107 characters for its path; deep stores get a directory under /tmp, which counts as
 * ours only if it really belongs to our account.
 */
export function socketDirectory(store: Store): string {
  if (Buffer.byteLength(store.path) <= SOCKET_DIRECTORY_CHARACTERS_MAX) return store.path
  const path = `/tmp/${nameOf(store)}`
  if (!existsSync(path)) {
    mkdirSync(path, { mode: 0o700 })
    give(path, store.account)
  }
  const found = lstatSync(path)
  if (!found.isDirectory() || found.uid !== lstatSync(store.path).uid) throw new DatabaseTrouble(`${path} 已被其他用户占用，请删除它后重新启动`)
  return path
}

function makeStore(home: string, account: Account, say: (sentence: string) => void): string {
  const path = join(home, 'database')
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found?.isSymbolicLink() && !existsSync(path)) throw new DatabaseTrouble(`${path} 指向的目录不存在，数据库文件可能已被移走。请找回该目录，或删除这个链接后重新建库`)
  if (found) return realpathSync(path)
  const isReachable = !account || mayEnter(account, home)
  return isReachable ? makePrivate(path, account) : makeElsewhere(path, account, say)
}

function makePrivate(path: string, account: Account): string {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o700)
  give(path, account)
  return realpathSync(path)
}

function makeElsewhere(link: string, account: Account, say: (sentence: string) => void): string {
  mkdirSync(FALLBACK, { recursive: true })
  chmodSync(FALLBACK, 0o755)
  const path = mkdtempSync(join(FALLBACK, 'database-'))
  give(path, account)
  if (!mayEnter(account, path)) throw new DatabaseTrouble(lockedOut(path))
  symlinkSync(path, link)
  say(`${dirname(link)} 只有 root 能进入，数据库文件改放 ${path}，并在原处建立链接`)
  return path
}

function lockedOut(path: string): string {
  return `运行数据库的普通用户进不了 ${path}（PostgreSQL 不能以 root 运行）。请把 CHUNFENG_DATA 设到它能进入的目录，例如 ${FALLBACK}`
}
