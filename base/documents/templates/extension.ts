import type { FactsOf } from '../facts.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, paragraphs } from '../wording.ts'
import type { Body } from './template.ts'

/** 延长办理期限告知书 (行政许可法 42): once, approved, with the reason told to the applicant. */
export function extension(facts: FactsOf<'extension'>): Body {
  const { data, clock } = facts
  const isJoint = data.approvedBy === 'head-of-government'
  const approver = isJoint ? '本级人民政府负责人' : '本机关负责人'
  const usual = isJoint ? '第四十二条第二款' : '第四十二条第一款'
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}因不能在规定期限内作出决定，${basisPhrase(facts, [usual])}，经${approver}批准，`
        + `决定将该申请的办理期限延长${data.days}个工作日。`,
      ),
      caseFields(
        facts,
        dayField('受理日期', clock.acceptedOn), dayField('原办结日期', data.previousDueOn),
        { label: '延长时间', value: `${data.days}个工作日` }, dayField('延长后办结日期', data.newDueOn),
      ),
      { kind: 'heading', text: '延长期限的理由' },
      ...paragraphs(data.reason, newDue(data.newDueOn)),
    ],
    closing: '特此告知。',
    signedBy: 'owner',
  }
}

function newDue(newDueOn: string | undefined): string {
  if (newDueOn === undefined) return '该申请正在进行特别程序，延长后的办结日期待特别程序结束后另行告知。'
  return `本机关将于${dayInFigures(newDueOn)}前（含当日）作出决定。`
}
