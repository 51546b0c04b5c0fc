import type { Day } from '#platform/day'
import type { DocumentKind } from './facts.ts'

/**
 * 文书种类: what each is called, for licences (行政许可) and for other matters, and its mark in the document number. The marks are
 * our default (默认值); the law does not prescribe any.
 */
export const KINDS: Readonly<Record<DocumentKind, { licence: string; other: string; mark: string }>> = {
  receipt: { licence: '行政许可申请材料接收凭证', other: '申请材料接收凭证', mark: '收' },
  acceptance: { licence: '行政许可申请受理通知书', other: '受理通知书', mark: '受' },
  correction: { licence: '行政许可申请材料一次性补正告知书', other: '申请材料一次性补正告知书', mark: '补' },
  'non-acceptance': { licence: '行政许可申请不予受理通知书', other: '不予受理通知书', mark: '不受' },
  'special-procedure': { licence: '行政许可特别程序告知书', other: '特别程序告知书', mark: '特' },
  extension: { licence: '行政许可延长办理期限告知书', other: '延长办理期限告知书', mark: '延' },
  approval: { licence: '准予行政许可决定书', other: '准予办理决定书', mark: '准' },
  denial: { licence: '不予行政许可决定书', other: '不予办理决定书', mark: '不准' },
  certificate: { licence: '证照样张', other: '证照样张', mark: '证' },
  'delivery-receipt': { licence: '送达回证', other: '送达回证', mark: '达' },
  withdrawal: { licence: '行政许可申请撤回确认书', other: '申请撤回确认书', mark: '撤' },
  termination: { licence: '行政许可申请终止办理通知书', other: '终止办理通知书', mark: '终' },
  'hand-over': { licence: '材料交接清单', other: '材料交接清单', mark: '交' },
}

/** What the platform signs: documents of cases, and certificates of honour, which belong to no applicant's matter. */
export type SignedKind = DocumentKind | 'honour'
export const HONOUR_TITLE = '荣誉证书'

/** The name of a kind as its documents carry it. */
export function titleOf(kind: SignedKind, { isLicence }: { isLicence: boolean }): string {
  if (kind === 'honour') return HONOUR_TITLE
  return isLicence ? KINDS[kind].licence : KINDS[kind].other
}

/** 文号: organ mark, mark of the kind, year in 〔〕 and serial, e.g. 花市监受〔2026〕15号. */
export function documentNumber(organMark: string, kind: DocumentKind, issuedOn: Day, serial: number): string {
  return `${organMark}${KINDS[kind].mark}〔${issuedOn.slice(0, 4)}〕${serial}号`
}
