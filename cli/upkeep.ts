import { orphanEvents, recalculateOpenCases, verifyLog } from '#kernel'
import { alteredSinceDigest, brokenDigests } from '#modules/public-progress'
import { verifyAudit, type AuditVerified } from '#base/audit'
import { assembleKernel } from '../app.ts'
import { seed as load } from '../demo.ts'
import type { Command, ExitCode } from './command.ts'
import { withDatabase } from './with-database.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: '启动服务（与 npm start 相同，不安装、不构建）',
  usage: 'serve',
  options: {},
  run: async () => {
    await import('../server.ts')
    return new Promise(() => {})
  },
}

export const migrateCommand: Command = {
  name: 'migrate',
  summary: '把数据库升级到本程序的版本',
  usage: 'migrate [--json]',
  options: { json: { type: 'boolean' } },
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async () => {
    out(options['json'] === true ? JSON.stringify({ ok: true }) : '数据库已是最新版本')
    return 0
  }),
}

export const seedCommand: Command = {
  name: 'seed',
  summary: '装入组织机构；加 --demo 同时装入演示账号和示例事项',
  usage: 'seed [--demo] [--json]',
  options: { demo: { type: 'boolean' }, json: { type: 'boolean' } },
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database, config) => {
    const demo = options['demo'] === true || config.demo
    await load(database, { demo, now: new Date(), say: note })
    out(options['json'] === true ? JSON.stringify({ ok: true, demo }) : `已装入组织机构${demo ? '、演示账号和示例事项' : ''}`)
    return 0
  }),
}

export const recalculateCommand: Command = {
  name: 'recalculate',
  summary: '放假安排公布或更正后（data/calendars/），重算全部未结办件的期限',
  usage: 'recalculate [--json]',
  options: { json: { type: 'boolean' } },
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database) => {
    const done = await recalculateOpenCases(database, assembleKernel({ sendJobs: async () => {} }), ({ seen }) => note(`已重算 ${seen} 件`))
    out(options['json'] === true ? JSON.stringify({ ok: true, ...done }) : `重算 ${done.seen} 件未结办件，${done.changed} 件的日期有变`)
    return 0
  }),
}

const PROGRESS_EVERY_CASES = 5000

export const verifyCommand: Command = {
  name: 'verify',
  summary: '重算全部办件记录、审计记录的摘要链和每日摘要，指出被改动的办件、记录和字段；有改动时退出码为 1',
  usage: 'verify [--json]',
  options: { json: { type: 'boolean' } },
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database) => {
    const found = { cases: 0, events: 0 }
    const altered: object[] = (await orphanEvents(database)).map((caseId) => ({ caseId, field: 'case', text: '办件不见了，记录还在' }))
    for await (const alteration of verifyLog(database, (done) => {
      Object.assign(found, done)
      if (done.cases % PROGRESS_EVERY_CASES === 0) note(`已核验 ${done.cases} 件`)
    }, assembleKernel({ sendJobs: async () => {} }))) altered.push(alteration)
    altered.push(...await alteredSinceDigest(database))
    for await (const day of brokenDigests(database)) altered.push({ day, field: 'root', text: `${day} 公布的摘要与留存的明细不符` })
    const audit: AuditVerified = { entries: 0, head: '', unlinked: 0 }
    for await (const alteration of verifyAudit(database, (done) => Object.assign(audit, done))) altered.push(alteration)
    out(options['json'] === true ? JSON.stringify({ ok: altered.length === 0, ...found, audit, altered }) : verdictOf({ ...found, audit }, altered))
    return altered.length === 0 ? 0 : 1
  }),
}

function verdictOf({ cases, events, audit }: { cases: number; events: number; audit: AuditVerified }, altered: object[]): string {
  const lines = altered.map((alteration) => `  ${Object.values(alteration).filter((value) => value !== null).join('  ')}`)
  return [`核验 ${cases} 件、${events} 条记录、${audit.entries} 条审计记录（链尾 ${audit.head.slice(0, 16)}）：${altered.length === 0 ? '全部完好' : `发现 ${altered.length} 处改动`}`, ...lines].join('\n')
}
