import { factsOf, findCase, stateRule, workflowOf, type Call } from '#kernel'
import { casesById } from '#base/figures'
import { Refusal } from '#platform/refusal'
import { campaignOf, type Campaign } from '../campaigns/ledger.ts'
import type { MeasuredCriterion } from '../campaigns/scheme.ts'
import { campaignFor, headsOf, isRunner } from '../campaigns/views.ts'
import { certificatesOf } from '../certificates/issue.ts'
import { casesOfPeople } from '../evidence/corrections.ts'
import { correctionsOf, evidenceOf } from '../evidence/evidence.ts'
import { objectionsOf } from '../objections/list.ts'
import { memberIn, recusalsIn, recusedWhy, scoresIn } from '../panel/panel.ts'
import { latestStories } from '../stories/stories.ts'
import { nominationOf, nominationsIn, noNomination, supportsOf, type Nomination, type Support } from './ledger.ts'
import { whyNotApproving } from './separation.ts'
import { countOf, openObjections, publicUntilOf } from './workflow-facts.ts'

const CASES_PAGE_SIZE = 50

/** As what this actor stands to a nomination; null: she must not know of it. */
type Sight = 'runner' | 'panel' | 'self' | 'head' | 'colleague' | 'nominator'

function sightOf(call: Call, campaign: Campaign, { nomination, supports }: { nomination: Nomination; supports: readonly Support[] }): Sight | null {
  const { actor } = call
  if (isRunner(call)) return 'runner'
  if (nomination.people.includes(actor.id)) return 'self'
  if (memberIn(campaign, actor) && (campaign.status === 'locked' || campaign.status === 'announced') && nomination.evidenceVersion > 0) return 'panel'
  if (actor.organisation === nomination.organisation && actor.roles.includes('approver')) return 'head'
  if (actor.organisation === nomination.organisation && actor.roles.includes('reviewer')) return 'colleague'
  return supports.some(({ nominationId, account }) => nominationId === nomination.id && account === actor.id) ? 'nominator' : null
}

/** Personal figures: for those who decide, the nominee herself and the head of her unit. */
const SEES_EVIDENCE: readonly Sight[] = ['runner', 'panel', 'self', 'head']

export async function nominationsFor(call: Call, campaignId: string, state: string | null) {
  const campaign = await campaignFor(call, campaignId)
  const nominations = await nominationsIn(call.tx, campaignId, state)
  const supports = await supportsOf(call.tx, nominations.map(({ id }) => id))
  const seen = nominations.filter((nomination) => sightOf(call, campaign, { nomination, supports }) !== null)
  return { nominations: await headsFor(call, campaign, { nominations: seen, supports }) }
}

async function headsFor(call: Call, campaign: Campaign, { nominations, supports }: { nominations: readonly Nomination[]; supports: readonly Support[] }) {
  const ids = nominations.map(({ id }) => id)
  const [recusals, scores, evidence] = [
    await recusalsIn(call.tx, ids), await scoresIn(call.tx, ids), isRunner(call) ? await evidenceOf(call, campaign, nominations) : new Map(),
  ]
  const member = memberIn(campaign, call.actor)
  return nominations.map((nomination) => {
    const { id, number, subject, kind, name, organisation, state, workflowVersion, dueOn, traits } = nomination
    return {
      id, number, subject, subjectKind: kind, name, organisation, organisationName: call.kernel.nameOf(organisation), state, dueOn,
      stateLabel: stateRule(workflowOf(call.kernel, 'award-nomination', workflowVersion), state).label, agreed: traits['agreed'] === true,
      publicUntil: publicUntilOf({ traits }),
      nominators: supports.filter(({ nominationId }) => nominationId === id).length, vetoes: evidence.get(id)?.vetoes.length ?? 0,
      objections: countOf({ traits }, 'objections'), openObjections: openObjections({ traits }),
      myPart: member === undefined ? null : recusedWhy(member, nomination, recusals) === null ? 'member' as const : 'recused' as const,
      scoredByMe: scores.some((one) => one.nominationId === id && one.member === call.actor.id),
    }
  })
}

/** One nomination, as far as this actor may see it. */
export async function nominationFor(call: Call, id: string) {
  const { nomination, campaign, supports, sight } = await seen(call, id)
  const recusals = await recusalsIn(call.tx, [id])
  const member = memberIn(campaign, call.actor)
  const recusedBecause = member ? recusedWhy(member, nomination, recusals) : null
  const [[head], [campaignHead], stories, certificates, evidence] = [
    await headsFor(call, campaign, { nominations: [nomination], supports }),
    await headsOf(call, [campaign]),
    await latestStories(call.tx, [id]),
    await certificatesOf(call.tx, [id]),
    seesEvidence(sight, recusedBecause) ? ((await evidenceOf(call, campaign, [nomination])).get(id) ?? null) : null,
  ]
  const certificate = certificates.get(id)
  return {
    ...head, campaign: campaignHead, version: nomination.evidenceVersion, caseVersion: nomination.version, evidence,
    supports: supports.map((support) => supportView(support, sight, call.actor.id)), corrections: evidence === null ? [] : await correctionsOf(call.tx, id),
    panel: sight === 'runner' || sight === 'panel' ? await panelView(call, campaign, nomination) : [],
    recusedBecause, objectionList: sight === 'runner' ? await objectionsOf(call, { nomination: id }) : [],
    story: sight === 'nominator' ? null : stories.get(id) ?? null,
    certificate: certificate
      ? { number: certificate.number, issuedOn: certificate.issuedOn, revokedOn: certificate.revokedOn, reason: certificate.reason }
      : null,
    steps: await stepsFor(call, id),
  }
}

async function seen(call: Call, id: string): Promise<{ nomination: Nomination; campaign: Campaign; supports: Support[]; sight: Sight }> {
  const nomination = await nominationOf(call.tx, id)
  const [campaign, supports] = [await campaignOf(call.tx, nomination.campaignId), await supportsOf(call.tx, [id])]
  const sight = sightOf(call, campaign, { nomination, supports })
  if (sight === null) throw noNomination()
  return { nomination, campaign, supports, sight }
}

/** A member who has no say about her has no reason to read her figures either. */
function seesEvidence(sight: Sight, recusedBecause: string | null): boolean {
  return SEES_EVIDENCE.includes(sight) && !(sight === 'panel' && recusedBecause !== null)
}

/** What a citizen wrote and which case she named is for those who review; her colleagues' words anybody near may read. */
function supportView({ kind, name, words, caseId, caseNumber, account, at }: Support, sight: Sight, actorId: string) {
  const isOpen = sight === 'runner' || account === actorId
  const isRead = isOpen || sight === 'panel' || sight === 'self' || sight === 'head'
  return {
    kind, by: isOpen || kind !== 'citizen' ? name : null, words: isRead ? words : '', caseId: isOpen ? caseId : null,
    caseNumber: isOpen ? caseNumber : null, at,
  }
}

async function panelView(call: Call, campaign: Campaign, nomination: Nomination) {
  const [recusals, scores] = [await recusalsIn(call.tx, [nomination.id]), await scoresIn(call.tx, [nomination.id])]
  return campaign.body.panel.members.map((member) => {
    const own = scores.filter((score) => score.member === member.account).map(({ criterion, points }) => ({ criterion, points }))
    const isShown = member.account === call.actor.id || campaign.status === 'announced'
    return {
      member: member.name,
      organisationName: call.kernel.nameOf(member.organisation),
      recused: recusedWhy(member, nomination, recusals),
      hasScored: own.length > 0,
      scores: isShown && own.length > 0 ? own : null,
    }
  })
}

/** What this actor's part in the case would let her do in this state, with what still stands in the way. */
async function stepsFor(call: Call, id: string) {
  const found = await findCase(call.tx, id)
  if (!found) return []
  const [workflow, facts] = [workflowOf(call.kernel, found.type, found.workflowVersion), factsOf(call, found)]
  const whyNot = found.state === 'settled' ? await whyNotApproving(call, id) : null
  return Object.entries(workflow.steps)
    .filter(
      ([action, step]) =>
        action !== 'assign' && step.from.includes(found.state) && step.by.some((relation) => relation !== 'system' && facts.relations.includes(relation)),
    )
    .map(([action, step]) => ({
      action, label: step.label, refusal: step.refusal?.(facts) ?? (action === 'approve' ? whyNot : null), form: step.form?.schema ?? null,
    }))
}

/** The cases behind a measured value, for those who see the value; neither who applied nor what was filled in. */
export async function casesBehindValue(call: Call, id: string, { criterion, page = 1 }: { criterion: string; page?: number | undefined }) {
  const { nomination, campaign, sight } = await seen(call, id)
  if (!SEES_EVIDENCE.includes(sight)) throw new Refusal('forbidden', '办件由监督部门、评委、本人和单位负责人看')
  const rule = campaign.body.criteria.find((one): one is MeasuredCriterion => one.id === criterion && one.by === 'measured')
  if (!rule) throw new Refusal('not-found', '这一项标准不是由办件数出来的')
  const asked = { people: nomination.people, ...campaign.body.period }
  const { total, ids } = await casesOfPeople(call, asked, { measure: rule.measure, page, size: CASES_PAGE_SIZE })
  const cases = (await casesById(call.tx, ids)).map((found) => ({
    ...found, organisationName: call.kernel.nameOf(found.organisation),
    stateLabel: stateRule(workflowOf(call.kernel, found.type, found.workflowVersion), found.state).label,
  }))
  return { total, page, size: CASES_PAGE_SIZE, cases }
}
