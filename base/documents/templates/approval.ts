import type { FactsOf } from '../facts.ts'
import type { Block } from '../layout.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, field, paragraphs } from '../wording.ts'
import type { Body } from './template.ts'

/** 准予决定书 (行政许可法 37, 38, 44). */
export function approval(facts: FactsOf<'approval'>): Body {
  const { data, isLicence } = facts
  const granted = isLicence ? '准予行政许可' : '准予办理'
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}经审查，申请符合法定条件、标准，${basisPhrase(facts, ['第三十七条', '第三十八条第一款'])}，本机关决定${granted}。`,
      ),
      caseFields(
        facts,
        dayField('受理日期', facts.clock.acceptedOn), dayField('决定日期', facts.issuedOn),
        field('办理结果', data.outcomeName), field('有效期', data.validity),
      ),
      ...conditions(data.conditions),
      ...paragraphs(delivery(facts)),
    ],
    signedBy: 'owner',
    ...(isLicence ? { notes: ['准予行政许可决定依法公开，公众有权查阅。'] } : {}),
  }
}

function conditions(given: readonly string[] = []): Block[] {
  if (given.length === 0) return []
  return [{ kind: 'heading', text: '应当遵守的要求' }, ...paragraphs(...given.map((condition, index) => `${index + 1}．${condition}`))]
}

/** A licence is handed over within ten working days of the decision (行政许可法 44). */
function delivery({ clock: { deliverBy }, data: { outcomeName = '有关证件、文书' }, isLicence }: FactsOf<'approval'>): string | undefined {
  if (deliverBy === undefined) return undefined
  const lawful = isLicence ? '依照《中华人民共和国行政许可法》第四十四条的规定，' : ''
  return `${lawful}本机关将于${dayInFigures(deliverBy)}前（含当日）向申请人颁发、送达${outcomeName}。`
}
