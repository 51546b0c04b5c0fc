import { spawnSync } from 'node:child_process'
import { chownSync, lstatSync, readFileSync } from 'node:fs'
import { DatabaseTrouble } from './trouble.ts'

/** Who runs PostgreSQL. Undefined: we ourselves do, as the ordinary user we are. */
export type Account = { readonly uid: number; readonly gid: number } | undefined

/** Tried in this order when root has no better hint. */
const UNPRIVILEGED = ['postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root. As root we run it as the owner of what is already there (so that an ordinary user who
 * started first can start again), else as an unprivileged account of the system.
 * @param places existing files or directories, the most telling first
 */
export function accountFor(places: readonly string[]): Account {
  if (process.getuid?.() !== 0) return undefined
  const owner = places.map(ownerOf).find((uid) => uid !== undefined && uid !== 0)
  const accounts = registeredAccounts()
  const unprivileged = UNPRIVILEGED.map((name) => accounts.find((one) => one.name === name))
  const found = accounts.find(({ uid }) => uid === owner) ?? unprivileged.find(Boolean)
  if (!found) throw new DatabaseTrouble('PostgreSQL 不能以 root 运行，而系统中没有 postgres 或 nobody 用户。请新建一个普通用户来启动')
  return { uid: found.uid, gid: found.gid }
}

/** Whether the account gets into the directory, all the way down from the root. */
export function mayEnter(account: Account, directory: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', directory], { ...account, stdio: 'ignore' }).status === 0
}

/** Hands a file or directory we made to the account that runs PostgreSQL. */
export function give(path: string, account: Account): void {
  if (account) chownSync(path, account.uid, account.gid)
}

function ownerOf(path: string): number | undefined {
  return lstatSync(path, { throwIfNoEntry: false })?.uid
}

function registeredAccounts(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}
