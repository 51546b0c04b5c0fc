import type { Database } from '#platform/database'
import { orphanEvents, verifyLog } from '#kernel'
import { alteredSinceDigest, brokenDigests } from '#modules/public-progress'
import { verifyAudit, type AuditVerified } from '#base/audit'
import { assembleKernel } from '../app.ts'
import type { Command, ExitCode } from './command.ts'
import { publishedKeys } from './published-keys.ts'
import { withDatabase } from './with-database.ts'

const PROGRESS_EVERY_CASES = 5000

export interface Verified { cases: number; events: number; audit: AuditVerified; altered: object[] }

/** Recomputes all there is: the log of every case, the published digests, and the audit log with its anchors. */
export async function verifyAll(database: Database, publicKeys: readonly string[], note: (line: string) => void): Promise<Verified> {
  const found = { cases: 0, events: 0 }
  const altered: object[] = (await orphanEvents(database)).map((caseId) => ({ caseId, field: 'case', text: '办件不见了，记录还在' }))
  for await (const alteration of verifyLog(database, (done) => {
    Object.assign(found, done)
    if (done.cases % PROGRESS_EVERY_CASES === 0) note(`已核验 ${done.cases} 件`)
  }, assembleKernel({ sendJobs: async () => {} }))) altered.push(alteration)
  altered.push(...await alteredSinceDigest(database))
  for await (const day of brokenDigests(database)) altered.push({ day, field: 'root', text: `${day} 公布的摘要与留存的明细不符` })
  const audit: AuditVerified = { entries: 0, sealed: 0, head: '', unlinked: 0 }
  for await (const alteration of verifyAudit(database, (done) => Object.assign(audit, done), publicKeys)) altered.push(alteration)
  return { ...found, audit, altered }
}

export const verifyCommand: Command = {
  name: 'verify',
  summary: '重算全部办件记录、审计记录的摘要链和每日摘要，指出被改动的办件、记录和字段',
  usage: 'verify [--json]',
  options: { json: { type: 'boolean' } },
  details: ['  服务在运行或停着都可以。把打印的链尾摘要抄在别处，以后对得上就没有被截掉末尾。', '  离线的核验见 verify document、verify proof、verify audit。'],
  examples: ['verify', 'verify --json'],
  exits: '0 全部完好，1 有改动，2 用法不对',
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database, { dataDirectory }) => {
    const verified = await verifyAll(database, publishedKeys(dataDirectory), note)
    const ok = verified.altered.length === 0
    out(options['json'] === true ? JSON.stringify({ ok, ...verified }) : verdictOf(verified))
    return ok ? 0 : 1
  }),
}

function verdictOf({ cases, events, audit, altered }: Verified): string {
  const lines = altered.map((alteration) => `  ${Object.values(alteration).filter((value) => value !== null).join('  ')}`)
  const sealed = audit.sealed > 0 ? `（另有 ${audit.sealed} 条已封存）` : ''
  return [
    `核验 ${cases} 件、${events} 条记录、${audit.entries} 条审计记录${sealed}（链尾 ${audit.head.slice(0, 16)}）：${altered.length === 0 ? '全部完好' : `发现 ${altered.length} 处改动`}`,
    ...lines,
  ].join('\n')
}
