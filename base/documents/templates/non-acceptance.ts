import type { FactsOf } from '../facts.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, paragraphs, reasonBasis, remediesText } from '../wording.ts'
import type { Body } from './template.ts'

/** 不予受理通知书 (行政许可法 32): with the reason, where else to turn, and the remedies. */
export function nonAcceptance(facts: FactsOf<'non-acceptance'>): Body {
  const { data } = facts
  return {
    addressed: true,
    blocks: [
      ...paragraphs(`${applicationSentence(facts)}经审查，该申请不符合受理条件。${basisPhrase(facts, ['第三十二条'])}，本机关决定不予受理。`),
      caseFields(facts, dayField('收件日期', facts.clock.receivedOn)),
      { kind: 'heading', text: '不予受理的理由' },
      ...paragraphs(data.reason, reasonBasis(facts, data.legalBasis), elsewhere(data.competentOrgan)),
      { kind: 'heading', text: '权利救济途径' },
      ...paragraphs(remediesText(data.remedies, '通知书')),
    ],
    closing: '特此通知。',
    signedBy: 'owner',
  }
}

function elsewhere(competentOrgan: string | undefined): string | undefined {
  return competentOrgan === undefined ? undefined : `该事项依法不属于本机关职权范围，请向${competentOrgan}提出申请。`
}
