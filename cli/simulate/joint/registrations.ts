import type { Actor, Case } from '#kernel'
import { laneOf, type Family } from '#base/joint'
import { projectByCode } from '../../../modules/joint-permits/project/projects.ts'
import { register, type Registration } from '../../../modules/joint-permits/project/registering.ts'
import { isPermit, type Permit } from '../../../modules/joint-permits/release/gates.ts'
import { actorFor } from '../people.ts'
import type { Town } from '../town.ts'
import type { JointFate } from './filing.ts'

const EVIDENCE = '模拟：凭文号登记'

/** What departments and windows put on record of a project beside its cases: papers on the land, drawings, permits obtained elsewhere, revocations. */
export async function registerSomething(town: Town, { parent, children }: Family<Case>, fate: JointFate): Promise<void> {
  const { chance, project } = fate
  if (project === undefined) return
  const given = whatToday(children, fate)
  if (given === undefined) return
  const actor = byWhom(given, parent, children)
  await town.insist(actor, chance, async (call, key) => {
    const known = await projectByCode(call.tx, project.applicantId, project.code)
    if (known) await register(call, known, { given, key })
  })
  town.counts.registered += 1
}

function whatToday(children: readonly Case[], { chance, answers }: JointFate): Registration | undefined {
  if (chance.happens(0.08)) return { what: 'land-document', kind: '国有建设用地使用权出让合同', evidence: EVIDENCE }
  if (answers['specialWorks'] !== 'yes' && chance.happens(0.1)) return { what: 'fire-drawings', evidence: EVIDENCE }
  if (answers['specialWorks'] === 'yes' && chance.happens(0.06)) return { what: 'issued-outside', permit: 'XF', evidence: EVIDENCE }
  if (chance.happens(0.01)) return { what: 'issued-outside', permit: chance.oneOf(['YD', 'GC', 'RF']), evidence: EVIDENCE }
  const [out] = children.filter(({ state }) => state === 'delivered' || state === 'issued').map(permitOf)
  return out !== undefined && chance.happens(0.03) ? { what: 'revoked', permit: out, evidence: EVIDENCE } : undefined
}

/** Windows register what was obtained elsewhere; the rest is the business of the department of the permit. */
function byWhom(given: Registration, parent: Case, children: readonly Case[]): Actor {
  if (given.what === 'issued-outside') return actorFor({ who: 'window', step: '', data: {} }, parent)
  const permits: Readonly<Record<string, readonly Permit[]>> = { 'land-document': ['GC', 'YD'], 'fire-drawings': ['SG'] }
  const wanted = 'permit' in given ? [given.permit] : permits[given.what] ?? []
  const office = children.find((child) => { const permit = permitOf(child); return permit !== undefined && wanted.includes(permit) })
  return actorFor({ who: 'approver', step: '', data: {} }, office ?? parent)
}

function permitOf(child: Case): Permit | undefined {
  const permit = laneOf(child)?.toUpperCase()
  return isPermit(permit) ? permit : undefined
}
