import { readFile } from 'node:fs/promises'
import { addCalendarDays, dayAt, isDay, startOf, type Day } from '#platform/day'
import { inProject } from '#platform/project'
import { Refusal } from '#platform/refusal'
import { loadCalendars, withProvisionalYears } from '#kernel'
import { readLog } from '#modules/mining'
import {
  CHINA_OFFSET, compare, historyFromLog, historyOfLog, learn, monthsBefore, readChange, validate, workingDaysIn, type Change, type History,
} from '#modules/what-if'
import { assembleKernel } from '../app.ts'
import type { Command, ExitCode, Invocation } from './command.ts'
import { comparisonLines, validationLines } from './what-if/lines.ts'
import { withDatabase } from './with-database.ts'

const REPLICATIONS_DEFAULT = 20
const REPLICATIONS_MAX = 1000
const MONTHS_DEFAULT = 3
const MONTHS_MAX = 36

export const whatIfCommand: Command = {
  name: 'what-if',
  summary: '先推演再发布：从记录学出收件、走法、停留和人手，把一个月照改动重演，与不改并排，带区间',
  usage: 'what-if --base 2026-09 --change FILE.yaml [--log FILE] [--validate [FILE] [--families]] [--replications 20] [--months 3] [--seed 1] [--json]',
  options: {
    base: { type: 'string' }, change: { type: 'string' }, log: { type: 'string' }, validate: { type: 'boolean' }, json: { type: 'boolean' },
    replications: { type: 'string' }, seed: { type: 'string' }, months: { type: 'string' }, families: { type: 'boolean' },
  },
  details: [
    '  --base 年-月        重演哪个月；不写就是上个月', '  --change 文件       改动：staff、limits、together、routing、bundles（见 docs/howto/leader.md）；不写就只重演',
    '  --log 文件          不读本系统的记录，读别的日志：.xes、.xes.gz、.csv', '  --validate [文件]   用前一半办件学，预测后一半的平均和九成全程，印出误差、两半本身变了多少和结论；写了 --base 就用那个月以前的学，预测那个月',
    '  --families          连同只看前一步、前两步的走法一起验证',
    `  --replications 次数 默认 ${REPLICATIONS_DEFAULT}，区间是其中九成落在里面的`,
    `  --months 个数       从这个月往前几个月里学，默认 ${MONTHS_DEFAULT}`, '  --seed 种子         同一个种子总是同样的结果，默认 1',
  ],
  examples: ['what-if --base 2026-09 --change one-more-clerk.yaml', 'what-if --validate --base 2026-09', 'what-if --validate log.xes.gz'],
  exits: '0 完成，1 改动文件或日志有误（说明第几行），2 用法不对',
  run,
}

interface Asked {
  base: Day
  isBaseGiven: boolean
  months: number
  replications: number
  seed: number
  isJson: boolean
  isValidation: boolean
  families: boolean
  log: string | undefined
  change: string | undefined
}

async function run({ words, options, out, note }: Invocation): Promise<ExitCode> {
  const asked = askedIn(words, options)
  if (typeof asked === 'string') { note(`${asked}\n用法：chunfeng ${whatIfCommand.usage}`); return 2 }
  try {
    const change = asked.change === undefined ? {} : readChange(await textOf(asked.change))
    const ground = await groundOf(asked, note)
    if (asked.isValidation) return validated(asked, ground, { out, note })
    const learnt = learn(ground.history, {
      ...ground.learning, from: startOf(monthsBefore(asked.base, asked.months - 1)).getTime(), until: ground.endOf(asked.base),
    })
    if (learnt.occurrences.atStart.length === 0) throw new Refusal('rule', `${asked.base.slice(0, 7)} 和以前几个月里没有办件可以学，请换一个月`)
    return compared(asked, { learnt, change, span: { from: ground.startOf(asked.base), until: ground.endOf(asked.base) } }, { out, note })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    note(error.message)
    return 1
  }
}

type Said = Pick<Invocation, 'out' | 'note'>
interface Ground {
  history: History; learning: { offset: number; isWorkingDay?: (day: number) => boolean }; startOf: (base: Day) => number; endOf: (base: Day) => number
}

function validated({
  base, isBaseGiven, months, replications, seed, families, isJson,
}: Asked, { history, learning, ...ground }: Ground, { out, note }: Said): ExitCode {
  const split = ground.startOf(base)
  const times = isBaseGiven
    ? { first: { from: ground.startOf(monthsBefore(base, months)), until: split }, second: { from: split, until: ground.endOf(base) } }
    : undefined
  if (times && !hasCases(history, times.first)) throw new Refusal('rule', `${base.slice(0, 7)} 以前的 ${months} 个月里没有办件可以学，请换一个月`)
  if (times && !hasCases(history, times.second)) throw new Refusal('rule', `${base.slice(0, 7)} 没有收件，没有可以验的，请换一个月`)
  const result = validate(history, {
    learning, replications, seed, families, ...(times && { times }), onProgress: (done, total) => note(`预测 ${done}/${total}`),
  })
  out(isJson ? JSON.stringify(result) : validationLines(result).join('\n'))
  return 0
}

function hasCases({ cases }: History, { from, until }: { from: number; until: number }): boolean {
  return cases.openedAt.some((at) => at >= from && at < until)
}

function compared(
  { replications, seed, isJson }: Asked,
  { learnt, change, span }: { learnt: ReturnType<typeof learn>; change: Change; span: { from: number; until: number } },
  { out, note }: Said,
): ExitCode {
  const begun = performance.now()
  const result = compare(learnt, {
    span,
    change,
    replications,
    seed,
    onProgress: (done, total) => {
      if (done === total || done % 10 === 0) note(`重演 ${done}/${total}`)
    },
  })
  note(`用时 ${((performance.now() - begun) / 1000).toFixed(1)} 秒`)
  out(isJson ? JSON.stringify(result) : comparisonLines(result, change.name).join('\n'))
  return 0
}

function askedIn(words: readonly string[], options: Invocation['options']): Asked | string {
  const text = (name: string): string | undefined => (typeof options[name] === 'string' ? options[name] : undefined)
  const given = text('base')
  const base = given ?? monthsBefore(`${dayAt(new Date()).slice(0, 7)}-01`, 1).slice(0, 7)
  const [replications, seed, months] = [
    Number(text('replications') ?? REPLICATIONS_DEFAULT), Number(text('seed') ?? 1), Number(text('months') ?? MONTHS_DEFAULT),
  ]
  const isCount = (value: number, max: number): boolean => Number.isInteger(value) && value >= 1 && value <= max
  const [file, ...others] = options['validate'] === true ? words : [undefined, ...words]
  if (others.length > 0) return `不认识“${others.join(' ')}”`
  if (!isDay(`${base}-01`)) return '--base 应为年-月，如 2026-09'
  if (!isCount(replications, REPLICATIONS_MAX) || !isCount(months, MONTHS_MAX) || !Number.isInteger(seed))
    return `--replications 应为 1 到 ${REPLICATIONS_MAX}，--months 1 到 ${MONTHS_MAX}，--seed 应为整数`
  return {
    base: `${base}-01`, isBaseGiven: given !== undefined, replications, seed, months,
    isJson: options['json'] === true, isValidation: options['validate'] === true,
    families: options['families'] === true, log: text('log') ?? file, change: text('change'),
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new Refusal('not-found', `读不到改动文件 ${file}，请检查路径`)
  }
}

/** A foreign log keeps its own weekdays, and months as its clock has them; the own log those of China. */
async function groundOf(asked: Asked, note: Invocation['note']): Promise<Ground> {
  if (asked.log !== undefined) {
    const { log } = await readLog(asked.log)
    if (log.untimedEvents > 0) throw new Refusal('invalid', `日志里有 ${log.untimedEvents} 个事件没有时间，推演不了，请补上再读`)
    const utc = (day: Day): number => Date.parse(`${day}T00:00:00Z`)
    return { history: historyOfLog(log), learning: { offset: 0 }, startOf: utc, endOf: (base) => utc(monthsBefore(base, -1)) }
  }
  const calendar = withProvisionalYears(loadCalendars(inProject('data/calendars')))
  const from = asked.isValidation ? (asked.isBaseGiven ? monthsBefore(asked.base, asked.months) : '2000-01-01') : monthsBefore(asked.base, asked.months - 1)
  const until = addCalendarDays(dayAt(new Date()), 1)
  const kernel = assembleKernel({ sendJobs: async () => {} })
  const history = await withDatabase(note, (database) =>
    historyFromLog(database, kernel, {
      from,
      until,
      onProgress: (cases) => {
        if (cases % 20_000 === 0) note(`读了 ${cases} 件`)
      },
    }),
  )
  return {
    history,
    learning: { offset: CHINA_OFFSET, isWorkingDay: workingDaysIn(calendar) },
    startOf: (base) => startOf(base).getTime(),
    endOf: (base) => startOf(monthsBefore(base, -1)).getTime(),
  }
}
