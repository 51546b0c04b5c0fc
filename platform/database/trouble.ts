import pg from 'pg'
import { Refusal, type RefusalCode } from '#platform/refusal'

/** The connection was lost between the commit and its answer. Repeating with the same idempotency key is safe. */
export class CommitUnknown extends Error {
  constructor(cause: unknown) {
    super('提交之后没有收到数据库的答复', { cause })
  }
}

/** The server is not there, or went away during a query. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super('与数据库的连接中断', { cause })
  }
}

/** By SQLSTATE, or its first two characters, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSALS: Readonly<Record<string, readonly [RefusalCode, string]>> = {
  '08': ['unavailable', '数据库暂时连接不上，请稍后再试'],
  '57P': ['unavailable', '数据库正在停止或启动，请稍后再试'],
  '53300': ['unavailable', '同时办理的人太多，请稍后再试'],
  '53100': ['unavailable', '服务器磁盘已满，暂时不能保存。本次操作没有生效，请联系管理员'],
  '53200': ['unavailable', '服务器内存不足，本次操作没有生效，请稍后再试'],
  '58030': ['unavailable', '服务器磁盘读写出错，本次操作没有生效，请联系管理员'],
  '25006': ['unavailable', '数据库正在切换，暂时只能查看，请稍后再试'],
  '57014': ['unavailable', '处理时间过长，已经取消，本次操作没有生效，请稍后再试'],
  '55P03': ['conflict', '别人正在办理同一件事，请稍后再试'],
  '40001': ['conflict', '别人同时改动了同一内容，本次操作没有生效，请刷新后再试'],
  '40P01': ['conflict', '别人同时改动了同一内容，本次操作没有生效，请刷新后再试'],
  '22021': ['invalid', '内容中有不能保存的字符（例如空字符），请删去后再提交'],
  '22P05': ['invalid', '内容中有不能保存的字符（例如空字符），请删去后再提交'],
}

/**
 * What a failure of the database means to the person who was served: dead, full or busy database, lost race, characters that
 * cannot be stored. Undefined for everything else: then it is a bug of ours.
 */
export function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof CommitUnknown) return new Refusal('unavailable', '数据库中断，是否已经保存还不能确定。请先查看，没有保存再重新提交')
  if (error instanceof pg.DatabaseError) {
    const { code = '' } = error
    const found = REFUSALS[code] ?? REFUSALS[code.slice(0, 3)] ?? REFUSALS[code.slice(0, 2)]
    return found && new Refusal(...found)
  }
  return isConnectionLost(error) ? new Refusal('unavailable', '数据库暂时连接不上，请稍后再试') : undefined
}

/** Whether the connection cannot be used any more, or could not be had. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|57P)/.test(error.code ?? '')
  return error instanceof ConnectionLost
}

/** Whether the server did not answer in time. pg gives this error no code, only its words. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && error.message === 'Query read timeout'
}

const CACHED_PLAN = '0A000'
const UNKNOWN_STATEMENT = '26000'

/**
 * Whether the connection's prepared statements no longer fit: a table changed under them, or the server forgot them. Errors
 * without a SQLSTATE arise in pg itself, for example from a value that cannot be written, and leave its list of statements wrong.
 */
export function isStatementStale(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError)) return true
  return error.code === UNKNOWN_STATEMENT || (error.code === CACHED_PLAN && error.message.includes('cached plan'))
}
