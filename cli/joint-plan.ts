import { readFile } from 'node:fs/promises'
import { readConfig } from '#platform/config'
import { openDatabase, type Database } from '#platform/database'
import { dayAt, type Day } from '#platform/day'
import { embeddedState, embeddedUrl } from '#platform/postgres'
import { inProject } from '#platform/project'
import { Refusal } from '#platform/refusal'
import { loadCalendars, withProvisionalYears } from '#kernel'
import { findItem, type Item } from '#base/catalog'
import { organisationName } from '#base/people'
import { pastOf, planLines, planOf, readProject, setOfItem, type Past, type PermitSet } from '#modules/joint-permits'
import { demoItems } from '../demo.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

/** The same plan as on the page; with a running database by its own items and past cases, without one by those we ship. */
export const jointPlanCommand: Command = {
  name: 'joint plan',
  summary: '多证联办：联办和分别办并排比一比材料、次数、先后、期限和预计办完的时间',
  usage: 'joint plan --set four|five --project FILE.json [--json]',
  options: { set: { type: 'string' }, project: { type: 'string' }, json: { type: 'boolean' } },
  details: [
    '  --set four|five  四证联办（人防、消防、规划、施工）或五证联办（用地、不动产、人防、规划、施工）',
    '  --project FILE   项目 {"name", "code", "specialWorks"?, "fireDrawings"?, "landDocuments"?, "leaveOut"?, "answers"?}，说明见 modules/joint-permits/README.md',
  ],
  examples: ['joint plan --set five --project project.json', 'joint plan --set four --project project.json --json'],
  exits: '0 打印了，1 项目文件读不到或内容不对，2 用法不对',
  run: async (invocation) => {
    const { words, options: { set, project }, note } = invocation
    if ((set !== 'four' && set !== 'five') || typeof project !== 'string' || words.length > 0) {
      note(`请写明 --set four 或 five，和 --project 文件。\n用法：chunfeng ${jointPlanCommand.usage}`)
      return 2
    }
    try {
      return await tell(invocation, { set, file: project })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return fail(invocation, error.message)
    }
  },
}

async function tell(invocation: Invocation, { set, file }: { set: PermitSet; file: string }): Promise<ExitCode> {
  const today = process.env['CHUNFENG_TODAY'] ?? dayAt(new Date())
  const project = readProject(await jsonIn(file), set, today)
  const ground = await groundOf(set, today, invocation.note)
  const plan = planOf({ set, project, ...ground })
  if (invocation.options['json'] === true) invocation.out(JSON.stringify(plan))
  else for (const line of planLines(plan, organisationName)) invocation.out(line)
  return 0
}

async function jsonIn(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => { throw new Refusal('invalid', `读不到“${file}”，请核对文件名`) })
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new Refusal('invalid', '项目文件不是 JSON，请检查引号、括号和逗号')
  }
}

interface Ground { item: Item; items: ReadonlyMap<string, Item>; past: ReadonlyMap<string, Past> }

async function groundOf(set: PermitSet, today: Day, note: Invocation['note']): Promise<Ground> {
  const shipped = demoItems()
  const item = shipped.find((one) => setOfItem(one) === set)
  if (item?.joint === undefined) throw new Refusal('invalid', '目录里没有这一组联办，请先装入事项')
  const codes = item.joint.lanes.map(({ itemCode }) => itemCode)
  const items = new Map(shipped.filter(({ code }) => codes.includes(code)).map((one) => [one.code, one]))
  const asShipped: Ground = { item, items, past: new Map() }
  return await withRunning((database) => inForce(database, asShipped, today)).catch(() => undefined) ?? noDatabase(asShipped, note)
}

function noDatabase(ground: Ground, note: Invocation['note']): Ground {
  note('没有正在运行的数据库：按随装的事项算，没有以往的办件，按承诺期限估算')
  return ground
}

/** What the running catalogue says today, and what its past cases took. */
async function inForce(database: Database, { item: shipped, items }: Ground, today: Day): Promise<Ground> {
  const item = await findItem(database, shipped.code, today) ?? shipped
  const members = await Promise.all([...items.values()].map(async (one) => await findItem(database, one.code, today) ?? one))
  const calendar = withProvisionalYears(loadCalendars(inProject('data/calendars')))
  return { item, items: new Map(members.map((one) => [one.code, one])), past: await pastOf(database, calendar, [...items.keys()], today) }
}

/** Looks at the database that runs, and neither starts nor changes one. */
async function withRunning<Result>(work: (database: Database) => Promise<Result>): Promise<Result | undefined> {
  const { databaseUrl, dataDirectory } = readConfig()
  const url = databaseUrl ?? (embeddedState(dataDirectory) === 'running' ? embeddedUrl(dataDirectory) : undefined)
  if (url === undefined) return undefined
  const database = openDatabase({ url, max: 2 })
  try {
    return await work(database)
  } finally {
    await database.destroy()
  }
}

function fail({ options, out, note }: Invocation, sentence: string): ExitCode {
  if (options['json'] === true) out(JSON.stringify({ error: sentence }))
  else note(sentence)
  return 1
}
