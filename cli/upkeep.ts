import { recalculateOpenCases } from '#kernel'
import { assembleKernel } from '../app.ts'
import { seed as load } from '../demo.ts'
import type { Command, ExitCode } from './command.ts'
import { withDatabase } from './with-database.ts'

export const serveCommand: Command = {
  name: 'serve',
  summary: '启动服务（与 npm start 相同，不安装、不构建）',
  usage: 'serve',
  options: {},
  details: ['  设置都在环境变量里，见 docs/howto/install.md。Ctrl-C 或 SIGTERM 办完手上的请求再停。'],
  examples: ['serve'],
  exits: '0 正常停下，1 出错停下，2 环境变量不对，3 数据目录被另一个服务占用',
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
  details: ['  只向前升级，没有回退；先做一次 backup。启动服务时也会自动做。'],
  examples: ['migrate'],
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
  details: ['  --demo         同时装入演示账号和示例事项；口令人人知道，正式环境不要用'],
  examples: ['seed', 'seed --demo'],
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
  details: ['  先把国务院办公厅公布的安排写成 data/calendars/年份.json（照已有的样子），再运行。可以重复运行。'],
  examples: ['recalculate'],
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database) => {
    const done = await recalculateOpenCases(database, assembleKernel({ sendJobs: async () => {} }), ({ seen }) => note(`已重算 ${seen} 件`))
    out(options['json'] === true ? JSON.stringify({ ok: true, ...done }) : `重算 ${done.seen} 件未结办件，${done.changed} 件的日期有变`)
    return 0
  }),
}
