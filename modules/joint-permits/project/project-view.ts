/** A project as people read it: each permit where it stands, and everything on record. */
import type { Day } from '#platform/day'
import { caseView, isClosed, stateRule, workflowOf, type Call, type Case } from '#kernel'
import { belongs, PERMIT_NAMES, PERMITS, releaseOrder, type Permit, type Standing } from '../release/gates.ts'
import { heldBackBy } from './follow.ts'
import { casesOf, factsOf, type Project } from './projects.ts'
import { lastFacts, soundFacts, standingOf, type Fact, type FactKind } from './standing.ts'

export const PERMIT_STATES = {
  notNeeded: '不需要', none: '没有申请', underWay: '办理中', ready: '已审完，可以发', held: '已审完，等前证', refused: '不予批准', out: '已发', outside: '已在别处取得', revoked: '已撤销',
} as const
export type PermitState = keyof typeof PERMIT_STATES

export const FACT_WORDS: Readonly<Record<FactKind, string>> = {
  'land-document': '登记土地文件', reviewed: '审查', released: '发证', 'issued-outside': '登记别处取得的证', revoked: '撤销', lapsed: '撤回或者终止，审查不再算数',
  'fire-drawings': '登记消防设计图纸', 'special-works': '是特殊建设工程', 'struck-out': '撤下一条登记',
}

export interface PermitView {
  permit: Permit
  name: string
  state: PermitState
  stateLabel: string
  /** Why it is ready and not released, with the articles. */
  heldBack: string | null
  cases: { id: string; number: string; stateLabel: string; closed: boolean; openedOn: Day; isJoint: boolean }[]
}

/** To its applicant a review is over or not: what it recommends is between the officials until there is a decision. */
export async function projectView(call: Call, project: Project, isApplicant = false) {
  const [facts, cases] = await Promise.all([factsOf(call.tx, project.id), casesOf(call.tx, project.id)])
  const standing = standingOf(facts)
  const sound = new Set(soundFacts(facts))
  return {
    id: project.id, code: project.code, name: project.name, registeredOn: project.registeredOn,
    specialWorks: standing.specialWorks, fireDrawings: standing.fireDrawings, landDocument: standing.landDocument,
    order: releaseOrder(PERMITS, standing),
    permits: permitViews(call, { facts, cases, standing, isApplicant }),
    facts: facts.map((fact) => ({ ...fact, words: wordsOf(fact, isApplicant), isSound: sound.has(fact) })),
  }
}
export type ProjectView = Awaited<ReturnType<typeof projectView>>

interface Ground { facts: readonly Fact[]; cases: readonly { permit: Permit; found: Case }[]; standing: Standing; isApplicant: boolean }

/** Where each permit stands. */
export function permitViews(call: Call, { facts, cases, standing, isApplicant }: Ground): PermitView[] {
  const last = lastFacts(facts)
  return PERMITS.map((permit): PermitView => {
    const mine = cases.filter((one) => one.permit === permit).map(({ found }) => found)
    const state = stateOf(permit, { last: last.get(permit), mine, standing, call, isApplicant })
    return {
      permit, name: PERMIT_NAMES[permit], state, stateLabel: PERMIT_STATES[state], heldBack: state === 'held' ? heldBackBy(permit, standing) ?? null : null,
      cases: mine.map((found) => {
        const { id, number, stateLabel, closed, openedOn } = { ...caseView(call, found), openedOn: found.clock.events[0]?.on ?? '' }
        return { id, number, stateLabel, closed, openedOn, isJoint: found.traits['together'] === true }
      }),
    }
  })
}

interface Standpoint extends Pick<Ground, 'standing' | 'isApplicant'> { last: Fact | undefined; mine: readonly Case[]; call: Call }

function stateOf(permit: Permit, { last, mine, standing, call, isApplicant }: Standpoint): PermitState {
  if (standing.out.has(permit)) return last?.what === 'issued-outside' ? 'outside' : 'out'
  const isOpen = mine.some((found) => !isClosed(stateRule(workflowOf(call.kernel, found.type, found.workflowVersion), found.state)))
  const isReviewed = isApplicant ? mine.some(({ state }) => state === 'reviewed') : standing.passed.has(permit)
  if (isOpen && isReviewed) return heldBackBy(permit, standing) === undefined ? 'ready' : 'held'
  if (isOpen) return 'underWay'
  if (!belongs(permit, standing)) return 'notNeeded'
  if (last?.what === 'revoked') return 'revoked'
  return last?.what === 'reviewed' && last.result === 'refused' ? 'refused' : 'none'
}

function wordsOf({ what, permit, result, kind, strikes }: Fact, isApplicant: boolean): string {
  const name = permit === null ? '' : `：${PERMIT_NAMES[permit]}`
  if (what === 'reviewed' && isApplicant) return `审完${name}`
  if (what === 'reviewed') return `${result === 'passed' ? '审查通过' : '审查不通过'}${name}`
  if (what === 'struck-out') return `撤下第 ${strikes} 条登记`
  return `${FACT_WORDS[what]}${name}${kind === null ? '' : `：${kind}`}`
}
