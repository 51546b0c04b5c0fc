import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { canonicalJson, verifySm2 } from '#platform/sm'
import { linkHash, type Head, type KeptEntry } from './chain.ts'

/** The first line of a sealed file: what it continues. */
export interface SealHeader { program: 'chunfeng'; content: 'audit'; format: 1; firstSeq: number; previousHash: string; until: Day; madeAt: string }
/** One entry with its place in the chain, a line each. */
export interface SealedLine { seq: number; hash: string; entry: KeptEntry }
/** What is signed. The anchor in the database is a copy of it, so that the chain goes on verifiable without the file. */
export interface Seal {
  firstSeq: number
  previousHash: string
  untilSeq: number
  untilHash: string
  /** The latest moment of an entry in the file. */
  untilAt: string
  entries: number
  /** SM3 of everything before the last line. */
  contentSm3: string
  publicKey: string
}
/** The last line. */
export interface SignedSeal { seal: Seal; signature: string }
/** @property fileSm3 SM3 of the whole file */
export interface SealedFile extends SignedSeal { header: SealHeader; fileSm3: string }

/** What the signature stands under. */
export function sealText(seal: Seal): string {
  return canonicalJson({ use: 'chunfeng.audit.seal', ...seal })
}

/** Whether one of the keys that are known here signed it. */
export function isSignedBy({ seal, signature }: SignedSeal, publicKeys: readonly string[]): boolean {
  return publicKeys.includes(seal.publicKey) && verifySm2(sealText(seal), signature, seal.publicKey)
}

/**
 * Reads a sealed file to its end, recomputes every link and the signature, and hands on the entries.
 * @throws Refusal `invalid` with a sentence when it is no sealed file, was altered or cut off, or another key signed it
 */
export async function readSealed(path: string, publicKeys: readonly string[], each: (line: SealedLine) => Promise<void> | void = () => undefined): Promise<SealedFile> {
  const [content, whole] = [createHash('sm3'), createHash('sm3')]
  let [header, last, head, entries]: [SealHeader | undefined, string | undefined, Head, number] = [undefined, undefined, { seq: 0, hash: '' }, 0]
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (last !== undefined) addLine(content, last)
    if (last !== undefined && header === undefined) {
      header = headerIn(last, path)
      head = { seq: header.firstSeq - 1, hash: header.previousHash }
    } else if (last !== undefined) {
      const read = lineIn(last, path)
      head = follow(head, read)
      entries += 1
      await each(read)
    }
    addLine(whole, line)
    last = line
  }
  if (header === undefined || last === undefined) throw unusable(path)
  const signed = signedIn(last, path)
  refuseFalse({ signed, header, head, entries, contentSm3: content.digest('hex') }, publicKeys)
  return { header, ...signed, fileSm3: whole.digest('hex') }
}

function addLine(hash: Hash, line: string): void {
  hash.update(`${line}\n`)
}

function follow(head: Head, { seq, hash, entry }: SealedLine): Head {
  if (seq !== head.seq + 1) throw new Refusal('invalid', `封存文件在第 ${head.seq + 1} 环处断开，请换用原来的文件`)
  if (linkHash(head.hash, entry) !== hash) throw new Refusal('invalid', `封存文件第 ${seq} 环（审计记录 ${entry.id}）的内容与其摘要不符，请换用原来的文件`)
  return { seq, hash }
}

interface Read { signed: SignedSeal; header: SealHeader; head: Head; entries: number; contentSm3: string }

function refuseFalse({ signed, header, head, entries, contentSm3 }: Read, publicKeys: readonly string[]): void {
  const { seal } = signed
  const isSame = seal.firstSeq === header.firstSeq && seal.previousHash === header.previousHash && seal.untilSeq === head.seq
    && seal.untilHash === head.hash && seal.entries === entries && seal.contentSm3 === contentSm3
  if (!isSame) throw new Refusal('invalid', '封存文件的内容与封条不符：缺了或多了记录，请换用原来的文件')
  if (!publicKeys.includes(seal.publicKey)) throw new Refusal('invalid', '封存文件是另一把密钥签的。请把当时的公钥放在数据目录（sm2-public-key-年份.pem），或用 --key 指明')
  if (!isSignedBy(signed, publicKeys)) throw new Refusal('invalid', '封存文件的签名不对，请换用原来的文件')
}

const unusable = (path: string): Refusal => new Refusal('invalid', `${path} 不是完整的审计封存文件，请换用 audit export 写出的文件`)

function objectIn(line: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return { ...value }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw unusable(path)
}

function headerIn(line: string, path: string): SealHeader {
  const header = objectIn(line, path)
  const { program, content, format, firstSeq, previousHash } = header
  if (program !== 'chunfeng' || content !== 'audit' || format !== 1 || !Number.isInteger(firstSeq) || typeof previousHash !== 'string') throw unusable(path)
  // Safe: what is used of it was just looked at.
  return header as unknown as SealHeader
}

function lineIn(line: string, path: string): SealedLine {
  const { seq, hash, entry } = objectIn(line, path)
  const at = typeof entry === 'object' && entry !== null && 'at' in entry ? new Date(String(entry.at)) : undefined
  if (typeof seq !== 'number' || typeof hash !== 'string' || at === undefined || Number.isNaN(at.getTime())) throw unusable(path)
  // Safe: every other field is covered by the hash of its link, which is recomputed.
  return { seq, hash, entry: { ...(entry as KeptEntry), at } }
}

function signedIn(line: string, path: string): SignedSeal {
  const { seal, signature } = objectIn(line, path)
  if (typeof seal !== 'object' || seal === null || typeof signature !== 'string' || typeof Object(seal).publicKey !== 'string') throw unusable(path)
  // Safe: compared field by field with what was read, and the signature covers all of it.
  return { seal: seal as Seal, signature }
}
