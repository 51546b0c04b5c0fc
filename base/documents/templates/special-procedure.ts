import type { FactsOf } from '../facts.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, paragraphs } from '../wording.ts'
import type { Body } from './template.ts'

/** The clock's words for the pauses, in the words of the law. */
const PROCEDURES: Readonly<Record<string, string>> = {
  hearing: '听证', tender: '招标', bidding: '招标', auction: '拍卖', inspection: '检验', testing: '检测', quarantine: '检疫', appraisal: '鉴定',
  'expert-review': '专家评审', publicity: '公示',
}

/** 特别程序告知书 (行政许可法 45): the time needed does not count, and the applicant is told how long it takes. */
export function specialProcedure(facts: FactsOf<'special-procedure'>): Body {
  const { data } = facts
  const procedure = PROCEDURES[data.kind] ?? data.kind
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}办理该申请需要进行${procedure}，${basisPhrase(facts, ['第四十五条'])}，所需时间不计算在办理期限内，现将有关情况告知如下：`,
      ),
      caseFields(
        facts,
        { label: '特别程序', value: procedure },
        { label: '所需时间', value: `${data.expectedWorkingDays}个工作日` },
        dayField('开始日期', facts.issuedOn),
        dayField('预计结束日期', data.expectedEndOn),
      ),
      { kind: 'heading', text: '需要进行特别程序的理由' },
      ...paragraphs(data.reason, resumption(data.expectedEndOn)),
    ],
    closing: '特此告知。',
    signedBy: 'owner',
  }
}

function resumption(expectedEndOn: string | undefined): string {
  const expected = expectedEndOn === undefined ? '' : `预计于${dayInFigures(expectedEndOn)}结束。`
  return `${expected}特别程序结束后，办理期限继续计算，已经用去的时间不重新计算；结束日期有变化的，本机关将另行告知。`
}
