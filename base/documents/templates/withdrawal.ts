import type { FactsOf } from '../facts.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, caseFields, dayField, field, paragraphs, you } from '../wording.ts'
import type { Body } from './template.ts'

/** 撤回确认书: the applicant has taken the application back; nothing is decided, and a new application is open to him. */
export function withdrawal(facts: FactsOf<'withdrawal'>): Body {
  const withdrawnOn = facts.data.withdrawnOn ?? facts.issuedOn
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}${you(facts)}于${dayInFigures(withdrawnOn)}申请撤回该申请。经核实，撤回申请是在本机关作出决定之前提出的，`
        + '本机关予以确认，该申请自撤回之日起终止办理。',
      ),
      caseFields(
        facts,
        dayField('收件日期', facts.clock.receivedOn), dayField('受理日期', facts.clock.acceptedOn),
        dayField('撤回日期', withdrawnOn), field('撤回原因', facts.data.reason),
      ),
      ...paragraphs(`撤回不影响${you(facts)}就同一事项重新提出申请。已提交的纸质材料原件可以到${facts.case.receivingName}领回。`),
    ],
    closing: '特此确认。',
    signedBy: 'owner',
  }
}
