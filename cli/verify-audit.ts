import { readFile } from 'node:fs/promises'
import { publicKeyIn } from '#platform/sm'
import { readSealed } from '#base/audit'
import { Refusal } from '#platform/refusal'
import type { Command, ExitCode, Invocation } from './command.ts'

const USAGE = 'verify audit FILE --key 公钥文件 [--json]'

/** Verifies a sealed file of audit entries without network and without the database. */
export const verifyAuditCommand: Command = {
  name: 'verify audit',
  summary: '离线核验审计封存文件：重算每一环，验签；不连数据库',
  usage: USAGE,
  options: { key: { type: 'string' }, json: { type: 'boolean' } },
  details: ['  --key 文件     封存时公布的公钥（数据目录里的 sm2-public-key.pem）'],
  examples: ['verify audit /archive/audit-2026-03.jsonl --key sm2-public-key.pem'],
  exits: '0 核验通过，1 不通过，2 用法不对或文件读不出来',
  run: verifyAuditFile,
}

async function verifyAuditFile({ words, options, out, note }: Invocation): Promise<ExitCode> {
  const [file] = words
  if (file === undefined || words.length > 1 || typeof options['key'] !== 'string') { note(`请写一个封存文件和公钥\n用法：chunfeng ${USAGE}`); return 2 }
  try {
    const { seal, header, fileSm3 } = await readSealed(file, [await readPublicKey(options['key'])])
    out(options['json'] === true ? JSON.stringify({ ok: true, ...seal, fileSm3 })
      : `核验通过：${seal.entries} 条审计记录，第 ${seal.firstSeq} 至 ${seal.untilSeq} 环，到 ${header.until} 为止，签名正确。\n文件摘要（SM3）${fileSm3}`)
    return 0
  } catch (error) {
    if (error instanceof Refusal) { out(options['json'] === true ? JSON.stringify({ ok: false, why: error.message }) : `核验不通过：${error.message}`); return 1 }
    if (error instanceof Error && 'code' in error) { note(`文件读不出来（${error.message}），请检查路径`); return 2 }
    throw error
  }
}

/** The published public key in a file. @throws Refusal when it is none */
export async function readPublicKey(path: string): Promise<string> {
  return publicKeyIn(await readFile(path, 'utf8'))
}
