import { readFile } from 'node:fs/promises'
import { faultsIn, ProofFile, recomputed, type ProofFault } from '#modules/public-progress'
import { schemaErrors } from '#platform/schema'
import type { Command, ExitCode, Invocation } from './command.ts'

const USAGE = 'verify proof FILE [--digests DIGESTS.json] [--json]'

/** Verifies an applicant's proof without network and without the database. */
export const verifyProofCommand: Command = {
  name: 'verify proof',
  summary: '离线核验申请人下载的证明文件：办理记录在不在公布的每日摘要里',
  usage: USAGE,
  options: { digests: { type: 'string' }, json: { type: 'boolean' } },
  details: ['  --digests 文件 您自己保存的公布名单（GET /api/public/digests），逐日对照'],
  examples: ['verify proof proof.json', 'verify proof proof.json --digests digests.json'],
  exits: '0 证明成立，1 不成立，2 用法不对或文件读不出来',
  run: verifyProofFile,
}

/** 0 holds · 1 does not hold · 2 wrong usage or an unreadable file. */
async function verifyProofFile({ words, options, out, note }: Invocation): Promise<ExitCode> {
  const [name] = words
  if (name === undefined || words.length > 1) { note(`请写一个证明文件\n用法：chunfeng ${USAGE}`); return 2 }
  const file = await readJson(name)
  const kept = typeof options['digests'] === 'string' ? await readJson(options['digests']) : undefined
  const trouble = [file, kept].find((one): one is Unreadable => one !== undefined && 'why' in one)
  if (trouble) { note(trouble.why); return 2 }
  const [wrong] = file && 'value' in file ? schemaErrors(ProofFile, file.value) : []
  if (!file || !('value' in file) || wrong) { note(`${name} 不是证明文件（${wrong?.path ?? ''}：${wrong?.message ?? ''}），请重新下载`); return 2 }
  // Safe: checked against the schema in the line above.
  const proof = file.value as ProofFile
  const faults = [...faultsIn(proof), ...(kept && 'value' in kept ? rootFaults(proof, kept.value) : [])]
  out(options['json'] === true ? JSON.stringify(summaryOf(proof, faults)) : sentences(proof, faults))
  return faults.length === 0 ? 0 : 1
}

interface Unreadable { why: string }

async function readJson(name: string): Promise<{ value: unknown } | Unreadable> {
  try {
    return { value: JSON.parse(await readFile(name, 'utf8')) }
  } catch (error) {
    if (error instanceof SyntaxError) return { why: `${name} 不是 JSON，请检查文件` }
    if (error instanceof Error && 'code' in error) return { why: `文件读不出来（${error.message}），请检查路径` }
    throw error
  }
}

/** Days whose root is not the one somebody has kept from the public list (GET /api/public/digests). */
function rootFaults({ days }: ProofFile, kept: unknown): ProofFault[] {
  const list = typeof kept === 'object' && kept !== null && 'digests' in kept && Array.isArray(kept.digests) ? kept.digests : []
  const roots = new Map(list.map((entry: unknown) => [String(Object(entry).day), String(Object(entry).root)]))
  return days.filter(({ day, root }) => roots.get(day) !== root)
    .map(({ day }) => ({ day, text: roots.has(day) ? `${day} 的摘要与您保存的公布名单不同` : `您保存的公布名单里没有 ${day}` }))
}

function summaryOf(proof: ProofFile, faults: readonly ProofFault[]): object {
  const { number, caseId, events, days, pending } = proof
  return { ok: faults.length === 0, number, caseId, events: events.length, recomputed: recomputed(proof), days: days.length, pending, faults }
}

function sentences(proof: ProofFile, faults: readonly ProofFault[]): string {
  const { number, title, events, days, pending } = proof
  if (faults.length > 0) return ['核验不通过：', ...faults.map(({ text }) => `  ${text}`)].join('\n')
  return [
    `核验通过：${title}（${number}）的 ${events.length} 步前后衔接，${days.length} 天的记录都在公布的摘要里；申请人自己的 ${recomputed(proof)} 步连内容一起重算过。`,
    ...(pending.length > 0 ? [`还没有公布摘要的日子：${pending.join('、')}`] : []),
    '请核对下面的摘要与公布的一致（网址 /api/public/digests，或用 --digests 给出您保存的名单）：',
    ...days.map(({ day, root }) => `  ${day}  ${root}`),
  ].join('\n')
}
