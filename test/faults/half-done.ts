import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runSql, type Database } from '#platform/database'
import { orphanEvents, verifyLog } from '#kernel'

/** Each finds rows that cannot be when every command is done wholly or not at all. */
const CONTRADICTIONS: Readonly<Record<string, string>> = {
  '未结的办件不在恰好一个队列里，或者没有到期日': `select number as what from kernel.case
    where (closed_at is null) <> (queue is not null and queue_due_on is not null) or queue !~ '^[a-zA-Z]+:.+$'`,
  记录的条数和版本不一致: `select number as what from kernel.case c where version <> (select count(*) from kernel.event where case_id = c.id)`,
  办件的状态不是最后一条记录的状态: `select number as what from kernel.case c
    where state <> (select to_state from kernel.event where case_id = c.id order by seq desc limit 1)`,
  申请没有它的回答: `select number as what from kernel.case
    where type = 'application' and id not in (select case_id from applications.application)`,
  记录说发了文书而没有文书: `select case_id::text as what from kernel.event e where issued is not null
    and not exists (select from kernel.document d where d.case_id = e.case_id and d.seq = e.seq)`,
  评价过而没有评价: `select number as what from kernel.case c
    where (traits->>'rated')::boolean and not exists (select from ratings.rating where case_id = c.id)`,
  补正过而没有写明问题: `select case_id::text as what from kernel.event e where kind = 'application.requestCorrection'
    and not exists (select from applications.problem p where p.case_id = e.case_id)`,
  命令没有办件的记录: `select key as what from kernel.command c where not exists (select from kernel.event where case_id = c.case_id)`,
  注册的群众没有角色: `select login as what from people.account a
    where kind = 'citizen' and not exists (select from people.account_role where account = a.id)`,
}

/** Everything that was left half done; empty when nothing was. */
export async function halfDone(database: Database, data: string): Promise<string[]> {
  const found: string[] = []
  for (const [title, statement] of Object.entries(CONTRADICTIONS)) {
    for (const { what } of await runSql<{ what: string }>(database, `${statement} limit 5`)) found.push(`${title}：${what}`)
  }
  for await (const { number, text } of verifyLog(database)) found.push(`${number} ${text}`)
  const orphans = await orphanEvents(database)
  return [...found, ...orphans.map((id) => `${id} 有记录没有办件`), ...(await halfFiles(database, data))]
}

async function halfFiles(database: Database, data: string): Promise<string[]> {
  const files = await runSql<{ sm3: string; size: number }>(database, 'select distinct sm3, size from materials.file')
  const wrong = files.filter(
    ({ sm3, size }) => statSync(join(data, 'files', sm3.slice(0, 2), sm3.slice(2, 4), sm3), { throwIfNoEntry: false })?.size !== size,
  )
  return [...wrong.map(({ sm3 }) => `文件 ${sm3} 不在或者不全`), ...halfUploads(data).map((name) => `没有收完的文件 ${name}`)]
}

/** Parts of files that were never received to their end. */
export function halfUploads(data: string): string[] {
  return readdirSync(data, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.startsWith(join('files', 'incoming')) && name.endsWith('.part'),
  )
}
