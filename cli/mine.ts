import { Refusal } from '#platform/refusal'
import { mine, readLog, type Mined } from '#modules/mining'
import type { Command, ExitCode, Invocation } from './command.ts'

/** Lines of a list in the answer for people; `--json` has them all. */
const LIST_LINES = 10

export const mineCommand: Command = {
  name: 'mine',
  summary: '读一份事件日志，数出实际的流程：办件、活动、走法、先后、人员、天数、重复和换手',
  usage: 'mine FILE [--json] [--case 列] [--activity 列] [--time 列] [--resource 列]',
  options: { json: { type: 'boolean' }, case: { type: 'string' }, activity: { type: 'string' }, time: { type: 'string' }, resource: { type: 'string' } },
  details: [
    '  FILE           .xes、.xes.gz（IEEE 1849）或 .csv（逗号、分号或制表符分隔，第一行是列名；UTF-8 或 GB 18030）',
    '  --json         结果写成一个 JSON，directlyFollows 等列表是全的',
    '  --case 列      CSV 里办件编号那一列的列名；常用的列名（case:concept:name、case_id、办件编号……）自己认得',
    '  --activity 列  活动（concept:name、activity、步骤……）   --time 列  时间（time:timestamp、timestamp、时间……）',
    '  --resource 列  人员（org:resource、resource、办理人……），可以没有',
    '  同一个办件里按时间先后，时间相同或没有写时间的照文件的次序；没有写时区的按北京时间；没有事件的办件不计；',
    '  天数是第一个事件到最后一个事件，一天 24 小时；换手是前后两个事件的人员不同。',
  ],
  examples: ['mine log.xes.gz', 'mine log.csv --case 办件编号 --activity 步骤 --time 时间 --json'],
  exits: '0 读完，1 文件内容不对（说明第几行），2 用法不对或没有文件',
  run,
}

async function run({ words: [file, ...more], options, out, note }: Invocation): Promise<ExitCode> {
  if (file === undefined || more.length > 0) { note(`请写一个文件。\n用法：chunfeng ${mineCommand.usage}`); return 2 }
  const told = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  try {
    const { format, log } = await readLog(file, { case: told('case'), activity: told('activity'), time: told('time'), resource: told('resource') })
    const mined = mine(log)
    if (options['json'] === true) out(JSON.stringify({ format, ...mined }))
    else out(linesFor(mined).join('\n'))
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    note(error.message)
    return error.code === 'not-found' ? 2 : 1
  }
}

function linesFor(mined: Mined): string[] {
  const { cases, emptyCases, events, untimedEvents, activities, variants, topVariant, topVariantCases } = mined
  const empty = emptyCases > 0 ? `（另有 ${emptyCases} 件没有事件，不计）` : ''
  const untimed = untimedEvents > 0 ? `（${untimedEvents} 个没有时间，照文件的次序）` : ''
  const days = (value: number | null): string => (value === null ? '不知道' : `${value.toFixed(3)} 天`)
  return [
    `办件 ${cases} 件${empty}，事件 ${events} 个${untimed}，活动 ${activities} 种，人员 ${mined.resources} 个`,
    `走法 ${variants} 种；最多的一种 ${topVariantCases} 件：${topVariant.join(' → ')}`,
    `天数：平均 ${days(mined.meanDays)}，中位 ${days(mined.medianDays)}，90 分位 ${days(mined.p90Days)}，最长 ${days(mined.maxDays)}`,
    `有活动重复的办件 ${mined.casesWithRepeatedActivity} 件；换手 ${mined.handovers} 次`,
    `直接先后 ${mined.directlyFollowsPairs} 对${mined.directlyFollowsPairs > LIST_LINES ? `，最多的 ${LIST_LINES} 对（--json 有全部）` : ''}：`,
    ...mined.directlyFollows.slice(0, LIST_LINES).map(({ from, to, count, meanDays }) => `  ${count}  ${from} → ${to}（平均隔 ${days(meanDays)}）`),
  ]
}
