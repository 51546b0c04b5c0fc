/** Who may see a project and who may register what: its firm, and those who handle its permits. */
import { Refusal } from '#platform/refusal'
import { relationsOf, type Actor, type Call } from '#kernel'
import { findItem } from '#base/catalog'
import { PERMITS, type Permit } from '../release/gates.ts'
import { itemCodeOf } from './permit-items.ts'
import { casesOf, findProject, type Project } from './projects.ts'

/** The organisations that decide on these permits, as the catalogue says today. */
export async function officesOf({ tx, today }: Call, permits: readonly Permit[]): Promise<ReadonlySet<string>> {
  const codes = permits.flatMap((permit) => itemCodeOf(permit) ?? [])
  const items = await Promise.all(codes.map((code) => findItem(tx, code, today)))
  return new Set(items.flatMap((item) => item?.organisation ?? []))
}

/** Somebody who reviews or decides at one of these organisations. */
export function isOfficial({ roles, organisation }: Actor, offices: ReadonlySet<string>): boolean {
  return organisation !== null && offices.has(organisation) && (roles.includes('reviewer') || roles.includes('approver'))
}

/** The project, for staff who have to do with it: offices of building permits, windows that took one of its cases in, supervisors. */
export async function projectForStaff(call: Call, id: string): Promise<Project> {
  const project = await findProject(call.tx, id)
  if (!project || !(await mayStaffSee(call, project))) throw new Refusal('not-found', '没有这个项目，或者您与它无关')
  return project
}

export async function mayStaffSee(call: Call, project: Project): Promise<boolean> {
  if (call.actor.roles.includes('supervisor')) return true
  if (isOfficial(call.actor, await officesOf(call, PERMITS))) return true
  return (await casesOf(call.tx, project.id)).some(({ found }) => relationsOf(call.actor, found).includes('window'))
}
