import { runSql, type Tx } from '#platform/database'
import { AUDIT_CHAIN_START, type Head } from './chain.ts'
import { isSignedBy, type Seal } from './seal.ts'

/** Where the chain goes on after entries were exported and removed (封存). */
export interface Anchor {
  untilSeq: number; untilHash: string; untilAt: Date; entries: number; fileSm3: string; at: Date; by: string; seal: Seal; signature: string
}

/** A removal a month for a lifetime. */
const ANCHORS_MAX = 1000

/** All of them, oldest first. */
export async function anchorsOf(tx: Tx): Promise<Anchor[]> {
  return runSql<Anchor>(tx, `
    select until_seq as "untilSeq", until_hash as "untilHash", until_at as "untilAt", entries, file_sm3 as "fileSm3", at, by_account as by, seal, signature
    from audit.removal order by until_seq limit ${ANCHORS_MAX}`)
}

/** The link after which the log begins. */
export async function floorOf(tx: Tx): Promise<Head> {
  const [floor] = await runSql<Head>(tx, 'select until_seq as seq, until_hash as hash from audit.removal order by until_seq desc limit 1')
  return floor ?? { seq: 0, hash: AUDIT_CHAIN_START }
}

/** What is wrong with the anchors, a sentence each: one that does not follow the last, or that none of the known keys signed. Pure. */
export function faultsOfAnchors(anchors: readonly Anchor[], publicKeys: readonly string[] | undefined): { seq: number; text: string }[] {
  let head: Head = { seq: 0, hash: AUDIT_CHAIN_START }
  const faults: { seq: number; text: string }[] = []
  for (const anchor of anchors) {
    const { seal, untilSeq: seq } = anchor
    const isOwn = seal.untilSeq === seq && seal.untilHash === anchor.untilHash
      && seal.entries === anchor.entries && seal.untilAt === anchor.untilAt.toISOString()
    if (seal.firstSeq !== head.seq + 1 || seal.previousHash !== head.hash) faults.push({ seq, text: `第 ${seq} 环的封存锚点与上一个不衔接` })
    else if (!isOwn || seal.entries !== seq - head.seq) faults.push({ seq, text: `第 ${seq} 环的封存锚点与它的封条不符` })
    else if (publicKeys !== undefined && !isSignedBy(anchor, publicKeys)) faults.push({ seq, text: `第 ${seq} 环的封存锚点不是本单位的密钥签的` })
    head = { seq, hash: anchor.untilHash }
  }
  return faults
}
