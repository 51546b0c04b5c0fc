import { addCalendarDays, dayAt } from '#platform/day'
import { inTransaction, runSql } from '#platform/database'
import { advanceAll, alterationsInCase, fireTimers, orphanEvents, SYSTEM } from '#kernel'
import { modules } from '../../app.ts'
import { ask, chunfeng, fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/**
 * Whose turn it is and where: 'owner:housing', 'window:hall', 'applicant:…'; 'parent:…' with a parent that is open itself, and
 * 'window:district-440106' where another district has the papers (异地代收).
 */
const ORPHANS = `select id, number from kernel.case child where closed_at is null and (queue is null or queue_due_on is null
  or queue !~ '^[a-zA-Z]+:.+$'
  or (queue ~ '^parent:' and not exists (select from kernel.case parent where parent.id = child.parent_id and parent.closed_at is null))
  or (queue !~ '^(applicant:|parent:|[a-z]+:district-[0-9]{6}$)' and not exists (select from people.organisation where id = split_part(queue, ':', 2)))
  ) order by id limit 1000`

const queues: Check<Ground> = {
  id: 'queues',
  look: async ({ database }) => {
    const found = await runSql<{ number: string }>(database, ORPHANS)
    return found.length === 0 ? fine('每个未结办件都恰好在一个队列里')
      : wrong(`${found.length} 个未结办件不在任何人的队列里：${listed(found.map(({ number }) => number))}`, chunfeng('recalculate'))
  },
}

/** The roles that work a queue; a queue of another name is worked by whoever bears its name as role. The supervisor's office receives what is told to her (差评、整改、异议). */
const WORKERS = `case split_part(queue, ':', 1) when 'owner' then '{reviewer}'::text[] when 'window' then '{window,supervisor}' else array[split_part(queue, ':', 1)] end`
const UNSTAFFED = `
  select distinct queue from kernel.case where closed_at is null and queue !~ '^applicant:'
    and exists (select from people.organisation where id = split_part(queue, ':', 2))
    and not exists (
      select from people.account account
      left join people.post_holder holder on holder.account = account.id left join people.post post on post.id = holder.post
      left join people.account_role own on own.account = account.id
      where account.active and account.organisation = split_part(queue, ':', 2)
        and ${WORKERS} && (coalesce(post.roles, '{}') || own.role))`

const staffing: Check<Ground> = {
  id: 'staffing',
  look: async ({ database }) => {
    const found = await runSql<{ queue: string }>(database, UNSTAFFED)
    return found.length === 0 ? fine('有办件的队列都有人办')
      : wrong(`队列 ${listed(found.map(({ queue }) => queue))} 有办件，却没有在岗的账号`, healing('staffing'))
  },
  // Whoever held the post last is let in again; with nobody to let in, accounts have to be made in the staff pages.
  mend: async ({ database }) => void await runSql(database, `
    update people.account account set active = true where not active and exists (
      select from (${UNSTAFFED}) empty
      join people.post post on post.organisation = split_part(empty.queue, ':', 2)
        and ${WORKERS} && post.roles
      join people.post_holder holder on holder.post = post.id where holder.account = account.id)`),
}

const timers: Check<Ground> = {
  id: 'timers',
  look: async (ground) => {
    const { count } = await ask<{ count: number }>(ground,
      "select count(*) as count from kernel.case where next_timer_at < $1::timestamptz - $2 * interval '1 second'",
      [ground.now, ground.limits['timer-late-seconds']])
    return count === 0 ? fine('到时的自动步骤都办了') : wrong(`有 ${count} 个办件的自动步骤过时没有办（如视为受理）。服务在运行吗？`, healing('timers'))
  },
  mend: async ({ database, kernel, now }) => void await fireTimers(database, kernel, { now, today: dayAt(now) }),
}

const projections: Check<Ground> = {
  id: 'projections',
  look: async (ground) => {
    const behind: string[] = []
    for (const { name } of ground.kernel.projections) {
      const { lag } = await ask<{ lag: number }>(ground, `select count(*) as lag from (select from kernel.event e
        where (e.xid, e.position) > (select coalesce(max(xid::text), '0')::xid8, coalesce(max(position), 0) from kernel.checkpoint where projection = $1)
        limit $2) late`, [name, ground.limits['projection-lag'] + 1])
      if (lag > ground.limits['projection-lag']) behind.push(name)
    }
    return behind.length === 0 ? fine('统计跟得上记录')
      : wrong(`统计 ${listed(behind)} 落后 ${ground.limits['projection-lag']} 条记录以上。服务在运行吗？`, healing('projections'))
  },
  mend: ({ database, kernel }) => advanceAll(database, kernel),
}

/** What was closed before the daily work of this day could have run is not missed yet. */
const digest: Check<Ground> = {
  id: 'digest',
  look: async (ground) => {
    const yesterday = addCalendarDays(dayAt(new Date(ground.now.getTime() - DAILY_WORK_MILLISECONDS)), -1)
    const { missing } = await ask<{ missing: boolean }>(ground, `select exists (select from kernel.event where on_day <= $1)
      and not exists (select from public_progress.digest where day = $1) as missing`, [yesterday])
    return missing ? wrong(`${yesterday} 的记录摘要没有公布`, healing('digest')) : fine('到昨天为止的记录摘要都公布了')
  },
  mend: async ({ database, kernel, now }) => {
    for (const work of modules.flatMap((module) => module.daily ?? [])) {
      await inTransaction(database, (tx) => work.run({ kernel, tx, actor: SYSTEM, now, today: dayAt(now) }))
    }
  },
}

const DAILY_WORK_MILLISECONDS = 15 * 60_000

/** The newest cases, whole; `verify` looks at all. Cases that stand in no queue are told of by `queues`. */
const chain: Check<Ground> = {
  id: 'chain',
  look: async ({ database, limits }) => {
    const orphans = new Set((await runSql<{ id: string }>(database, ORPHANS)).map(({ id }) => id))
    const cases = await runSql<{ id: string }>(database, 'select id from kernel.case order by id desc limit $1', [limits['chain-sample']])
    const altered = await orphanEvents(database)
    for (const { id } of cases) if (!orphans.has(id)) altered.push(...(await alterationsInCase(database, id)).map(({ number, text }) => `${number} ${text}`))
    return altered.length === 0 ? fine(`最近 ${cases.length} 个办件的摘要链完好`)
      : wrong(`摘要链不符：${listed(altered)}。先保留现场，用 verify 查全部，再从备份恢复到改动之前`, chunfeng('restore --help'))
  },
}

export const caseChecks: readonly Check<Ground>[] = [queues, staffing, timers, projections, digest, chain]
