/** How the cases of the load live: whose turn it is, and what the step says. The material is filled in as the case goes. */
export interface Act {
  who: 'applicant' | 'window' | 'reviewer' | 'approver'
  step: string
  data?: Readonly<Record<string, unknown>>
}

const ACCEPT: Act = { who: 'window', step: 'accept' }
const REVIEW: Act = { who: 'reviewer', step: 'review', data: { opinion: '符合条件，建议准予。' } }
const RATE: Act = { who: 'applicant', step: 'rate', data: { level: 5 } }

/** Taken in turn; together they use every kind of step that writes a record, a document or a clock event. */
export const LIVES: readonly (readonly Act[])[] = [
  [ACCEPT, REVIEW, { who: 'approver', step: 'approve' }, { who: 'reviewer', step: 'issue' }, { who: 'window', step: 'deliver' }, RATE],
  [
    { who: 'window', step: 'requestCorrection' },
    { who: 'applicant', step: 'supplement' },
    ACCEPT,
    REVIEW,
    { who: 'approver', step: 'deny', data: { reason: '经营场所不符合要求。' } },
    RATE,
  ],
  [
    ACCEPT,
    { who: 'reviewer', step: 'startSpecialProcedure', data: { kind: 'hearing', reason: '需要听证', expectedWorkingDays: 5 } },
    { who: 'reviewer', step: 'endSpecialProcedure', data: { outcome: '听证结束' } },
    { who: 'approver', step: 'extend', data: { days: 5, reason: '需要补充核实' } },
    { who: 'applicant', step: 'withdraw' },
  ],
]
