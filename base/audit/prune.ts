import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { floorOf } from './anchors.ts'
import { recordAudit } from './record.ts'
import { readSealed, type SealedFile } from './seal.ts'

/** 网络安全法第二十一条 asks for six months; the database itself refuses to remove anything younger. */
export const RETENTION_MONTHS = 6
const BATCH = 1000

export interface Pruning { path: string; publicKeys: readonly string[]; call: Pick<Call, 'actor' | 'now'> }
export interface Pruned { entries: number; untilSeq: number; isAgain: boolean }

/**
 * Removes from the log what the sealed file holds, and nothing else: the file is read to its end and recomputed first, and must begin
 * where the log begins and end at a link of the log. An anchor takes the place of what went; it is written, and audited, before the
 * first entry goes, so that a removal that was broken off is finished by the same command.
 * @throws Refusal `invalid` for a file that does not hold · `rule` when it does not fit the log or holds what is younger than six months
 */
export async function pruneAudit(database: Database, { path, publicKeys, call }: Pruning): Promise<Pruned> {
  const file = await readSealed(path, publicKeys)
  const isAgain = await inTransaction(database, async (tx) => {
    await runSql(tx, 'lock table audit.removal in share row exclusive mode')
    if (await isAnchored(tx, file)) return true
    await refuseMisfit(tx, file)
    await anchor(tx, file, call)
    return false
  })
  let entries = 0
  let batch: { seq: number; id: number }[] = []
  const flush = async (): Promise<void> => {
    entries += await removeBatch(database, batch)
    batch = []
  }
  await readSealed(path, publicKeys, async ({ seq, entry }) => {
    batch.push({ seq, id: entry.id })
    if (batch.length === BATCH) await flush()
  })
  await flush()
  return { entries, untilSeq: file.seal.untilSeq, isAgain }
}

async function isAnchored(tx: Tx, { fileSm3 }: SealedFile): Promise<boolean> {
  return (await runSql(tx, 'select from audit.removal where file_sm3 = $1', [fileSm3])).length > 0
}

async function refuseMisfit(tx: Tx, { seal }: SealedFile): Promise<void> {
  const floor = await floorOf(tx)
  if (seal.firstSeq !== floor.seq + 1 || seal.previousHash !== floor.hash) {
    throw new Refusal('rule', `封存文件从第 ${seal.firstSeq} 环开始，库里的审计链从第 ${floor.seq + 1} 环开始：两者不衔接，没有删除。请重新导出`)
  }
  const [link] = await runSql<{ hash: string }>(tx, 'select hash from audit.link where seq = $1', [seal.untilSeq])
  if (link?.hash !== seal.untilHash) throw new Refusal('rule', '封存文件的最后一环与库里的不同，没有删除。请运行 verify 查明')
  const [judged] = await runSql<{ isOld: boolean }>(tx, `select $1::timestamptz < now() - interval '${RETENTION_MONTHS} months' as "isOld"`, [seal.untilAt])
  if (!judged?.isOld) throw new Refusal('rule', `封存文件里有不满 ${RETENTION_MONTHS} 个月的审计记录，依法还不能删除。请导出到更早的一天`)
}

async function anchor(tx: Tx, { seal, signature, fileSm3 }: SealedFile, call: Pruning['call']): Promise<void> {
  await runSql(tx, `insert into audit.removal (until_seq, until_hash, until_at, entries, file_sm3, at, by_account, seal, signature)
    values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9)`,
  [seal.untilSeq, seal.untilHash, seal.untilAt, seal.entries, fileSm3, call.now, call.actor.name, JSON.stringify(seal), signature])
  await recordAudit({ tx, ...call }, {
    action: 'audit.prune', what: '删除已封存的审计记录', object: `第 ${seal.firstSeq} 至 ${seal.untilSeq} 环`, detail: { entries: seal.entries, fileSm3 },
  })
}

/** The entry first: its link tells the database that it was sealed. */
async function removeBatch(database: Database, batch: readonly { seq: number; id: number }[]): Promise<number> {
  if (batch.length === 0) return 0
  return inTransaction(database, async (tx) => {
    const gone = await runSql(tx, 'delete from audit.entry where id = any($1::bigint[]) returning id', [batch.map(({ id }) => id)])
    await runSql(tx, 'delete from audit.link where seq = any($1::bigint[])', [batch.map(({ seq }) => seq)])
    return gone.length
  })
}
