/** Who takes a step, by the name of the demo account. */
export type Who = 'enterprise' | 'window' | 'reviewer' | 'approver'
export interface Act { who: Who; step: string; data: Record<string, unknown> }

const does = (who: Who, step: string, data: Record<string, unknown> = {}): Act => ({ who, step, data })
const reason = '压测：写明理由'

const accept = does('window', 'accept', { opinion: '材料齐全，符合法定形式，予以受理。' })
const review = does('reviewer', 'review', { opinion: '经审查，符合法定条件、标准，建议准予。', recommendation: 'approve' })
const ending = [
  does('approver', 'approve', { opinion: '同意。' }),
  does('reviewer', 'issue', { scope: '热食类食品制售' }),
  does('window', 'deliver', { method: '当场领取', recipient: '某餐饮公司经办人' }),
]
const correction = [
  does('window', 'requestCorrection', { materials: [{ materialId: 'application', problems: ['复印件不清楚，请重新提交', '缺少签字'] }] }),
  does('enterprise', 'supplement', { form: { operatorName: '改正后的名称' }, note: '已按告知书改正' }),
]
const special = [
  does('reviewer', 'startSpecialProcedure', { kind: 'expert-review', reason, expectedWorkingDays: 5 }),
  does('reviewer', 'endSpecialProcedure', { outcome: '专家评审通过' }),
  does('approver', 'extend', { days: 5, reason }),
]

const STRAIGHT = [accept, review, ...ending]
const CORRECTED = [...correction, accept, review, ...ending]
const SPECIAL = [accept, ...special, review, ...ending]
const DENIED = [accept, review, does('approver', 'deny', { reason })]
const WITHDRAWN = [does('enterprise', 'withdraw', { note: '改日再办' })]

/** Of twenty cases in a row, how many live which life: most go straight through. */
const MIX = [
  ...Array.from({ length: 12 }, () => STRAIGHT), ...Array.from({ length: 3 }, () => CORRECTED), ...Array.from({ length: 2 }, () => SPECIAL),
  ...Array.from({ length: 2 }, () => DENIED), WITHDRAWN,
]
const PRIME = 7

/** The steps the nth case takes, from receipt to its end. */
export function storyOf(index: number): readonly Act[] {
  return MIX[(index * PRIME) % MIX.length] ?? STRAIGHT
}

export const STEPS_A_CASE = MIX.reduce((sum, story) => sum + story.length, 0) / MIX.length
