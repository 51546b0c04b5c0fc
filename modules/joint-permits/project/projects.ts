/** Projects and what is on record of them, in the database. */
import { randomUUIDv7 } from 'node:crypto'
import { runSql, sendSql, type Tx } from '#platform/database'
import { findCases, type Call, type Case } from '#kernel'
import type { Permit } from '../release/gates.ts'
import type { Fact, FactKind } from './standing.ts'

export interface Project { id: string; code: string; applicantId: string; name: string; registeredOn: string }

const PROJECT = 'id, code, applicant_id as "applicantId", name, registered_on as "registeredOn"'
const FACT = `fact.seq, fact.on_day as "on", fact.what, fact.permit, fact.result, fact.kind, fact.evidence, fact.case_id as "caseId", fact.strikes,
  fact.by_name as "byName", fact.by_organisation as "byOrganisation"`
export const FACTS_MAX = 500
const CASES_MAX = 200

/**
 * Puts a case with its project, which is registered now if this firm had none with this code. Answers with the project's id; its row
 * stays locked to the end of the transaction.
 */
export async function joinCase(
  call: Call,
  { code, applicantId, name }: Pick<Project, 'code' | 'applicantId' | 'name'>,
  joined: { caseId: string; permit: Permit },
): Promise<string> {
  const [row] = await runSql<{ projectId: string }>(
    call.tx,
    `
    with registered as (
      insert into joint_permits.project (id, code, applicant_id, name, registered_on) values ($1, $2, $3, $4, $5)
      on conflict (applicant_id, code) do update set code = excluded.code returning id)
    insert into joint_permits.permit (case_id, project_id, permit) select $6, id, $7 from registered
    on conflict (case_id) do update set project_id = excluded.project_id returning project_id as "projectId"`,
    [randomUUIDv7(), code, applicantId, name, call.today, joined.caseId, joined.permit],
  )
  if (!row) throw new Error(`project ${code} was not registered`)
  return row.projectId
}

/** The project a case is about, and as which permit; locked to the end of the transaction. */
export async function lockProjectOf(tx: Tx, caseId: string): Promise<(Project & { permit: Permit }) | undefined> {
  const [project] = await runSql<Project & { permit: Permit }>(tx, `
    select ${PROJECT}, permit from joint_permits.permit join joint_permits.project on id = project_id where case_id = $1 for update of project`, [caseId])
  return project
}

/** Which permit a case is about, with everything on record of its project, in one look; nothing is locked. */
export async function permitWithFacts(tx: Tx, caseId: string): Promise<{ permit: Permit; facts: Fact[] } | undefined> {
  const rows = await runSql<Fact & { own: Permit; seq: number | null }>(tx, `
    select own.permit as own, ${FACT} from joint_permits.permit as own left join joint_permits.fact on fact.project_id = own.project_id
    where own.case_id = $1 order by seq limit ${FACTS_MAX}`, [caseId])
  const [first] = rows
  return first && { permit: first.own, facts: rows.filter(({ seq }) => seq !== null) }
}

/** The project of a permit's case, or of the joint case that it is a child of. */
export async function findProjectOfCase(tx: Tx, caseId: string): Promise<Project | undefined> {
  const [project] = await runSql<Project>(tx, `
    select ${PROJECT} from joint_permits.project where id = (
      select project_id from joint_permits.permit
      where case_id = any(array(select id from kernel.case where id = $1 or parent_id = $1 limit 50)) limit 1)`, [caseId])
  return project
}

export async function findProject(tx: Tx, id: string): Promise<Project | undefined> {
  const [project] = await runSql<Project>(tx, `select ${PROJECT} from joint_permits.project where id = $1`, [id])
  return project
}

export async function projectByCode(tx: Tx, applicantId: string, code: string): Promise<Project | undefined> {
  const [project] = await runSql<Project>(tx, `select ${PROJECT} from joint_permits.project where applicant_id = $1 and code = $2`, [applicantId, code])
  return project
}

/** Every case about a permit of the project, the oldest first. */
export async function casesOf(tx: Tx, projectId: string): Promise<{ permit: Permit; found: Case }[]> {
  const rows = await runSql<{ caseId: string; permit: Permit }>(tx, `
    select case_id as "caseId", permit from joint_permits.permit where project_id = $1 order by case_id limit ${CASES_MAX}`, [projectId])
  const cases = await findCases(tx, rows.map(({ caseId }) => caseId))
  return rows.flatMap(({ caseId, permit }) => {
    const found = cases.get(caseId)
    return found ? [{ permit, found }] : []
  })
}

/** Whoever changes or asks the gates waits here, so that two never decide on the same standing. Always the last lock taken. */
export async function lockProject(tx: Tx, id: string): Promise<void> {
  await runSql(tx, 'select 1 from joint_permits.project where id = $1 for update', [id])
}

/** Everything on record of the project, in order. */
export function factsOf(tx: Tx, projectId: string): Promise<Fact[]> {
  return runSql<Fact>(tx, `
    select ${FACT} from joint_permits.fact where project_id = $1 order by seq limit ${FACTS_MAX}`, [projectId])
}

export interface NewFact {
  what: FactKind
  permit?: Permit
  result?: 'passed' | 'refused'
  kind?: string
  evidence?: string
  caseId?: string
  strikes?: number
  command?: { key: string; requestSm3: string }
}

/** Puts these on record, in this order; the project must be locked. Nobody waits for the answer: a fault in it fails the transaction. */
export async function addFacts({ tx, actor, today, now }: Call, projectId: string, facts: readonly NewFact[]): Promise<void> {
  const rows = facts.map(({ caseId, command, ...fact }) => ({ ...fact, case_id: caseId, command_key: command?.key, request_sm3: command?.requestSm3 }))
  await sendSql(tx, `
    insert into joint_permits.fact (project_id, seq, on_day, at, by_account, by_name, by_organisation, ${GIVEN})
    select $1, (select coalesce(max(seq), 0) from joint_permits.fact where project_id = $1) + given.n, $2, $3, $4, $5, $6, ${GIVEN}
    from rows from (json_to_recordset($7::json) as (
      what text, permit text, result text, kind text, evidence text, case_id uuid, strikes int,
      command_key text, request_sm3 text)) with ordinality as given (${GIVEN}, n)`,
  [projectId, today, now, actor.id, actor.name, actor.organisation, JSON.stringify(rows)])
}

const GIVEN = 'what, permit, result, kind, evidence, case_id, strikes, command_key, request_sm3'
