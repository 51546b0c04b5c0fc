import type { FactsOf } from '../facts.ts'
import type { Block, Column } from '../layout.ts'
import { dayInFigures } from '../official-day.ts'
import { caseFields, dayField, paragraphs, you } from '../wording.ts'
import type { Body } from './template.ts'

/** 申请材料接收凭证: proves the day of receipt and says when to expect an answer (行政许可法 31, 32). */
export function receipt(facts: FactsOf<'receipt'>): Body {
  const { clock, data } = facts
  return {
    addressed: true,
    blocks: [
      ...paragraphs(`现收到${you(facts)}就“${facts.case.itemName}”提交的申请材料。申请人对申请材料实质内容的真实性负责。`),
      caseFields(facts, dayField('收件日期', clock.receivedOn)),
      ...materialTable(data.materials),
      ...paragraphs(answerPromise(facts)),
    ],
    signedBy: 'receiving',
    notes: ['本凭证只证明收到申请材料及收件日期，不表示申请已经受理。'],
  }
}

/** Sheets are counted only where something was handed over on paper. */
function materialTable(materials: FactsOf<'receipt'>['data']['materials']): Block[] {
  if (materials.length === 0) return []
  const isOnPaper = materials.some(({ originals, copies }) => originals !== undefined || copies !== undefined)
  const counts: Column[] = [{ title: '原件（份）', share: 2, align: 'centre' }, { title: '复印件（份）', share: 2.2, align: 'centre' }]
  return [{
    kind: 'table',
    caption: '收到的申请材料',
    columns: [{ title: '序号', share: 1.3, align: 'centre' }, { title: '材料名称', share: 8 }, ...(isOnPaper ? counts : [])],
    rows: materials.map(({ material, originals, copies }, index) =>
      [String(index + 1), material, ...(isOnPaper ? [String(originals ?? '—'), String(copies ?? '—')] : [])]),
  }]
}

function answerPromise({ clock: { noticeDueOn }, isLicence }: FactsOf<'receipt'>): string {
  const by = noticeDueOn === undefined ? '五个工作日内' : `${dayInFigures(noticeDueOn)}前（含当日）`
  const lawful = '逾期不告知的，依照《中华人民共和国行政许可法》第三十二条第一款第四项的规定，自收到申请材料之日起即为受理。'
  return `申请材料不齐全或者不符合法定形式的，将当场或者在${by}一次告知需要补正的全部内容。${isLicence ? lawful : ''}`
}
