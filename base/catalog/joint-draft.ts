import assert from 'node:assert/strict'
import { Refusal } from '#platform/refusal'
import type { Item, Situation } from './item.ts'
import { mergeForms, type LaneItem } from './joint-draft-form.ts'
import { mergeMaterials } from './joint-draft-materials.ts'
import { mergeQuestions, type LanePlan } from './joint-draft-questions.ts'
import { limitsTogether } from './joint-limits.ts'
import type { JointMatter } from './joint-matter.ts'

export interface JointNaming {
  code: string
  name: string
  /** Organisation id of the lead department. */
  lead: string
  caseType?: JointMatter['caseType']
  /** Names of the lanes in the order of the items; numbered where left out. */
  laneIds?: readonly string[]
  /** What is settled about each lane, by its id. */
  plans?: Readonly<Record<string, LanePlan>>
  /** Questions of the matter itself, asked before those of its items. */
  asked?: readonly Situation[]
}

const QUESTIONS_MAX = 20
const MATERIALS_MAX = 60
const LINKS_MAX = 600
const COMPLAINTS = '12345'

/**
 * A whole joint matter out of existing items, to be looked at and edited: the same question, fact and material of several items
 * becomes one. Unless planned otherwise every item is included and none waits for another. Refuses with `rule` items that are too much for one matter.
 */
export function draftJointMatter(items: readonly Item[], { code, name, lead, caseType = 'life-event', laneIds, plans = {}, asked = [] }: JointNaming): Item {
  const named = items.map((item, at) => ({ id: laneIds?.[at] ?? `lane${at + 1}`, item })).map((one) => ({ ...one, plan: plans[one.id] ?? {} }))
  const { situations, lanes } = mergeQuestions(named, asked)
  const joined = named.map(({ item, plan }, at): LaneItem => ({ item, plan, lane: lanes[at] ?? assert.fail('every item has its lane') }))
  const { form, links: fields } = mergeForms(joined, situations)
  const { materials, links } = mergeMaterials(joined, situations)
  refuseTooMuch([['问题', situations.length, QUESTIONS_MAX], ['材料', materials.length, MATERIALS_MAX], ['对应关系', Math.max(fields.length, links.length), LINKS_MAX]])
  const { promised, statutory } = limitsTogether({ situations }, joined)
  return {
    ...guideOf(items), code, name, version: 1, everydayNames: [], type: '20', organisation: lead, receivingOrganisation: receiverOf(items),
    kind: promised === 0 ? 'instant' : 'promised', decidedAtWindow: false, statutoryWorkingDays: statutory, promisedWorkingDays: promised, limitsByAnswer: [],
    outcome: { name: '各事项的办理结果', kind: '其他', sample: false },
    situations, materials, form,
    joint: { caseType, readiness: 'ready', lead, lanes, fields, materials: links, checks: [], appointments: [] },
    standing: 'example', sourceNote: '示例：由几个事项合并起草，请核对后使用。', effectiveFrom: items.map(({ effectiveFrom }) => effectiveFrom).sort().at(-1) ?? '2026-01-01',
  }
}

function refuseTooMuch(counts: readonly (readonly [noun: string, count: number, max: number])[]): void {
  const over = counts.find(([, count, max]) => count > max)
  if (over) throw new Refusal('rule', `这些事项合起来有 ${over[1]} 个${over[0]}，一件事最多 ${over[2]} 个，请少选几个事项`)
}

function receiverOf(items: readonly Item[]): string {
  return items.find(({ receivingOrganisation }) => receivingOrganisation === 'hall')?.receivingOrganisation ?? items[0]?.receivingOrganisation ?? ''
}

type Guide = Pick<Item, 'audience' | 'serverTypes' | 'useLevel' | 'visits' | 'visitReason' | 'handleForms' | 'onlineDepth' | 'express' | 'bookable' | 'fee'
  | 'conditions' | 'legalBasis' | 'flow' | 'specialProcedures' | 'questions' | 'places' | 'consultPhone' | 'complaintPhone'>

function guideOf(items: readonly Item[]): Guide {
  const [first] = items
  const seldom = items.find(({ visits }) => visits === Math.max(...items.map((item) => item.visits)))
  const visits = seldom?.visits ?? 0
  const depth = Math.min(...items.map(({ onlineDepth }) => onlineDepth))
  const consult = items.map(({ consultPhone }) => consultPhone).find((phone) => phone !== undefined && phone !== COMPLAINTS)
  return {
    audience: unique(items.flatMap(({ audience }) => audience)),
    serverTypes: unique(items.flatMap(({ serverTypes }) => serverTypes)).sort(), useLevel: first?.useLevel ?? '4',
    visits, ...(visits > 0 && { visitReason: seldom?.visitReason ?? '要到现场的事项合在一次办。' }),
    handleForms: ['1', '2', '3'], onlineDepth: visits > 0 ? Math.min(3, depth) : 4,
    express: items.some(({ express }) => express), bookable: items.some(({ bookable }) => bookable), fee: feeOf(items),
    conditions: unique(items.flatMap(({ conditions }) => conditions)), legalBasis: unique(items.flatMap(({ legalBasis }) => legalBasis), JSON.stringify),
    flow: ['受理', '审查', '决定', '办结', '送达'].map((step, at) => ({ name: step, unit: at === 0 || at === 4 ? '综合窗口' : '各事项的实施主体' })),
    specialProcedures: unique(items.flatMap(({ specialProcedures }) => specialProcedures)), questions: [], places: first?.places ?? [],
    ...(consult !== undefined && { consultPhone: consult }), complaintPhone: COMPLAINTS,
  }
}

function feeOf(items: readonly Item[]): Item['fee'] {
  const charged = items.map(({ fee }) => fee).filter((fee) => fee.charged)
  if (charged.length === 0) return { charged: false, payableOnline: false, entries: [] }
  return {
    charged: true, payableOnline: charged.every(({ payableOnline }) => payableOnline),
    basis: unique(charged.flatMap(({ basis }) => basis ?? [])).join('；').slice(0, 500),
    entries: unique(charged.flatMap(({ entries }) => entries), JSON.stringify),
  }
}

function unique<Value>(values: readonly Value[], keyOf: (value: Value) => unknown = (value) => value): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value])).values()]
}
