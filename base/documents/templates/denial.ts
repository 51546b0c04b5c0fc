import type { FactsOf } from '../facts.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, paragraphs, reasonBasis, remediesText } from '../wording.ts'
import type { Body } from './template.ts'

/** 不予决定书 (行政许可法 38 二): the reason and the remedies must stand in it. */
export function denial(facts: FactsOf<'denial'>): Body {
  const { data, isLicence } = facts
  const refused = isLicence ? '不予行政许可' : '不予办理'
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}经审查，申请不符合法定条件、标准，${basisPhrase(facts, ['第三十八条第二款'])}，本机关决定${refused}。`,
      ),
      caseFields(facts, dayField('受理日期', facts.clock.acceptedOn), dayField('决定日期', facts.issuedOn)),
      { kind: 'heading', text: `${refused}的理由` },
      ...paragraphs(data.reason, reasonBasis(facts, data.legalBasis)),
      { kind: 'heading', text: '权利救济途径' },
      ...paragraphs(remediesText(data.remedies, '决定书')),
    ],
    signedBy: 'owner',
  }
}
