import { runSql, type Tx } from '#platform/database'
import { anchorsOf, faultsOfAnchors } from './anchors.ts'
import { AUDIT_CHAIN_START, ENTRY_COLUMNS, linkHash, type Head, type KeptEntry } from './chain.ts'

/** One thing in the audit log that is not as it was written. */
export interface AuditAlteration { seq: number | null; entry: number | null; field: string; text: string }

/** @property sealed how many entries were exported, sealed and removed before the log begins */
export interface AuditVerified { entries: number; sealed: number; head: string; unlinked: number }

const BATCH = 1000

type Row = { seq: number; linked: number; previousHash: string; hash: string } & (KeptEntry | { id: null })

/**
 * Recomputes the whole chain of the audit log and names every entry that was altered, removed, or put beside the chain. `found` gets
 * how much was looked at, and the hash of the last link: kept on paper or another machine it shows later whether the end was cut off.
 * @param publicKeys the keys of the office, for the anchors that stand for what was sealed and removed; without them only their order is looked at
 */
export async function* verifyAudit(
  tx: Tx, found: (now: AuditVerified) => void = () => undefined, publicKeys?: readonly string[],
): AsyncGenerator<AuditAlteration> {
  const { start, faults } = await beginning(tx, publicKeys)
  yield* faults
  const chain = { ...start, entries: 0 }
  yield* followChain(tx, chain)
  yield* await outsideChain(tx)
  const [waiting] = await runSql<{ count: number }>(tx, 'select count(*) as count from audit.unlinked')
  found({ entries: chain.entries, sealed: start.seq, head: chain.hash, unlinked: waiting?.count ?? 0 })
}

/** The same for the newest links only, and for every anchor. */
export async function* verifyAuditTail(tx: Tx, { links, publicKeys }: { links: number; publicKeys: readonly string[] }): AsyncGenerator<AuditAlteration> {
  const { start, faults } = await beginning(tx, publicKeys)
  yield* faults
  const [before] = await runSql<Head>(
    tx,
    'select seq, hash from audit.link where seq > $1 and seq <= (select max(seq) from audit.link) - $2 order by seq desc limit 1',
    [start.seq, links],
  )
  yield* followChain(tx, { ...(before ?? start), entries: 0 })
}

async function beginning(tx: Tx, publicKeys: readonly string[] | undefined): Promise<{ start: Head; faults: AuditAlteration[] }> {
  const anchors = await anchorsOf(tx)
  const last = anchors.at(-1)
  return {
    start: last ? { seq: last.untilSeq, hash: last.untilHash } : { seq: 0, hash: AUDIT_CHAIN_START },
    faults: faultsOfAnchors(anchors, publicKeys).map((fault) => ({ ...fault, entry: null, field: 'anchor' })),
  }
}

/** Moves `chain` on to the last link there is. */
async function* followChain(tx: Tx, chain: Head & { entries: number }): AsyncGenerator<AuditAlteration> {
  for (;;) {
    const rows = await linksAfter(tx, chain.seq)
    if (rows.length === 0) return
    for (const row of rows) {
      yield* alterationsOf(row, { seq: chain.seq, previous: chain.hash })
      Object.assign(chain, { seq: row.seq, hash: row.hash, entries: chain.entries + 1 })
    }
  }
}

/** Pure. */
function* alterationsOf(row: Row, before: { seq: number; previous: string }): Generator<AuditAlteration> {
  const at = (field: string, text: string): AuditAlteration => ({ seq: row.seq, entry: row.linked, field, text })
  if (row.seq !== before.seq + 1) yield at('seq', `审计链在第 ${before.seq + 1} 环处断开：链环缺失`)
  else if (row.previousHash !== before.previous) yield at('previousHash', `审计链第 ${row.seq} 环与上一环不衔接`)
  if (row.id === null) {
    yield at('entry', `审计记录 ${row.linked} 被删除`)
    return
  }
  const { seq: _seq, linked: _linked, previousHash, hash, ...entry } = row
  if (linkHash(previousHash, entry) !== hash) yield at('content', `审计记录 ${row.linked} 的内容与其摘要不符`)
}

async function linksAfter(tx: Tx, seq: number): Promise<Row[]> {
  return runSql<Row>(tx, `
    select link.seq, link.entry as linked, link.previous_hash as "previousHash", link.hash, ${ENTRY_COLUMNS}
    from audit.link link left join audit.entry entry on entry.id = link.entry
    where link.seq > $1 order by link.seq limit ${BATCH}`, [seq])
}

const OUTSIDE_MAX = 100

/** Entries that are neither in the chain nor waiting for it, and links that wait for an entry that is gone. */
async function outsideChain(tx: Tx): Promise<AuditAlteration[]> {
  const rows = await runSql<{ entry: number; isGone: boolean }>(tx, `
    select id as entry, false as "isGone" from audit.entry
    where not exists (select 1 from audit.link where link.entry = entry.id) and not exists (select 1 from audit.unlinked where unlinked.entry = entry.id)
    union all
    select entry, true from audit.unlinked where not exists (select 1 from audit.entry where entry.id = unlinked.entry)
    order by 1 limit ${OUTSIDE_MAX}`)
  return rows.map(({ entry, isGone }) => ({
    seq: null, entry, field: 'entry', text: isGone ? `审计记录 ${entry} 还没有入链就被删除` : `审计记录 ${entry} 不在链上：链环被删除，或者是后来塞进去的`,
  }))
}
