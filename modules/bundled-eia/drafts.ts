import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { bodyOf, type Call } from '#kernel'
import type { Answers } from './answers.ts'
import { unitsIn } from './answers.ts'

/** So many bundles one body may be writing at once. A default of ours. */
const DRAFTS_MAX = 20

export interface Draft {
  id: string
  answers: Answers
  reportFile: { id: string; name: string } | null
  /** The case it was filed as. */
  caseId: string | null
  members: Member[]
  updatedAt: Date
}
/** A unit and how it has confirmed; `signedSm3` names what exactly it confirmed. */
export interface Member { uscc: string; name: string; signedSm3: string | null; signedAt: string | null; letter: string | null }

/** Who writes: the firm the actor acts for, or she herself. */
const ownerOf = ({ actor }: Pick<Call, 'actor'>): string => bodyOf(actor) ?? actor.id

const COLUMNS = `
  draft.id, draft.answers, case when file.id is not null then json_build_object('id', file.id, 'name', file.original_name) end as "reportFile",
  bundle.case_id as "caseId", draft.updated_at as "updatedAt",
  coalesce((select json_agg(json_build_object('uscc', member.uscc, 'name', member.name, 'signedSm3', member.signed_sm3, 'signedAt', member.signed_at,
    'letter', member.authorisation_file) order by member.name) from bundled_eia.member member where member.draft_id = draft.id), '[]') as members`
const TABLES = `
  bundled_eia.draft draft left join materials.file file on file.id = draft.report_file left join bundled_eia.bundle bundle on bundle.draft_id = draft.id`

export async function beginDraft(call: Call, answers: Answers): Promise<string> {
  const [row] = await runSql<{ count: number }>(call.tx, `
    select count(*)::int as count from bundled_eia.draft draft left join bundled_eia.bundle bundle on bundle.draft_id = draft.id
    where draft.body = $1 and bundle.case_id is null`, [ownerOf(call)])
  if ((row?.count ?? 0) >= DRAFTS_MAX) throw new Refusal('too-many', `您有 ${DRAFTS_MAX} 份没有提交的打捆申报，请先提交或删除几份`)
  const id = randomUUID()
  await runSql(call.tx, 'insert into bundled_eia.draft (id, body, account_id, answers, created_at, updated_at) values ($1, $2, $3, $4, $5, $5)',
    [id, ownerOf(call), call.actor.id, JSON.stringify(answers), call.now])
  await keepMembers(call, id, answers)
  return id
}

/** The drafts of this body, newest first. */
export function draftsOf(call: Call): Promise<Draft[]> {
  return runSql<Draft>(call.tx, `select ${COLUMNS} from ${TABLES} where draft.body = $1 order by draft.updated_at desc limit ${DRAFTS_MAX}`, [ownerOf(call)])
}

/** The body's own draft, locked until the end of the transaction. */
export async function lockDraft(call: Call, id: string): Promise<Draft> {
  await runSql(call.tx, 'select 1 from bundled_eia.draft where id = $1 for update', [id])
  return draftFor(call, id)
}

export async function draftFor(call: Call, id: string): Promise<Draft> {
  const [draft] = await runSql<Draft>(call.tx, `select ${COLUMNS} from ${TABLES} where draft.id = $1 and draft.body = $2`, [id, ownerOf(call)])
  if (!draft) throw new Refusal('not-found', '没有这份打捆申报，或者不是您单位的')
  return draft
}

/** The draft a case was filed from. */
export async function draftOfCase(call: Call, caseId: string): Promise<Draft | undefined> {
  const [draft] = await runSql<Draft>(call.tx, `select ${COLUMNS} from ${TABLES} where bundle.case_id = $1`, [caseId])
  return draft
}

/** A draft in which the firm of this credit code is a unit, for its own people. */
export async function draftForMember({ tx }: Pick<Call, 'tx'>, id: string, uscc: string): Promise<Draft> {
  const [draft] = await runSql<Draft>(tx, `
    select ${COLUMNS} from ${TABLES}
    where draft.id = $1 and exists (select 1 from bundled_eia.member own where own.draft_id = draft.id and own.uscc = $2)`, [id, uscc])
  if (!draft) throw new Refusal('not-found', '没有这份打捆申报，或者您的单位不在里面')
  return draft
}

/** Drafts in which the firm is a unit, newest first. */
export function draftsForMember({ tx }: Pick<Call, 'tx'>, uscc: string): Promise<Draft[]> {
  return runSql<Draft>(tx, `
    select ${COLUMNS} from ${TABLES} join bundled_eia.member own on own.draft_id = draft.id and own.uscc = $1
    order by draft.updated_at desc limit ${DRAFTS_MAX}`, [uscc])
}

/** Answers take the place of those of the same name. */
export async function keepAnswers(call: Call, draft: Pick<Draft, 'id' | 'answers'>, answers: Answers): Promise<void> {
  const whole = { ...draft.answers, ...answers }
  await runSql(call.tx, 'update bundled_eia.draft set answers = $2, updated_at = $3 where id = $1', [draft.id, JSON.stringify(whole), call.now])
  await keepMembers(call, draft.id, whole)
}

export async function keepReport(call: Call, id: string, fileId: string): Promise<void> {
  await runSql(call.tx, 'update bundled_eia.draft set report_file = $2, updated_at = $3 where id = $1', [id, fileId, call.now])
}

export async function keepLetter(call: Call, id: string, { uscc, fileId }: { uscc: string; fileId: string }): Promise<void> {
  const rows = await runSql(
    call.tx, 'update bundled_eia.member set authorisation_file = $3 where draft_id = $1 and uscc = $2 returning uscc', [id, uscc, fileId],
  )
  if (rows.length === 0) throw new Refusal('not-found', '这份申报里没有这个单位，请先填它的统一社会信用代码并保存')
}

/** The unit confirms what the draft says now. */
export async function keepSignature({ tx, actor, now }: Call, id: string, { uscc, sm3 }: { uscc: string; sm3: string }): Promise<void> {
  await runSql(
    tx, 'update bundled_eia.member set signed_sm3 = $3, signed_by = $4, signed_at = $5 where draft_id = $1 and uscc = $2', [id, uscc, sm3, actor.id, now],
  )
}

export async function deleteDraft(call: Call, { id }: Pick<Draft, 'id'>): Promise<void> {
  await runSql(call.tx, 'delete from bundled_eia.draft where id = $1', [id])
}

/** One line for each unit that has a credit code; whoever is no more in it goes, with its signature. */
async function keepMembers({ tx }: Call, id: string, answers: Answers): Promise<void> {
  const units = unitsIn(answers).filter(({ uscc }) => /^[0-9A-Z]{18}$/.test(uscc))
  const [usccs, names] = [units.map(({ uscc }) => uscc), units.map(({ name }) => name)]
  await sql`delete from bundled_eia.member where draft_id = ${id} and not (uscc = any(${usccs}))`.execute(tx)
  await sql`
    insert into bundled_eia.member (draft_id, uscc, name)
    select distinct on (uscc) ${id}::uuid, uscc, name from unnest(${usccs}::text[], ${names}::text[]) as unit (uscc, name)
    on conflict (draft_id, uscc) do update set name = excluded.name`.execute(tx)
}
