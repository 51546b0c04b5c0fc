import { childrenOf, eventsOfEach, relationsOf, type Call, type Case, type CaseEvent, type Relation } from '#kernel'
import { familyOf, isEcho, laneOf, laneRowsOf, summaryOf, whatNextOf, wholeFor } from '#base/joint'
import type { CaseFacts } from './case-page.ts'

/** Makes one line of the timeline of an event. */
export type MomentOf = (found: Case, told: { event: CaseEvent; relations: readonly Relation[] }) => CaseFacts['events'][number]

/** What happened in a joint matter: one timeline of the whole and of every item, and how each item stands. */
export async function joinedTold(call: Call, parent: Case, momentOf: MomentOf): Promise<Pick<CaseFacts, 'events' | 'joint'>> {
  const [view, children] = await Promise.all([wholeFor(call, parent, null), childrenOf(call.tx, parent.id)])
  const cases = new Map([parent, ...children.filter((child) => isHers(call, child))].map((found) => [found.id, found]))
  const events = await eventsOfEach(call.tx, [...cases.keys()])
  return {
    joint: {
      rows: laneRowsOf(view, ({ caseId }) => (caseId !== null && cases.has(caseId) ? `/cases/${caseId}` : undefined)),
      summary: `${summaryOf(view)}${parent.state === 'handling' ? '现在不用您做什么，有进展会发消息。' : ''}`,
      explanation: view.explanation,
      hasFailed: view.lanes.some(({ ended }) => (ended?.next ?? null) !== null),
      leftOut: view.leftOut.map(({ name }) => name),
    },
    events: events.flatMap((event) => {
      const found = cases.get(event.caseId)
      if (found === undefined || isEcho(event, found)) return []
      const moment = momentOf(found, { event, relations: relationsOf(call.actor, found) })
      return [found === parent ? moment : { ...moment, label: `${found.title}：${moment.label}` }]
    }),
  }
}

/** The whole this item was applied for with. */
export async function partOf({ tx }: Pick<Call, 'tx'>, whole: Case, child: Case): Promise<NonNullable<CaseFacts['partOf']>> {
  const family = await familyOf(tx, whole.id)
  return { href: `/cases/${whole.id}`, title: whole.title, whatNext: family && whatNextOf(family, laneOf(child) ?? '') }
}

/** An agent may see some of the items and not others. */
function isHers({ actor }: Call, child: Case): boolean {
  return relationsOf(actor, child).some((relation) => relation === 'applicant' || relation === 'agent')
}
