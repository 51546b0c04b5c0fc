import { randomUUIDv7 } from 'node:crypto'
import { dayAt } from '#platform/day'
import { inTransaction, runSql, sendSql } from '#platform/database'
import { VaultTrouble } from '#platform/vault'
import { SYSTEM, type Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { batchOf } from '../outbox/stamp.ts'
import { rejectRows } from '../outbox/send.ts'
import type { Ground, Turn } from '../outbox/turn.ts'
import type { PeerId } from '../peers.ts'
import { faultsOf, type Columns } from '../shapes/validate.ts'
import { DownAnswer, Nothing, PATHS, type DownMessage } from '../wire/messages.ts'
import { openedColumns, parted } from '../wire/sealing.ts'
import type { Wire } from '../wire/client.ts'
import { rateFor, superviseFor, type Verdict } from './handle.ts'
import { ABNORMAL, downTableOf, numberIn, SUPERVISION, type DownTable } from './shapes.ts'

const GUID = /^[0-9a-f]{32}$/
type Talk = { turn: Turn & { plain: string }; wire: Wire }

/** Fetches what has come down, keeps it, and only then says that it has it: what is said twice because that got lost is known again. */
export async function pullSome({ database, kernel, now, today }: Ground, { turn, wire }: Talk): Promise<boolean> {
  if (!turn.mayPull) return false
  const { messages } = await wire.ask(PATHS.down, {}, DownAnswer)
  if (messages.length === 0) return false
  await inTransaction(database, async (tx) => {
    const call: Call = { kernel, tx, now, today, actor: SYSTEM }
    for (const message of messages) await takeIn(call, turn, message)
    await recordAudit(call, { action: 'admin', what: '收下上级平台下发的数据', object: turn.id, detail: { messages: messages.length } })
  })
  await wire.ask(PATHS.downTaken, { ids: messages.map(({ id }) => id) }, Nothing)
  return true
}

/** One thing that came down, once. What is not understood is kept with the reason, so that somebody sees it. */
export async function takeIn(call: Call, { id: peer, plain }: { id: PeerId; plain: string }, message: DownMessage): Promise<void> {
  const { tx } = call
  const again = await runSql(tx, 'update upper_exchange.down set times = times + 1 where peer = $1 and message = $2 returning id', [peer, message.id])
  if (again.length > 0) return
  const table = downTableOf(message.table)
  const opened = personalIn(plain, message)
  const columns = { ...message.columns, ...opened }
  const number = table && numberIn(table, columns)
  const caseId = number === undefined ? null : await caseOfNumber(call, number)
  const verdict: Verdict = opened ? await judged(call, peer, { table, columns, caseId }) : { state: 'refused', reason: '加密的部分打不开，密钥可能不一致' }
  await keep(call, { peer, message, columns, verdict, table, number, caseId })
}

/** Undefined where it cannot be opened: one bad message must not keep the others from being taken. */
function personalIn(secret: string, { id, table, sealed = {} }: DownMessage): Columns | undefined {
  try {
    return openedColumns(secret, { table, guid: id, sealed })
  } catch (error) {
    if (error instanceof VaultTrouble) return undefined
    throw error
  }
}

async function caseOfNumber({ tx }: Call, number: string): Promise<string | null> {
  const [found] = await runSql<{ id: string }>(tx, 'select id from kernel.case where number = $1', [number])
  return found?.id ?? null
}

interface Judging { table: DownTable | undefined; columns: Record<string, string>; caseId: string | null }

async function judged(call: Call, peer: PeerId, { table, columns, caseId }: Judging): Promise<Verdict> {
  if (!table) return { state: 'refused', reason: '没有见过这种表' }
  const [fault] = faultsOf(table, columns)
  if (fault) return { state: 'refused', reason: `${fault.column} ${fault.message}` }
  if (table.id === ABNORMAL) return { state: 'applied', reason: await sendBack(call, peer, columns) }
  return table.id === SUPERVISION ? superviseFor(call, peer, { caseId, columns }) : rateFor(call, peer, { caseId, columns })
}

/** A row they had taken and do not want after all: only its newest version is somebody's work. @returns what became of it */
async function sendBack({ tx, now }: Call, peer: PeerId, columns: Record<string, string>): Promise<string> {
  const guid = columns['table_row_guid'] ?? ''
  const [row] = GUID.test(guid) ? await runSql<{ id: string; version: number; madeAt: Date; state: string }>(tx, `
    select id, version, made_at as "madeAt", state from upper_exchange.row
    where peer = $1 and guid = $2 order by version desc limit 1 for update`, [peer, guid]) : []
  if (!row) return '没有报过这一行'
  const batch = columns['table_cd_batch']
  if (batch !== undefined && batch !== batchOf({ version: row.version, now: row.madeAt })) return '说的是以前的一版，已经有新的了'
  if (row.state !== 'accepted' && row.state !== 'waiting') return '这一行已经在处理'
  const reason = [columns['err_type'], columns['remark']].filter((part) => part).join('：') || '对方没有说原因'
  await rejectRows(tx, [{ id: row.id, reason }], now)
  await sendSql(tx, "update upper_exchange.day set state = 'due', next_at = $3 where peer = $1 and day = $2 and state = 'even'",
    [peer, dayAt(row.madeAt), now])
  return '已进退回数据'
}

interface Keeping extends Omit<Judging, 'columns'> {
  peer: PeerId
  message: DownMessage
  columns: Record<string, string>
  verdict: Verdict
  number: string | undefined
}

async function keep({ tx, kernel, now }: Call, { peer, message, columns, verdict, table, number, caseId }: Keeping): Promise<void> {
  const id = randomUUIDv7()
  // Of what nobody knows nobody knows whether it is personal.
  const { open, personal } = table ? parted(table, columns) : { open: {}, personal: columns }
  const sealed = Object.keys(personal).length > 0 ? kernel.vault.seal(downPlace(id), JSON.stringify(personal)) : null
  await sendSql(tx, `
    insert into upper_exchange.down (id, peer, message, tbl, number, case_id, columns, sealed, state, reason, handling_case, received_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
  [id, peer, message.id, message.table, number ?? null, caseId, JSON.stringify(open), sealed, verdict.state, verdict.reason, verdict.handlingCase ?? null, now])
}

export const downPlace = (id: string): string => `upper_exchange.down.sealed/${id}`
