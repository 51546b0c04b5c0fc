import type { FactsOf } from '../facts.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, paragraphs, reasonBasis, remediesText } from '../wording.ts'
import type { Body } from './template.ts'

/** 终止办理通知书: the case ends without a decision on the merits, so reason and remedies are told. */
export function termination(facts: FactsOf<'termination'>): Body {
  const { data } = facts
  const phrase = facts.basis.length > 0 ? `${basisPhrase(facts)}，` : ''
  return {
    addressed: true,
    blocks: [
      ...paragraphs(`${applicationSentence(facts)}${phrase}本机关决定终止办理该申请。`),
      caseFields(facts, dayField('收件日期', facts.clock.receivedOn), dayField('受理日期', facts.clock.acceptedOn)),
      { kind: 'heading', text: '终止办理的理由' },
      ...paragraphs(data.reason, reasonBasis(facts, data.legalBasis)),
      { kind: 'heading', text: '权利救济途径' },
      ...paragraphs(remediesText(data.remedies, '通知书')),
    ],
    closing: '特此通知。',
    signedBy: 'owner',
  }
}
