import { existsSync } from 'node:fs'
import { dayAt, startOf } from '#platform/day'
import { runSql } from '#platform/database'
import { inProject } from '#platform/project'
import { listItemsInForce, problemsOf, retireItem } from '#base/catalog'
import { listOrganisations } from '#base/people'
import { ask, chunfeng, fine, healing, listed, wrong, type Check, type Ground, type Machine } from './check.ts'

/** The day a test lives in, or the machine's. */
function today({ config, now }: Machine): string {
  return config.today ?? dayAt(now)
}

const calendarFile = (year: number): string => `data/calendars/${year}.json`
const adding = (year: number): string => `cp ${year}.json ${calendarFile(year)} && ${chunfeng('recalculate')}`

const calendar: Check<Machine> = {
  id: 'calendar',
  look: async (machine) => {
    const year = Number(today(machine).slice(0, 4))
    return existsSync(inProject(calendarFile(year))) ? fine(`${year} 年放假安排已装入`)
      : wrong(`没有 ${year} 年的放假安排，期限只能按周一至周五暂推。请按已有年份的格式写成 ${calendarFile(year)}`, adding(year))
  },
}

const nextCalendar: Check<Machine> = {
  id: 'calendar-next',
  look: async (machine) => {
    const day = today(machine)
    const year = Number(day.slice(0, 4)) + 1
    if (existsSync(inProject(calendarFile(year)))) return fine(`${year} 年放假安排已装入`)
    const due = startOf(`${year - 1}-12-${String(machine.limits['calendar-due-day']).padStart(2, '0')}`)
    return startOf(day) < due ? fine(`${year} 年放假安排还没有装入；国务院办公厅公布后写成 ${calendarFile(year)}，再运行 recalculate`)
      : wrong(`没有 ${year} 年的放假安排，跨年的期限会算错。请按国务院办公厅的通知写成 ${calendarFile(year)}`, adding(year))
  },
}

export const calendarChecks: readonly Check<Machine>[] = [calendar, nextCalendar]

const organisations: Check<Ground> = {
  id: 'organisations',
  look: async (ground) => {
    const { count } = await ask<{ count: number }>(ground, 'select count(*) as count from people.organisation')
    return count > 0 ? fine(`组织机构 ${count} 个`) : wrong('没有组织机构', chunfeng('seed'))
  },
}

const catalogue: Check<Ground> = {
  id: 'catalogue',
  look: async (ground) => {
    const { count } = await ask<{ count: number }>(ground, "select count(*) as count from catalog.item where status = 'published' and superseded_on is null")
    if (count > 0) return fine(`已发布事项 ${count} 项`)
    return wrong('没有已发布的事项，群众什么也办不了', chunfeng(ground.config.demo ? 'seed --demo' : 'import items 实施清单.jsonl'))
  },
}

const itemRules: Check<Ground> = {
  id: 'item-rules',
  look: async (ground) => {
    const broken = await brokenItems(ground)
    return broken.length === 0 ? fine('已发布的事项都符合发布规则')
      : wrong(`已发布的事项 ${listed(broken)} 不符合发布规则。应在目录台改正后发布新版本；来不及改的先下架`, healing('item-rules'))
  },
  mend: async (ground) => {
    for (const code of await brokenItems(ground)) await retireItem(ground.database, code)
  },
}

async function brokenItems(ground: Ground): Promise<string[]> {
  const { database } = ground
  const known = new Set((await listOrganisations(database)).map(({ id }) => id))
  // An imported item names its own organisation where it is none of ours.
  const imported = new Set((await runSql<{ code: string }>(database, 'select code from catalog.item where source is not null')).map(({ code }) => code))
  const items = await listItemsInForce(database, today(ground))
  const byCode = new Map(items.map((item) => [item.code, item]))
  const context = { organisations: known, itemOf: (code: string) => byCode.get(code) }
  return items.filter((item) => !imported.has(item.code) && problemsOf(item, context).length > 0).map(({ code }) => code)
}

export const catalogueChecks: readonly Check<Ground>[] = [organisations, catalogue, itemRules]
