import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { addCalendarDays, startOf, type Day } from '#platform/day'
import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { signSm2, type KeyPair } from '#platform/sm'
import { floorOf } from './anchors.ts'
import { ENTRY_COLUMNS, type KeptEntry } from './chain.ts'
import { sealText, type Seal, type SealHeader, type SealedLine } from './seal.ts'

const BATCH = 1000

interface Wish { until: Day; to: string; key: KeyPair; now: Date }

/**
 * Writes every entry of the log up to the end of that day, from where the log begins, with the links of the chain, and seals it with
 * the signing key of the office. Nothing is removed. The file appears whole or not at all.
 * @throws Refusal `rule` when there is nothing to write
 */
export async function exportAudit(tx: Tx, { until, to, key, now }: Wish): Promise<Seal> {
  const floor = await floorOf(tx)
  const end = await endBefore(tx, { after: floor.seq, until })
  if (end === undefined) throw new Refusal('rule', `${until} 及以前没有还在库里、已经入链的审计记录`)
  const header: SealHeader = {
    program: 'chunfeng', content: 'audit', format: 1, firstSeq: floor.seq + 1, previousHash: floor.hash, until, madeAt: now.toISOString(),
  }
  const digest = createHash('sm3')
  const seal: Seal = {
    firstSeq: header.firstSeq, previousHash: floor.hash, untilSeq: floor.seq,
    untilHash: floor.hash, untilAt: '', entries: 0, contentSm3: '', publicKey: key.publicKey,
  }
  const texts = async function* (): AsyncGenerator<string> {
    for await (const text of linesOf(tx, header, { end, seal })) {
      digest.update(text)
      yield text
    }
    seal.contentSm3 = digest.digest('hex')
    yield `${JSON.stringify({ seal, signature: signSm2(sealText(seal), key) })}\n`
  }
  await writeWhole(to, texts())
  return seal
}

/** The last link before the first one that is younger than the end of the day; entries are linked in the order of their numbers. */
async function endBefore(tx: Tx, { after, until }: { after: number; until: Day }): Promise<number | undefined> {
  const [row] = await runSql<{ seq: number | null }>(tx, `
    select coalesce(
      (select link.seq - 1 from audit.link link join audit.entry entry on entry.id = link.entry
      where link.seq > $1 and entry.at >= $2 order by link.seq limit 1),
      (select max(seq) from audit.link where seq > $1)) as seq`, [after, startOf(addCalendarDays(until, 1))])
  return row?.seq != null && row.seq > after ? row.seq : undefined
}

async function* linesOf(tx: Tx, header: SealHeader, { end, seal }: { end: number; seal: Seal }): AsyncGenerator<string> {
  yield `${JSON.stringify(header)}\n`
  while (seal.untilSeq < end) {
    const rows = await runSql<{ seq: number; hash: string } & KeptEntry>(tx, `
      select link.seq, link.hash, ${ENTRY_COLUMNS} from audit.link link join audit.entry entry on entry.id = link.entry
      where link.seq > $1 and link.seq <= $2 order by link.seq limit ${BATCH}`, [seal.untilSeq, end])
    if (rows.length === 0) throw new Refusal('rule', '审计链缺了记录，不能封存。请先运行 verify 查明')
    for (const { seq, hash, ...entry } of rows) {
      const line: SealedLine = { seq, hash, entry }
      const at = entry.at.toISOString()
      Object.assign(seal, { untilSeq: seq, untilHash: hash, untilAt: at > seal.untilAt ? at : seal.untilAt, entries: seal.entries + 1 })
      yield `${JSON.stringify(line)}\n`
    }
  }
}

async function writeWhole(path: string, texts: AsyncIterable<string>): Promise<void> {
  const part = `${path}.part`
  try {
    await pipeline(Readable.from(texts), createWriteStream(part, { mode: 0o600, flush: true }))
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
