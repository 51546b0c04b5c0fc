import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { caseFor, caseView, route, takeStep, type Call, type Route } from '#kernel'
import { familyOf, isTogether, laneOf, lanesIn } from '#base/joint'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { heldBackBy } from '../../project/follow.ts'
import { factsOf as projectFacts, findProjectOfCase } from '../../project/projects.ts'
import { standingOf } from '../../project/standing.ts'
import { permitOfLane } from '../../plan/plan.ts'
import { JOINT_PERMITS_TYPE, mayChange } from '../../workflow.ts'
import { choicePage, type ChoiceFacts } from './choice-page.ts'

const ASKERS = ['citizen', 'enterprise'] as const
const OWN = ['applicant', 'agent'] as const
const CasePath = Type.Object({ id: Id })
const ChoiceForm = Type.Object({
  choice: Type.Union([Type.Literal('leaveJoint'), Type.Literal('rejoin'), Type.Literal('takeOut')]),
  lane: Type.Optional(Type.String({ maxLength: 64 })), how: Type.Optional(Type.String({ maxLength: 20 })),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
})
const STEPS: readonly string[] = ['leaveJoint', 'rejoin', 'takeOut']

export const choiceRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/joint-choice', summary: '改变联办方式', for: [...ASKERS], relations: OWN, params: CasePath,
    handle: async (call, input) => {
      const facts = await factsOf(call, input.params.id)
      return facts ? showPage(visitOf(call, input), choicePage(facts)) : seeOther(`/cases/${input.params.id}`)
    },
  }),
  route({
    method: 'POST', path: '/cases/:id/joint-choice', summary: '退出、取出、回到联办', for: [...ASKERS],
    relations: OWN, params: CasePath, body: ChoiceForm, transaction: 'none',
    handle: async (call, input) => {
      const { choice, lane, how, note } = input.body
      const facts = await factsOf(call, input.params.id)
      if (!facts) return seeOther(`/cases/${input.params.id}`)
      return orAgain<Reply>(async () => {
        const data = choice === 'takeOut' ? takenOut({ lane, how, note }) : {}
        await inTransaction(call.tx, (tx) => takeStep({ ...call, tx }, facts.caseId, choice, { data }))
        return seeOther(`/cases/${facts.caseId}`)
      }, (refusal) => {
        const typed = { ...(lane !== undefined && { lane }), ...(how !== undefined && { how }), ...(note !== undefined && { note }) }
        return showAnswer(visitOf(call, input), choicePage({ ...facts, typed, faults: faultsOf(refusal) }), statusOf(refusal))
      })
    },
  }),
]

function takenOut({ lane, how, note }: { lane: string | undefined; how: string | undefined; note: string | undefined }): Record<string, unknown> {
  const faults = [
    ...(lane === undefined ? [{ path: 'lane', message: '请选一个证' }] : []), ...(how === undefined ? [{ path: 'how', message: '请选取出以后怎样办' }] : []),
  ]
  if (faults.length > 0) throw new Refusal('invalid', '还没有选好', faults)
  const said = note?.trim() ?? ''
  return { lane, how, ...(said !== '' && { note: said }) }
}

/** Undefined for a case that is no joint one: there is nothing to choose. */
async function factsOf(call: Call, caseId: string): Promise<ChoiceFacts | undefined> {
  const { found } = await caseFor(call, caseId, OWN)
  if (found.type !== JOINT_PERMITS_TYPE) return undefined
  const [family, project] = await Promise.all([familyOf(call.tx, found.id), findProjectOfCase(call.tx, found.id)])
  const standing = project && standingOf(await projectFacts(call.tx, project.id))
  const names = new Map(lanesIn(found).map(({ id, name }) => [id, name]))
  return {
    caseId: found.id, title: found.title, number: found.number, isSeparate: found.state === 'separate', projectCode: project?.code,
    steps: caseView(call, found).steps.map(({ step }) => step).filter((step) => STEPS.includes(step)),
    permits: (family?.children ?? []).map((child) => {
      const [lane, permit] = [laneOf(child) ?? '', permitOfLane({ id: laneOf(child) ?? '' })]
      const heldBack = child.state === 'reviewed' && permit && standing ? heldBackBy(permit, standing) ?? null : null
      return { lane, name: names.get(lane) ?? lane, stateLabel: caseView(call, child).stateLabel, heldBack, mayTakeOut: isTogether(child) && mayChange(child) }
    }),
  }
}
