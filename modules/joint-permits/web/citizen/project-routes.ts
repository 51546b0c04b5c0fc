import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { relationsOf, route, type Call, type Route } from '#kernel'
import { actingFor } from '#base/people'
import { showPage, visitOf } from '#base/pages'
import { casesOf, projectByCode, type Project } from '../../project/projects.ts'
import { projectView } from '../../project/project-view.ts'
import { JOINT_PERMITS_TYPE } from '../../workflow.ts'
import { projectPage, projectsPage, type ProjectFacts, type ProjectRow } from './project-page.ts'

const ASKERS = ['citizen', 'enterprise'] as const
const CodePath = Type.Object({ code: Type.String({ minLength: 1, maxLength: 64 }) })
const ROWS_MAX = 50

export const projectRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/projects', summary: '我的工程项目', for: [...ASKERS],
    handle: async (call, input) => showPage(visitOf(call, input), projectsPage(await rowsFor(call))),
  }),
  route({
    method: 'GET', path: '/projects/:code', summary: '一个工程项目的全部证', for: [...ASKERS], params: CodePath,
    handle: async (call, input) => showPage(visitOf(call, input), projectPage(await factsOf(call, input.params.code))),
  }),
]

/** Her own projects; whoever acts for a firm sees those in which she may see a case. */
async function rowsFor(call: Call): Promise<ProjectRow[]> {
  const { applicant } = await actingFor(call)
  const projects = await runSql<Project>(call.tx, `
    select id, code, name, applicant_id as "applicantId", registered_on as "registeredOn" from joint_permits.project
    where applicant_id = $1 order by registered_on desc, id desc limit ${ROWS_MAX}`, [applicant.id])
  const rows = await Promise.all(projects.map(async (project) => ({ ...project, permits: (await visibleCases(call, project)).length })))
  return rows.filter(({ permits }) => permits > 0)
}

async function factsOf(call: Call, code: string): Promise<ProjectFacts> {
  const { applicant } = await actingFor(call)
  const project = await projectByCode(call.tx, applicant.id, code)
  const visible = project ? await visibleCases(call, project) : []
  if (!project || visible.length === 0) throw new Refusal('not-found', '没有这个项目，或者不是您单位的')
  const view = await projectView(call, project, true)
  const ids = new Set(visible.map(({ id }) => id))
  const permits = view.permits.map((one) => ({ ...one, cases: one.cases.filter(({ id }) => ids.has(id)) }))
  const parents = visible.flatMap(({ parentId, closedAt }) => (parentId !== null && closedAt === null ? [parentId] : []))
  return { view: { ...view, permits }, jointCaseId: await openJoint(call, parents), officeOf: call.kernel.nameOf }
}

async function visibleCases(call: Call, project: Project) {
  const cases = (await casesOf(call.tx, project.id)).map(({ found }) => found)
  return cases.filter((found) => relationsOf(call.actor, found).some((relation) => relation === 'applicant' || relation === 'agent'))
}

async function openJoint({ tx }: Call, parentIds: readonly string[]): Promise<string | undefined> {
  const [row] = await runSql<{ id: string }>(tx, `
    select id from kernel.case where id = any($1::uuid[]) and type = '${JOINT_PERMITS_TYPE}' and closed_at is null limit 1`, [parentIds])
  return row?.id
}
