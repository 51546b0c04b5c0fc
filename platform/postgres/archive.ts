import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { give, mayEnter } from './account.ts'
import type { Store } from './store.ts'
import { DatabaseTrouble } from './trouble.ts'

/**
 * Keeps a segment of PostgreSQL's log where the file beside this script says; without that file nothing is kept. What is there
 * already is never replaced: the same segment again is fine, another one of that name is refused, and PostgreSQL tries again.
 */
const SCRIPT = `#!/bin/sh
# Called by PostgreSQL with the path and the name of a finished segment of its log. 0 means: safely kept, or not wanted.
to=$(cat "$(dirname "$0")/archive-to" 2>/dev/null) || exit 0
[ -n "$to" ] || exit 0
kept=$to/$2.gz
if [ -e "$kept" ]; then
  gzip -dc "$kept" | cmp -s - "$1" && exit 0
  echo "$kept holds another segment of the same name" >&2
  exit 1
fi
part=$kept.part.$$
gzip -1 -c "$1" > "$part" && sync "$part" && mv "$part" "$kept" && sync "$to" && exit 0
rm -f "$part"
exit 1
`

/** A commit is in the archive after at most this time, also on a quiet day. */
const ARCHIVE_SECONDS_MAX = 60

/** The settings that hand every finished segment of the log to the script. */
export function archiveSettings(store: Store): Readonly<Record<string, string>> {
  return { archive_mode: 'on', archive_command: `sh ${quoted(scriptOf(store))} %p %f`, archive_timeout: `${ARCHIVE_SECONDS_MAX}s` }
}

/** Puts the script in place; where CHUNFENG_WAL is set, that is where the log goes. Under the starter's lock. */
export function prepareArchive(store: Store, environment: NodeJS.ProcessEnv = process.env): void {
  writeFor(store, scriptOf(store), SCRIPT)
  const wanted = environment['CHUNFENG_WAL']
  if (wanted) archiveTo(store, resolve(wanted))
}

/**
 * From now on the log is kept in this directory, without a restart; it is made where it is missing.
 * @throws DatabaseTrouble when the account that runs PostgreSQL does not get in
 */
export function archiveTo(store: Store, directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (store.account) {
    chmodSync(directory, 0o700)
    give(directory, store.account)
    if (!mayEnter(store.account, directory)) {
      throw new DatabaseTrouble(`运行数据库的普通用户进不了 ${directory}，日志不能归档到那里。请换一个它能进入的目录（上级目录都要允许进入）`)
    }
  }
  writeFor(store, targetFile(store), directory)
}

/** Where the log is kept; undefined when it is not. */
export function archiveOf(store: Store): string | undefined {
  return existsSync(targetFile(store)) ? readFileSync(targetFile(store), 'utf8').trim() || undefined : undefined
}

/** Appears whole or not at all: PostgreSQL may call the script at any moment. */
function writeFor(store: Store, path: string, text: string): void {
  const fresh = `${path}.fresh`
  writeFileSync(fresh, text, { mode: 0o600 })
  give(fresh, store.account)
  renameSync(fresh, path)
}

function quoted(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}

const scriptOf = (store: Store): string => join(store.path, 'archive-wal')
const targetFile = (store: Store): string => join(store.path, 'archive-to')
