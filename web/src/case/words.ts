import type { MaterialState } from '../api/types.ts'

/** What the statutory documents are called in short; the full title stands on the paper. */
export const DOCUMENT_WORDS: Readonly<Record<string, string>> = {
  receipt: '材料接收凭证', acceptance: '受理通知书', correction: '一次性补正告知书', 'non-acceptance': '不予受理通知书', 'special-procedure': '特别程序告知书',
  extension: '延长办理期限告知书', approval: '准予决定书', denial: '不予批准决定书', certificate: '证照', 'delivery-receipt': '送达回证',
  withdrawal: '撤回确认书', termination: '终止办理通知书',
}

export const documentWord = (kind: string): string => DOCUMENT_WORDS[kind] ?? '文书'

/** 特别程序, as 行政许可法第四十五条 lists them. */
const PROCEDURE_WORDS: Readonly<Record<string, string>> = {
  hearing: '听证', bidding: '招标', auction: '拍卖', inspection: '检验', testing: '检测', quarantine: '检疫', appraisal: '鉴定', 'expert-review': '专家评审',
}

export const procedureWord = (kind: string): string => PROCEDURE_WORDS[kind] ?? kind

export const NEED_WORDS: Readonly<Record<MaterialState['need'], string>> = { required: '必要', optional: '非必要', deferrable: '可容缺' }

/** What there is of a material now. */
export function givenWord({ given, source, produced }: Pick<MaterialState, 'given' | 'source' | 'produced'>): string {
  const current = given.filter(({ replaced }) => !replaced)
  const files = current.filter(({ file }) => file !== null).length
  if (files > 0) return `已交 ${files} 个文件`
  if (current.some(({ onPaper }) => onPaper)) return '已在窗口收到纸质材料'
  const promise = current.find(({ promisedBy }) => promisedBy !== null)
  if (promise) return `容缺，承诺 ${promise.promisedBy} 前补交${promise.brokenOn ? '，逾期没有收到' : ''}`
  if (produced) return `由前一项办出${produced.number === null ? '' : `（办件 ${produced.number}）`}，不用交`
  return source === 'shared' ? '数据共享，不用交' : '没有交'
}
