import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { addWorkingDays, type Call, type Case } from '#kernel'
import { ownFiles } from '#base/materials'
import { limitOf } from './deadlines.ts'

/** What stands beside the case, for those who only read and for the next of the same kind; in the transaction of the step. */
export async function recordOrder(call: Call, { id, traits }: Case, { requirement, withinWorkingDays }: Record<string, unknown>): Promise<void> {
  const most = limitOf(traits, 'ordered')
  const workingDays = typeof withinWorkingDays === 'number' ? withinWorkingDays : most
  if (workingDays > most) throw new Refusal('invalid', `整改最多给 ${most} 个工作日（现行期限），请写小一些`, [{ path: 'withinWorkingDays', message: `最多 ${most} 个工作日` }])
  const until = addWorkingDays(call.kernel.calendar, call.today, workingDays)
  await runSql(
    call.tx, 'update governance.rectification set requirement = $2, ordered_on = $3, ordered_until = $4 where case_id = $1',
    [id, requirement, call.today, until],
  )
}

export async function recordEvidence(call: Call, { id }: Case, { measures, files }: Record<string, unknown>): Promise<void> {
  const given = filesIn(files)
  const own = new Set(await ownFiles(call, given.map(({ fileId }) => fileId)))
  const missing = given.flatMap(({ fileId, name }, index) =>
    (own.has(fileId.toLowerCase()) ? [] : [{ path: `files.${index}.fileId`, message: `“${name}”找不到，请重新上传` }]))
  if (missing.length > 0) throw new Refusal('invalid', '有的文件找不到，请重新上传', missing)
  await runSql(call.tx, 'update governance.rectification set measures = $2, evidenced_on = $3 where case_id = $1', [id, measures, call.today])
  await runSql(call.tx, `
    insert into governance.evidence (case_id, file_id, name, added_on)
    select $1, file.id, file.name, $4 from unnest($2::uuid[], $3::text[]) file (id, name) on conflict do nothing`,
  [id, given.map(({ fileId }) => fileId), given.map(({ name }) => name), call.today])
}

/** 销号: the alerts it was about are settled with it. */
export async function recordClose(call: Call, { id }: Case, { opinion }: Record<string, unknown>): Promise<void> {
  await over(call, id, { verdict: String(opinion), outcome: 'rectified' })
  await runSql(call.tx, `
    update governance.alert set settled_on = $2, settled_how = 'rectified', settled_by = $3
    where rectification_id = $1 and settled_on is null and rule not in ('reminder', 'overdue', 'overdue-red', 'stage')`, [id, call.today, call.actor.id])
}

/** It was no fault: the alerts that led here count nowhere. */
export async function recordCancel(call: Call, { id }: Case, { reason }: Record<string, unknown>): Promise<void> {
  await over(call, id, { verdict: String(reason), outcome: 'cancelled' })
  await runSql(call.tx, "update governance.alert set settled_on = coalesce(settled_on, $2), settled_how = 'dismissed', settled_by = $3, note = $4 where rectification_id = $1",
    [id, call.today, call.actor.id, reason])
}

async function over({ tx, today }: Call, id: string, { verdict, outcome }: { verdict: string; outcome: string }): Promise<void> {
  await runSql(tx, 'update governance.rectification set closed_on = $2, verdict = $3, outcome = $4 where case_id = $1', [id, today, verdict, outcome])
}

interface GivenFile { fileId: string; name: string }

function filesIn(files: unknown): GivenFile[] {
  // Safe: the schema of the step has checked the shape.
  return Array.isArray(files) ? (files as GivenFile[]) : []
}
