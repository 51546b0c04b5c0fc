import { addCalendarDays, dayAt, isDay } from '#platform/day'
import type { Database } from '#platform/database'
import type { Config } from '#platform/config'
import { embeddedUrl } from '#platform/postgres'
import type { Command, ExitCode, Invocation } from './command.ts'
import { whyNotHere } from './demo-year/demo-only.ts'
import { CASES_DEFAULT, DAYS_DEFAULT, type Wishes } from './demo-year/ground.ts'
import { installYear } from './demo-year/install.ts'
import { rehearse } from './demo-year/rehearse.ts'
import type { Report } from './demo-year/report.ts'
import { TROUBLES } from './demo-year/troubles.ts'
import { withDatabase } from './with-database.ts'

const CASES_MAX = 2_000_000
const DAYS_MAX = 800
const CLERKS_MAX = 20

/** A year of a whole district, lived through by the kernel's own rules and written with COPY. */
export const demoYearCommand: Command = {
  name: 'demo-year',
  summary: '装入演示的一年：按真实的流程办出几十万个虚构的办件，其中埋了几处毛病，供监督、领导、流程挖掘试用',
  usage: 'demo-year [--cases 200000] [--days 365] [--seed 1] [--until 日期] [--clerks slow-window=+1] [--dry] [--json]',
  options: {
    cases: { type: 'string' }, days: { type: 'string' }, seed: { type: 'string' }, until: { type: 'string' }, clerks: { type: 'string', multiple: true },
    dry: { type: 'boolean' }, json: { type: 'boolean' },
  },
  details: [
    `  --cases 件数   默认 ${CASES_DEFAULT}`, `  --days 天数    默认 ${DAYS_DEFAULT}`, '  --seed 种子    同一个种子总是同样的人、同样的事，默认 1',
    '  --until 日期   最后一天，默认昨天', `  --clerks 毛病=+人数  给埋了毛病的窗口加人，如 ${TROUBLES.slowWindow.id}=+1；来的人和办的时间不变`,
    '  --dry          只推演，不写数据库',
    '  只能装进演示用的数据库：有真实的账号或办件就拒绝。全部在一个事务里，中断了什么都不留下。',
  ],
  examples: ['demo-year', 'demo-year --cases 5000 --seed 7', `demo-year --dry --clerks ${TROUBLES.slowWindow.id}=+1 --json`],
  run: async (invocation) => {
    const wishes = wishesIn(invocation.options)
    if (typeof wishes === 'string') { invocation.note(wishes); return 2 }
    if (invocation.options['dry'] === true) return told(invocation, rehearse(wishes, invocation.note).report)
    return withDatabase(invocation.note, (database, config) => loadInto({ database, config }, wishes, invocation))
  },
}

/** What was asked, or what is wrong with it. */
function wishesIn(options: Invocation['options']): Wishes | string {
  const count = (name: string, fallback: number): number => Number(options[name] ?? fallback)
  const [cases, days, chance] = [count('cases', CASES_DEFAULT), count('days', DAYS_DEFAULT), count('seed', 1)]
  const within = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max
  if (!within(cases, CASES_MAX) || !within(days, DAYS_MAX) || !Number.isInteger(chance))
    return `--cases 应为 1 到 ${CASES_MAX} 的整数，--days 1 到 ${DAYS_MAX}，--seed 应为整数`
  const until = String(options['until'] ?? addCalendarDays(dayAt(new Date()), -1))
  if (!isDay(until) || until >= dayAt(new Date())) return '--until 应为今天以前的日期，如 2026-09-30'
  const clerks = clerksIn(options['clerks'])
  return clerks === undefined ? `--clerks 应为 毛病=+人数（最多 ${CLERKS_MAX}），如 ${TROUBLES.slowWindow.id}=+1` : { cases, days, seed: chance, until, clerks }
}

function clerksIn(given: unknown): Record<string, number> | undefined {
  const clerks: Record<string, number> = {}
  for (const text of Array.isArray(given) ? given : []) {
    const [, trouble, count] = /^([a-z-]+)=\+(\d{1,2})$/.exec(String(text)) ?? []
    if (trouble !== TROUBLES.slowWindow.id || Number(count) > CLERKS_MAX) return undefined
    clerks[trouble] = Number(count)
  }
  return clerks
}

async function loadInto({ database, config }: { database: Database; config: Config }, wishes: Wishes, invocation: Invocation): Promise<ExitCode> {
  const { note } = invocation
  const why = await whyNotHere(database, { isDemo: config.demo, firstDay: addCalendarDays(wishes.until, 1 - wishes.days) })
  if (why !== undefined) { note(why); return 1 }
  const url = config.databaseUrl ?? embeddedUrl(config.dataDirectory)
  const report = await installYear({ database, url, keysDirectory: config.keysDirectory, now: new Date(), note }, wishes)
  return told(invocation, report)
}

function told({ options, out }: Invocation, report: Report): ExitCode {
  if (options['json'] === true) { out(JSON.stringify(report)); return report.refused === 0 ? 0 : 1 }
  const { affected } = report
  out(`${report.firstDay} 至 ${report.lastDay}：${report.cases} 件，${report.events} 条记录，评价 ${report.ratings} 个，差评办件 ${report.complaints} 件`)
  for (const { finding, where, from, until, cases } of report.plants) out(`  埋下：${finding}（${where}，${from} 至 ${until}，${cases} 件）`)
  out(`慢窗口收下并办完的 ${affected.cases} 件：收件到送达平均 ${days(affected.meanDays)} 天，90% 在 ${days(affected.p90Days)} 天以内；收件到受理平均 ${days(affected.meanAcceptDays)} 天`)
  return report.refused === 0 ? 0 : 1
}

const days = (value: number | null): string => (value === null ? '—' : value.toFixed(2))
