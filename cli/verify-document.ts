import { readFile } from 'node:fs/promises'
import { documentFactsOf, titleOf, verifyDocument, verifyQrText, type QrVerdict } from '#base/documents'
import { Refusal } from '#platform/refusal'
import { publicKeyIn } from '#platform/sm'
import type { Command, ExitCode, Invocation } from './command.ts'

const USAGE = 'verify document --qr TEXT --key PUBLICKEYFILE [--facts FACTS.json] [--json]'

/** Verifies a document without network and without the database: the text of its QR code and the published key are enough. */
export const verifyDocumentCommand: Command = {
  name: 'verify document',
  summary: '离线核验文书二维码的真伪（SM2 公钥），可同时核对文书内容',
  usage: USAGE,
  options: { qr: { type: 'string' }, key: { type: 'string' }, facts: { type: 'string' }, json: { type: 'boolean' } },
  details: ['  --qr 文字      扫二维码得到的文字', '  --key 文件     公布的公钥（sm2-public-key.pem，或十六进制）', '  --facts 文件   文书内容，与二维码核对'],
  examples: ['verify document --qr "$(cat qr.txt)" --key sm2-public-key.pem'],
  exits: '0 是真的，1 不是真的，2 用法不对或文件读不出来',
  run: ({ options, out, note }) => verifyDocumentText(options, { out, note }),
}

/** 0 genuine · 1 not genuine · 2 wrong usage or an unreadable file. */
export async function verifyDocumentText(args: Invocation['options'], { out, note }: Pick<Invocation, 'out' | 'note'>): Promise<ExitCode> {
  const { qr, key, facts, json } = args
  if (typeof qr !== 'string' || typeof key !== 'string') {
    note(`需要二维码的文字和公钥文件\n用法：chunfeng ${USAGE}`)
    return 2
  }
  const verdict = await verdictOn(qr.trim(), key, typeof facts === 'string' ? facts : undefined)
  if (typeof verdict === 'string') {
    note(verdict)
    return 2
  }
  out(json === true ? JSON.stringify(verdict) : sentenceOf(verdict))
  return verdict.valid ? 0 : 1
}

/** The verdict, or a sentence about a file that cannot be used. */
async function verdictOn(qr: string, keyFile: string, factsFile: string | undefined): Promise<QrVerdict | string> {
  try {
    const publicKey = publicKeyIn(await readFile(keyFile, 'utf8'))
    if (factsFile === undefined) return verifyQrText(qr, publicKey)
    return verifyDocument(documentFactsOf(JSON.parse(await readFile(factsFile, 'utf8'))), qr, publicKey)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    if (error instanceof SyntaxError) return `${factsFile} 不是 JSON，请检查文件`
    if (error instanceof Error && 'code' in error) return `文件读不出来（${error.message}），请检查路径`
    throw error
  }
}

function sentenceOf(verdict: QrVerdict): string {
  if (!verdict.valid) return `核验不通过：${verdict.why}`
  const { kind, number, caseNumber, issuedOn, issuer, keyId } = verdict
  return [
    '核验通过：二维码由所给公钥对应的机关签发，内容没有被改动',
    `文书：${titleOf(kind, { isLicence: false })}　${number}`, `办件编号：${caseNumber}`, `签发：${issuer}　${issuedOn}`, `密钥编号：${keyId}`,
    '请核对纸面上的文号、办件编号、日期与上面一致。',
    // A signature never grows old; only the list of the platform knows what was taken back.
    ...(kind === 'honour' ? [`荣誉可能已经撤销：请在平台的“服务评优”里按编号 ${number} 看是否仍然有效。`] : []),
  ].join('\n')
}
