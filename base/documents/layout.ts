/** A document as content, before any page: rendered to PDF for printing and to HTML for reading aloud and for preview. */
export interface DocumentLayout {
  /** 发文机关: stands at the head. */
  issuer: string
  /** 文号. */
  number: string
  title: string
  /** 主送: whom the document addresses; absent on forms and certificates. */
  addressee?: string
  blocks: readonly Block[]
  /** 结束语, e.g. 特此通知。 */
  closing?: string
  signature: Signature
  /** Small print below the signature. */
  notes: readonly string[]
  caseNumber: string
  /** Printed large and pale across each page. */
  watermark?: string
}

export type Block =
  | { kind: 'paragraph'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'fields'; fields: readonly Field[] }
  /** isDense: in smaller type, for tables of many figures. */
  | { kind: 'table'; caption?: string; columns: readonly Column[]; rows: readonly (readonly string[])[]; isDense?: boolean }

/** `blankLines` keeps room for writing by hand. */
export interface Field { label: string; value: string; blankLines?: number }
/** `share` is the column's part of the width, relative to the others. */
export interface Column { title: string; share: number; align?: 'left' | 'centre' }
/** `sealPlace` is the words that mark where the seal goes. */
export interface Signature { organ: string; date: string; sealPlace: string }
