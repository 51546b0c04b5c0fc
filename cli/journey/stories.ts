import type { People } from './people.ts'

/** What one person does in a story: the step, and what the form says. */
/** The materials of a correction and its supplement are filled in as the story is told. */
export interface Act { who: keyof People; step: string; data?: Record<string, unknown> }

export interface Story { title: string; itemName: string; acts: readonly Act[]; ends: string; rating?: number }

/** The main job and its branches, as the people of the hall live them. */
export const STORIES: readonly Story[] = [
  {
    title: '承诺件：补正、特别程序、延期、准予、送达、评价', itemName: '食品经营许可', ends: 'delivered', rating: 5,
    acts: [
      { who: 'window', step: 'requestCorrection' },
      { who: 'applicant', step: 'supplement', data: { note: '已按告知书逐项补正' } },
      { who: 'window', step: 'accept', data: { opinion: '材料齐全，予以受理。' } },
      { who: 'reviewer', step: 'startSpecialProcedure', data: { kind: 'expert-review', reason: '加工工艺需专家评审', expectedWorkingDays: 5 } },
      { who: 'reviewer', step: 'endSpecialProcedure', data: { outcome: '专家评审通过' } },
      { who: 'approver', step: 'extend', data: { days: 5, reason: '需要补充核实经营场所情况' } },
      { who: 'reviewer', step: 'review', data: { opinion: '符合法定条件，建议准予。', recommendation: 'approve' } },
      { who: 'approver', step: 'approve', data: { opinion: '同意。' } },
      { who: 'reviewer', step: 'issue', data: { scope: '热食类食品制售' } },
      { who: 'window', step: 'deliver', data: { method: '当场领取', recipient: '某餐饮公司经办人' } },
    ],
  },
  {
    title: '承诺件：审查后不予批准，写明理由和救济途径', itemName: '食品经营许可', ends: 'denied', rating: 3,
    acts: [
      { who: 'window', step: 'accept', data: {} },
      { who: 'reviewer', step: 'review', data: { opinion: '经营场所与污染源距离不符合要求，建议不予批准。', recommendation: 'deny' } },
      { who: 'approver', step: 'deny', data: { reason: '经营场所与污染源的距离不符合要求。', legalBasis: ['中华人民共和国食品安全法第三十三条'] } },
    ],
  },
  {
    title: '即办件：窗口当场办结', itemName: '个体工商户', ends: 'delivered', rating: 5,
    acts: [
      { who: 'window', step: 'accept', data: {} },
      { who: 'window', step: 'approve', data: {} },
      { who: 'window', step: 'issue', data: {} },
      { who: 'window', step: 'deliver', data: { method: '当场领取' } },
    ],
  },
  { title: '不予受理', itemName: '食品经营许可', ends: 'notAccepted', acts: [{ who: 'window', step: 'refuseAcceptance', data: { reason: '经营场所不在本区，应向所在地机关申请。' } }] },
  { title: '申请人撤回', itemName: '食品经营许可', ends: 'withdrawn', acts: [{ who: 'applicant', step: 'withdraw', data: { note: '改日再办' } }] },
]
