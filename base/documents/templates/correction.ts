import type { FactsOf } from '../facts.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, basisPhrase, paragraphs } from '../wording.ts'
import type { Body } from './template.ts'

/** 一次性补正告知书 (行政许可法 32 一（四）): everything that is missing, named at once. */
export function correction(facts: FactsOf<'correction'>): Body {
  const { data } = facts
  return {
    addressed: true,
    blocks: [
      ...paragraphs(
        `${applicationSentence(facts)}经审查，申请材料不齐全或者不符合法定形式。${basisPhrase(facts, ['第三十二条第一款第四项'])}，`
        + '现将需要补正的全部内容一次告知如下：',
      ),
      {
        kind: 'table',
        columns: [{ title: '序号', share: 1.3, align: 'centre' }, { title: '材料名称', share: 4.2 }, { title: '需要补正的内容', share: 7.4 }],
        rows: data.materials.map(({ material, problems }, index) => [String(index + 1), material, problemsText(problems)]),
      },
      ...paragraphs(data.note, ...instructions(facts)),
    ],
    closing: '特此告知。',
    signedBy: 'owner',
  }
}

function problemsText(problems: readonly string[]): string {
  if (problems.length === 1) return problems[0] ?? ''
  return problems.map((problem, index) => `（${index + 1}）${problem}`).join('\n')
}

function instructions({ data: { dueOn }, case: { receivingName } }: FactsOf<'correction'>): string[] {
  const when = dueOn === undefined ? '请尽快' : `请于${dayInFigures(dueOn)}前（含当日）`
  return [
    `${when}将补正后的材料通过网上提交，或者送交${receivingName}。需要更多时间的，可以向受理窗口说明。`,
    '本机关自收到全部补正材料之日起重新计算五个工作日的审查期限。除上列内容外，不再要求补正其他材料。',
  ]
}
