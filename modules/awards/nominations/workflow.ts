import { addCalendarDays } from '#platform/day'
import { defineWorkflow, type Case, type StepFacts, type StepInput, type TurnFacts } from '#kernel'
import { dueAfter } from '../deadlines.ts'
import { Announced, Barred, Opinion, Qualified, Resumed } from './forms.ts'
import { NOMINATION_TYPE } from './names.ts'
import { recordApproved, recordAward, recordBarred, recordDisqualified, recordQualified, recordRevoked } from './record.ts'
import { countOf, openObjections, publicUntilOf } from './workflow-facts.ts'

const BASIS = '评选程序（默认值，可改）：推荐 → 资格审查 → 初评 → 公示 → 异议处理 → 审定 → 授牌'
const BEFORE_AWARD = ['qualified', 'publicity', 'objected', 'settled', 'approved'] as const

/**
 * 提名: the nominee is the applicant, who nominated her the agent, her unit the owner; the supervision receives it ('window' is its desk).
 * Into publicity and out of the race it goes by the campaign's announcement, out of publicity by the working days.
 */
export const nominationWorkflow = defineWorkflow({
  caseType: NOMINATION_TYPE,
  version: 1,
  label: '评优提名',
  initial: 'nominated',
  opening: { label: '推荐' },
  states: {
    nominated: { label: '待资格审查', turn: 'window', dueOn: dueAfter('review') },
    qualified: { label: '资格审查通过，待初评', turn: 'window', dueOn: dueAfter('preliminary') },
    publicity: { label: '公示中', turn: 'window', dueOn: publicUntil },
    objected: { label: '有异议，待答复', turn: 'window', dueOn: dueAfter('objection') },
    settled: { label: '公示期满，待审定', turn: 'window', dueOn: dueAfter('approval') },
    approved: { label: '已审定，待授牌', turn: 'window', dueOn: dueAfter('award') },
    awarded: { label: '已授牌', closed: true },
    revoked: { label: '已摘牌', closed: true },
    rejected: { label: '资格审查不通过', closed: true },
    notChosen: { label: '未入选', closed: true },
    dropped: { label: '已取消资格', closed: true },
    takenBack: { label: '已撤回', closed: true },
  },
  steps: {
    agree: {
      label: '同意参评', from: ['nominated'], by: ['applicant', 'approver'], change: ({ found }) => ({ traits: { ...found.traits, agreed: true } }),
      refusal: mayAgree,
    },
    qualify: {
      label: '资格审查通过', from: ['nominated'], to: 'qualified', by: ['supervisor'], basis: BASIS, duty: 'review',
      form: { schema: Qualified, record: recordQualified }, refusal: notAgreed,
    },
    reject: { label: '资格审查不通过', from: ['nominated'], to: 'rejected', by: ['supervisor'], basis: BASIS, form: { schema: Barred, record: recordBarred } },
    takeBack: { label: '撤回', from: ['nominated', 'qualified'], to: 'takenBack', by: ['applicant', 'agent', 'approver'] },
    shortlist: {
      label: '初评入选，公示', from: ['qualified'], to: 'publicity', by: ['system'], basis: BASIS, form: { schema: Announced },
      change: ({ found, data }) => ({ traits: { ...found.traits, publicUntil: data['until'] } }),
    },
    leaveOut: { label: '初评未入选', from: ['qualified'], to: 'notChosen', by: ['system'], basis: BASIS, form: { schema: Announced } },
    moveUp: {
      label: '递补入选，公示', from: ['notChosen'], to: 'publicity', by: ['system'], basis: BASIS, form: { schema: Announced },
      change: ({ found, data }) => ({ traits: { ...found.traits, publicUntil: data['until'] } }),
    },
    hold: { label: '收到异议', from: ['publicity', 'settled', 'approved', 'objected'], to: 'objected', by: ['system'], change: one('objections', 1) },
    resume: { label: '异议已答复', from: ['objected'], to: 'publicity', by: ['system'], change: one('answers', 1), form: { schema: Resumed }, refusal: stillOpen },
    answered: { label: '答复了一件异议', from: ['objected'], by: ['system'], change: one('answers', 1) },
    settle: { label: '公示期满', from: ['publicity'], to: 'settled', by: ['system'], automaticOn: (_reading, found) => dayAfterPublicity(found) },
    approve: {
      label: '审定', from: ['settled'], to: 'approved', by: ['supervisor'], basis: BASIS, duty: 'decide',
      form: { schema: Opinion, record: recordApproved },
    },
    award: { label: '授牌', from: ['approved'], to: 'awarded', by: ['supervisor'], basis: BASIS, form: { schema: Opinion, record: recordAward } },
    disqualify: {
      label: '取消资格', from: BEFORE_AWARD, to: 'dropped', by: ['supervisor', 'system'], basis: BASIS, form: { schema: Barred, record: recordDisqualified },
    },
    revoke: { label: '摘牌', from: ['awarded'], to: 'revoked', by: ['supervisor', 'system'], basis: BASIS, form: { schema: Barred, record: recordRevoked } },
  },
})

/** The day named when the result was announced; for a case that came back from an objection too. */
function publicUntil({ data, standing, on }: TurnFacts): string {
  const named = data['until']
  return standing ?? (typeof named === 'string' ? named : on)
}

function dayAfterPublicity({ traits }: Pick<Case, 'traits'>): string | null {
  const until = publicUntilOf({ traits })
  return until === null ? null : addCalendarDays(until, 1)
}

/** For a person only she herself; for a post the head of the unit. */
function mayAgree({ found, relations }: StepFacts): string | undefined {
  if (found.traits['agreed'] === true) return '已经同意过了'
  return relations.includes('applicant') || found.applicant.kind === 'organisation' ? undefined : '同不同意参评由本人说，请本人登录后点“同意参评”'
}

function notAgreed({ found }: StepFacts): string | undefined {
  return found.traits['agreed'] === true ? undefined : '本人还没有同意参评，请先等本人同意；不同意的不能评'
}

function one(name: 'objections' | 'answers', more: number) {
  return ({ found }: StepInput) => ({ traits: { ...found.traits, [name]: countOf(found, name) + more } })
}

function stillOpen({ found }: StepFacts): string | undefined {
  const open = openObjections(found)
  return open > 1 ? `还有 ${open} 件异议没有答复` : undefined
}
