import { resolve } from 'node:path'
import { dayAt, isDay } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { exportAudit, linkAll, pruneAudit, readSealed, recordAudit, RETENTION_MONTHS } from '#base/audit'
import type { Command, ExitCode, Invocation } from './command.ts'
import { operator } from './operator.ts'
import { publishedKeys, signingKeyOf } from './published-keys.ts'
import { readPublicKey } from './verify-audit.ts'
import { withDatabase } from './with-database.ts'

export const auditExportCommand: Command = {
  name: 'audit export',
  summary: '把到某一天为止的审计记录写成一个签名、成链的封存文件；库里的不动',
  usage: 'audit export --until 日子 --to 文件 [--json]',
  options: { until: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean' } },
  details: [
    '  --until 日子   写到这一天（含），如 2026-03-31；应是过去的一天', '  --to 文件      每行一条记录的文件；有同名的会被换掉',
    `  只有满 ${RETENTION_MONTHS} 个月的才能再用 audit prune 删除。每次导出都记在审计记录里。`,
  ],
  examples: ['audit export --until 2026-03-31 --to /archive/audit-2026-03.jsonl'],
  run: (invocation) => {
    const { until, to } = invocation.options
    const wrong = typeof until !== 'string' || !isDay(until) ? '请用 --until 写明到哪一天，如 --until 2026-03-31'
      : until >= dayAt(new Date()) ? '--until 应是过去的一天：今天的记录还在增加'
        : typeof to !== 'string' ? '请用 --to 写明写到哪个文件' : undefined
    if (wrong !== undefined) { invocation.note(wrong); return Promise.resolve(2) }
    return orSay(invocation, () => sealUp(invocation, String(until), resolve(String(to))))
  },
}

function sealUp({ options, out, note }: Invocation, until: string, to: string): Promise<ExitCode> {
  return withDatabase<ExitCode>(note, async (database, config) => {
    const key = await signingKeyOf(config.dataDirectory, note)
    const now = new Date()
    const call = { tx: database, actor: operator(), now }
    await recordAudit(call, { action: 'audit.seal', what: '导出并封存审计记录', object: `到 ${until}` })
    await linkAll(database)
    const seal = await exportAudit(database, { until, to, key, now })
    out(options['json'] === true ? JSON.stringify({ ok: true, file: to, ...seal })
      : `已写 ${seal.entries} 条审计记录（第 ${seal.firstSeq} 至 ${seal.untilSeq} 环）到 ${to}。请把它另存一处，再用 audit prune 删除库里满 ${RETENTION_MONTHS} 个月的`)
    return 0
  })
}

export const auditPruneCommand: Command = {
  name: 'audit prune',
  summary: '核验封存文件，再从库里删去它里面的审计记录（只删它里面的、满六个月的）；留下锚点，链照常核验',
  usage: 'audit prune --sealed 文件 [--key 公钥文件] [--json]',
  options: { sealed: { type: 'string' }, key: { type: 'string' }, json: { type: 'boolean' } },
  details: [
    '  --sealed 文件  audit export 写出的文件；先整份核验，不符就什么也不删', '  --key 文件     封存时用的公钥，省略则用数据目录里的 sm2-public-key*.pem',
    '  中断了再运行一次即可。删除记在审计记录里，审计管理员在“审计记录”页看得到每一个锚点。',
  ],
  examples: ['audit prune --sealed /archive/audit-2026-03.jsonl'],
  run: (invocation) => {
    const { sealed } = invocation.options
    if (typeof sealed !== 'string') { invocation.note('请用 --sealed 写明封存文件'); return Promise.resolve(2) }
    return orSay(invocation, () => prune(invocation, resolve(sealed)))
  },
}

function prune({ options, out, note }: Invocation, path: string): Promise<ExitCode> {
  return withDatabase<ExitCode>(note, async (database, config) => {
    const publicKeys = typeof options['key'] === 'string' ? [await readPublicKey(options['key'])] : publishedKeys(config.dataDirectory)
    // A file that does not hold is turned away before anything waits for the database.
    await readSealed(path, publicKeys)
    const done = await pruneAudit(database, { path, publicKeys, call: { actor: operator(), now: new Date() } })
    out(options['json'] === true ? JSON.stringify({ ok: true, ...done })
      : `删去 ${done.entries} 条已封存的审计记录${done.isAgain ? '（这份文件以前删过，接着删没有删完的）' : ''}，审计链从第 ${done.untilSeq + 1} 环起。请保存好封存文件，并运行 verify`)
    return 0
  })
}

/** A sentence instead of a stack, for what the operator can do something about. */
export async function orSay({ note }: Pick<Invocation, 'note'>, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    return await work()
  } catch (error) {
    const isFile = error instanceof Error && 'code' in error && 'path' in error
    if (!(error instanceof Refusal) && !isFile) throw error
    note(isFile ? `文件用不了（${error.message}），请检查路径和权限` : error.message)
    return 1
  }
}
