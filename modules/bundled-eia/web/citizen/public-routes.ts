import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import { documentsOf, route, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { factsIn, typingFaults, unitsIn } from '../../answers.ts'
import { draftsForMember, draftsOf } from '../../drafts.ts'
import { bundleOf } from '../../filing.ts'
import { noticePath } from '../../names.ts'
import { OBJECTION_MAX, receiveObjection } from '../../objections.ts'
import { noticeList, publicisedBundle } from '../../publicity.ts'
import { checkBundle, rulesOn } from '../../rules/index.ts'
import { ownUscc, signedHow } from '../../signing.ts'
import { unitsOf } from '../../units.ts'
import { checkPage, kindPage, overviewPage, type OverviewFacts } from './check-pages.ts'
import { titleOf } from './draft-pages.ts'
import { approvalPage, noticePage } from './notice-pages.ts'
import { answersFrom, Typed } from './typed.ts'

const BundlePath = Type.Object({ id: Id })
const ObjectionForm = Type.Object({ text: Type.Optional(Type.String({ maxLength: OBJECTION_MAX * 20 })), key: Type.Optional(Type.String({ maxLength: 64 })) })
const OBJECTIONS_PER_MINUTE_MAX = 10
const CHECKS_PER_MINUTE_MAX = 60
const Kind = Type.Union([Type.Literal('park-sme'), Type.Literal('infrastructure')])

/** What anybody may see and say without signing in. */
export const publicRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/eia-bundle',
    summary: '环评打捆是什么',
    for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), overviewPage(await overviewFacts(call))),
  }),
  route({
    method: 'GET',
    path: '/eia-bundle/check',
    summary: '自己看看能不能打捆',
    for: ['anyone'],
    query: Type.Object({ kind: Type.Optional(Kind) }),
    handle: async (call, input) => {
      const { kind } = input.query
      return showPage(visitOf(call, input), kind === undefined ? kindPage() : checkPage({ answers: { kind }, mayFile: mayFile(call) }))
    },
  }),
  route({
    method: 'POST',
    path: '/eia-bundle/check',
    summary: '看能不能打捆',
    for: ['anyone'],
    body: Typed,
    perMinuteMax: CHECKS_PER_MINUTE_MAX,
    handle: async (call, input) => showAnswer(visitOf(call, input), checked(call, input.body)),
  }),
  route({
    method: 'GET',
    path: '/eia-bundles/:id/notice',
    summary: '打捆环评的拟审批公示',
    for: ['anyone'],
    params: BundlePath,
    query: Type.Object({ said: Type.Optional(Id) }),
    handle: async (call, input) => showPage(visitOf(call, input), noticePage({ ...(await noticeFacts(call, input.params.id)), saidAs: input.query.said })),
  }),
  route({
    method: 'POST',
    path: '/eia-bundles/:id/notice',
    summary: '对公示提意见',
    for: ['anyone'],
    params: BundlePath,
    body: ObjectionForm,
    transaction: 'none',
    perMinuteMax: OBJECTIONS_PER_MINUTE_MAX,
    handle: (call, input) => {
      const { id } = input.params
      const { text = '', key } = input.body
      return orAgain<Reply>(
        async () => {
          const said = await inTransaction(call.tx, (tx) => receiveObjection({ ...call, tx }, id, { text, key }))
          return seeOther(`${noticePath(id)}?said=${said}`)
        },
        async (refusal) =>
          showAnswer(visitOf(call, input), noticePage({ ...(await noticeFacts(call, id)), text, faults: faultsOf(refusal) }), statusOf(refusal)),
      )
    },
  }),
  route({
    method: 'GET',
    path: '/eia-bundles/:id/approval',
    summary: '打捆批复和各单位现状',
    for: ['anyone'],
    params: BundlePath,
    handle: async (call, input) => {
      const publicised = await publicisedBundle(call, input.params.id)
      if (publicised.approvedOn === null) return seeOther(noticePath(input.params.id))
      const [units, documents] = await Promise.all([unitsOf(call, publicised.found), documentsOf(call.tx, publicised.found.id)])
      const number = documents.find(({ kind }) => kind === 'approval')?.number
      return showPage(visitOf(call, input), approvalPage({ publicised, units, number, organ: call.kernel.nameOf(publicised.found.ownerOrganisation) }))
    },
  }),
]

function checked(call: Call, typed: Typed) {
  const [answers, shown] = [answersFrom(typed), { mayFile: mayFile(call) }]
  if ('more' in typed) return checkPage({ ...shown, answers })
  const faults = typingFaults(answers)
  if (faults.length > 0) return checkPage({ ...shown, answers, faults })
  if (unitsIn(answers).length === 0) return checkPage({ ...shown, answers, faults: [{ path: 'u0.name', message: '请先填各个项目，至少两个' }] })
  const facts = factsIn(answers, () => (answers['allSigned'] === 'true' ? 'account' : null))
  return checkPage({ ...shown, answers, verdict: checkBundle(bundleOf(facts), rulesOn(call.today)) })
}

function mayFile({ actor }: Pick<Call, 'actor'>): boolean {
  return actor.roles.includes('enterprise') || actor.roles.includes('citizen')
}

async function noticeFacts(call: Call, id: string) {
  const publicised = await publicisedBundle(call, id)
  return { publicised, organ: call.kernel.nameOf(publicised.found.ownerOrganisation), key: randomUUID() }
}

async function overviewFacts(call: Call): Promise<OverviewFacts> {
  const isSignedIn = mayFile(call)
  const uscc = isSignedIn ? await ownUscc(call) : undefined
  const [notices, drafts, others] = await Promise.all([
    noticeList(call), isSignedIn ? draftsOf(call) : [], uscc === undefined ? [] : draftsForMember(call, uscc),
  ])
  const own = new Set(drafts.map(({ id }) => id))
  return {
    notices, isSignedIn, drafts: drafts.map((draft) => ({ id: draft.id, title: titleOf(draft), caseId: draft.caseId })),
    toSign: others.filter((draft) => !own.has(draft.id) && draft.caseId === null && signedHow(draft, { uscc: uscc ?? '' }) === null).length,
  }
}
