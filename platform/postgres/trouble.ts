/** Exit code of a process that finds the data directory in use by another one. */
export const EXIT_HELD = 3

/** The embedded database cannot be had. The sentence is Chinese and says what to do; nobody needs the stack. */
export class DatabaseTrouble extends Error {
  readonly exitCode: number
  constructor(sentence: string, exitCode = 1) {
    super(sentence)
    this.name = 'DatabaseTrouble'
    this.exitCode = exitCode
  }
}

/** What PostgreSQL, initdb or the system says, and what that means to the person who started us. First match counts. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|ENOSPC/, '磁盘已满，数据库无法写入。请清理磁盘空间后重新启动，数据没有损坏'],
  [/Disk quota exceeded|EDQUOT/, '磁盘配额已用完，数据库无法写入。请清理空间或提高配额后重新启动'],
  [/Read-only file system|EROFS/, '数据目录所在的磁盘是只读的。请改为可写，或用 CHUNFENG_DATA 指定别的目录'],
  [/Input\/output error|EIO\b/, '磁盘读写出错，磁盘可能已损坏。请检查磁盘，必要时从备份恢复'],
  [/database files are incompatible with server/, '数据目录由另一个版本的 PostgreSQL 建立，本程序不能打开。请用原版本备份后再恢复'],
  [
    new RegExp([
      'could not locate a valid checkpoint record',
      'invalid (primary )?checkpoint record',
      'could not open file "(pg_wal|global)/',
      'pg_control',
      'is not a database cluster directory',
      'PG_VERSION',
    ].join('|')),
    '数据目录中的数据库文件缺失或已损坏，无法启动。请从备份恢复；没有备份时请保留该目录并联系技术支持',
  ],
  [/has invalid permissions|has wrong ownership/, '数据库目录的所有者或权限不对（应只归运行数据库的用户所有，权限 0700）。请改正后重新启动'],
  [/could not look up effective user ID/, '当前用户在系统中没有登记（/etc/passwd 中没有这个编号），PostgreSQL 不能运行。请换一个已登记的用户'],
  [/could not (create|map|resize) .*shared memory|Cannot allocate memory|ENOMEM|out of memory/i, '内存或共享内存不足，数据库无法启动。请增加内存或关闭其他程序'],
  [/Permission denied|EACCES|Operation not permitted|EPERM/, '没有读写数据目录的权限。请检查目录的所有者和权限，或用 CHUNFENG_DATA 指定别的目录'],
  [/Too many open files|EMFILE|ENFILE/, '系统允许打开的文件太少，数据库无法启动。请提高 ulimit -n'],
]

/**
 * Turns the words of PostgreSQL or the system into a Chinese sentence; unknown words are quoted, never swallowed.
 * @param doing what we were about to do, e.g. '启动数据库'
 */
export function troubleFrom(doing: string, output: string): DatabaseTrouble {
  const known = SENTENCES.find(([pattern]) => pattern.test(output))
  if (known) return new DatabaseTrouble(`${doing}失败：${known[1]}。\n${lastLines(output)}`)
  return new DatabaseTrouble(`${doing}失败，PostgreSQL 的原话是：\n${lastLines(output)}`)
}

const LINES_QUOTED_MAX = 8

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-LINES_QUOTED_MAX).map((line) => `  ${line}`).join('\n')
}
