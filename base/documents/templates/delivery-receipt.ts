import type { FactsOf } from '../facts.ts'
import type { Field } from '../layout.ts'
import { dayInFigures } from '../official-day.ts'
import type { Body } from './template.ts'

/** 送达回证: which documents reached whom, when and how; what is not known yet is left open for the pen. */
export function deliveryReceipt({ data, case: found }: FactsOf<'delivery-receipt'>): Body {
  return {
    addressed: false,
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: '案由', value: `“${found.itemName}”申请（办件编号：${found.number}）` },
          { label: '送达文书名称及文号', value: documentsText(data.documents) },
          { label: '受送达人', value: data.recipient },
          { label: '送达方式', value: data.method },
          ...whereAndWhen(data),
          ...signatures(data.method),
          { label: '备注', value: '', blankLines: 2 },
        ],
      },
    ],
    signedBy: 'owner',
    notes: [NOTES[data.method]],
  }
}

function documentsText(documents: Data['documents']): string {
  return documents?.map(({ title, number }) => `《${title}》（${number}）`).join('\n') ?? '办理结果文书、证件'
}

type Data = FactsOf<'delivery-receipt'>['data']

const NOTES: Readonly<Record<Data['method'], string>> = {
  当场: '受送达人或者代收人在本送达回证上签名、盖章的日期为送达日期。代收的，应当注明与受送达人的关系。',
  邮寄: '邮寄送达的，以邮件回执上注明的收件日期为送达日期，回执附本送达回证之后。',
  电子送达: '电子送达的，以文书到达受送达人确认的平台账户的日期为送达日期，由系统记录。',
}

function whereAndWhen(data: Data): Field[] {
  return [
    { label: data.method === '电子送达' ? '接收账户' : '送达地点', value: data.place ?? '', blankLines: 1 },
    ...(data.parcelNumber === undefined ? [] : [{ label: '邮件编号', value: data.parcelNumber }]),
    { label: '送达日期', value: data.deliveredOn === undefined ? '　　　　年　　月　　日' : dayInFigures(data.deliveredOn) },
  ]
}

/** Electronic delivery needs no pen. */
function signatures(method: Data['method']): Field[] {
  if (method === '电子送达') return []
  return [
    { label: '受送达人签名或者盖章', value: '', blankLines: 2 },
    { label: '代收人签名及代收理由', value: '', blankLines: 2 },
    { label: '送达人签名', value: '', blankLines: 2 },
  ]
}
