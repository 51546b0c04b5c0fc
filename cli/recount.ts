import { inTransaction } from '#platform/database'
import { recount, rebuildFigures, type Recount } from '#base/figures'
import { assembleKernel } from '../app.ts'
import type { Command, ExitCode } from './command.ts'
import { withDatabase } from './with-database.ts'

export const recountCommand: Command = {
  name: 'recount',
  summary: '从第一条记录起重算全部计数，与现有的逐行核对；指标、统计和领导屏都从它来',
  usage: 'recount [--json] [--rebuild]',
  options: { json: { type: 'boolean' }, rebuild: { type: 'boolean' } },
  details: [
    '  核对时办事不停，数字停在原处。', '  --rebuild      先清空，一次装满，再核对（整份记录是装进来的时候用）',
    '  --json         {"agrees", "events", "cases", "stays", "counters", "differing", "differences"}',
  ],
  examples: ['recount', 'recount --json'],
  exits: '0 一个也不差，1 有不一致，2 用法不对',
  run: ({ options, out, note }) => withDatabase<ExitCode>(note, async (database) => {
    const kernel = assembleKernel({ sendJobs: async () => {} })
    if (options['rebuild'] === true) note(`装满 ${await inTransaction(database, (tx) => rebuildFigures(tx, kernel))} 条记录`)
    const found = await inTransaction(database, (tx) => recount(tx, kernel))
    out(options['json'] === true ? JSON.stringify(found) : verdictOf(found))
    return found.agrees ? 0 : 1
  }),
}

function verdictOf({ events, cases, stays, counters, agrees, differing, differences }: Recount): string {
  const verdict = agrees ? '一个也不差' : `有 ${differing} 处不一致`
  return [`重算 ${events} 条记录、${cases} 件、${stays} 次停留、${counters} 个计数：${verdict}`, ...differences.map((line) => `  ${line}`)].join('\n')
}
