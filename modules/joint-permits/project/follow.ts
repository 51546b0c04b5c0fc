/**
 * What happens to the permits of a project is put on record with it, in the transaction of the step; and no permit goes out before
 * what the law wants first, whether it is handled jointly or alone.
 */
import { validate } from '#platform/identifiers'
import { Refusal } from '#platform/refusal'
import type { Call, Case, CaseEvent, WithinReaction } from '#kernel'
import type { Gate } from '#base/joint'
import { obstaclesTo, PERMIT_NAMES, type Obstacle, type Permit, type Standing } from '../release/gates.ts'
import { permitOf } from './permit-items.ts'
import { addFacts, factsOf, joinCase, lockProjectOf, permitWithFacts, type NewFact, type Project } from './projects.ts'
import { standingOf } from './standing.ts'

const concerns = ({ itemCode }: Pick<Case, 'itemCode'>): boolean => permitOf(itemCode) !== undefined

/** A permit applied for belongs to its project from the first day; a code that is corrected in the supplement takes it to the right one. */
export const registerPermit: WithinReaction = {
  name: 'joint-permits.register', on: ['open', 'supplement', 'supplementTogether'].map((step) => `application.${step}`), concerns,
  react: async (call, event, found) => {
    const [permit, code] = [permitOf(found.itemCode), found.form['projectCode']]
    if (permit === undefined || typeof code !== 'string') return
    const { valid, why } = validate('project-code', code, call.today)
    if (!valid) throw new Refusal('invalid', why, [{ path: 'form.projectCode', message: why }])
    const name = found.form['projectName']
    const projectId = await joinCase(
      call, { code, applicantId: found.applicant.id, name: typeof name === 'string' ? name : code }, { caseId: found.id, permit },
    )
    if (declaresSpecialWorks(permit, event) && !standingOf(await factsOf(call.tx, projectId)).specialWorks) {
      await addFacts(call, projectId, [{ what: 'special-works', caseId: found.id }])
    }
  },
}

/** The application is gone without a decision. */
const ENDS: readonly string[] = ['withdraw', 'terminate', 'withdrawTogether', 'terminateTogether']

/** Reviews, refusals and ends are put on record. */
export const followPermit: WithinReaction = {
  name: 'joint-permits.follow', on: ['review', 'deny', ...ENDS].map((step) => `application.${step}`), concerns, isShareable: true,
  react: (call, event, found) => record(call, found, ({ permit }) => factsAfter(permit, event)),
}

/** A grant whose predecessors are missing is refused and nothing is written; that happens too often to share a transaction. */
export const grantPermit: WithinReaction = {
  name: 'joint-permits.grant', on: ['application.approve'], concerns,
  react: (call, _event, found) => record(call, found, (project) => releasing(call, project)),
}

type FactsOf = (project: Project & { permit: Permit }) => NewFact[] | Promise<NewFact[]>

async function record(call: Call, { id }: Case, factsOf: FactsOf): Promise<void> {
  const project = await lockProjectOf(call.tx, id)
  if (!project) return
  const facts = await factsOf(project)
  await addFacts(call, project.id, facts.map((fact) => ({ ...fact, caseId: id })))
}

/** The sentence of the law for a permit that has to wait: what is missing, by which article, and what to do. */
export function waitingWords(permit: Permit, obstacles: readonly Obstacle[]): string {
  const missing = obstacles.map(({ missing: what, article }) => `${what}（${article}）`).join('、')
  return `${PERMIT_NAMES[permit]}还不能发：缺少${missing}。已审完的保留，前证发出或者登记以后再准予，不用重新申请`
}

/** Why the permit may not go out as the project stands; nothing where it may. */
export function heldBackBy(permit: Permit, standing: Standing): string | undefined {
  const obstacles = obstaclesTo(permit, standing)
  return obstacles.length > 0 ? waitingWords(permit, obstacles) : undefined
}

/** The decision of the approver is also the last word of the review. */
async function releasing(call: Call, { id, permit }: Project & { permit: Permit }): Promise<NewFact[]> {
  const standing = standingOf(await factsOf(call.tx, id))
  const refused = heldBackBy(permit, standing)
  if (refused !== undefined) throw new Refusal('rule', refused)
  return [...(standing.passed.has(permit) ? [] : [{ what: 'reviewed', permit, result: 'passed' } as const]), { what: 'released', permit }]
}

function factsAfter(permit: Permit, { step, data }: CaseEvent): NewFact[] {
  if (ENDS.includes(step)) return [{ what: 'lapsed', permit }]
  const isPassed = step === 'review' && data['recommendation'] !== 'deny'
  return [{ what: 'reviewed', permit, result: isPassed ? 'passed' : 'refused' }]
}

/** Whoever applies for the review of special works says that they are; so does the answer to the question of the building permit. */
function declaresSpecialWorks(permit: Permit, { data }: CaseEvent): boolean {
  if (permit === 'XF') return true
  const answers = data['answers']
  return typeof answers === 'object' && answers !== null && 'specialWorks' in answers && answers.specialWorks === 'yes'
}

/** For the joint case itself: whether what has been reviewed may go out, by everything on record of the project. */
export const jointGate: Gate = async ({ tx }, _family, child) => {
  const known = await permitWithFacts(tx, child.id)
  const obstacles = known ? obstaclesTo(known.permit, standingOf(known.facts)) : []
  return { mayRelease: obstacles.length === 0, missing: obstacles.map(({ missing: what, article }) => ({ text: `缺少${what}`, basis: article })) }
}
