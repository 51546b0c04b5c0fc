import type { Day } from '#platform/day'
import type { Block } from '../layout.ts'

/** A paper (公文) that belongs to no case, e.g. a 通报: the same content for PDF, DOCX and XLSX. */
export interface Paper {
  /** Broken where the meaning breaks, as official papers have it. */
  titleLines: readonly string[]
  /** 编号 of our own; empty before it has one. */
  number: string
  /** 主送. */
  addressee: string
  blocks: readonly PaperBlock[]
  /** 署名 and 成文日期. */
  signature: { organ: string; date: string }
  /** 附表, each on a page of its own. */
  annexes: readonly Annex[]
  /** Printed large and pale across each page. */
  watermark?: string | undefined
  issuedOn: Day
}
export interface Annex { title: string; blocks: readonly PaperBlock[] }
export type PaperBlock = Block | ChartBlock
export interface ChartBlock { kind: 'chart'; chart: BarChart }

/** Bars from left to right, one below the other, each with the range in which the true value may well lie. A table with the same figures stands beside it. */
export interface BarChart {
  title: string
  /** Below the title: what is drawn and how to read it. */
  caption: string
  unit: string
  /** Digits after the point of the values as written. */
  digits: number
  max: number
  /** A line across all bars, e.g. 合格线. */
  line?: { value: number; label: string } | undefined
  bars: readonly Bar[]
}
/** `word` says beside the bar what the colour says. */
export interface Bar { label: string; value: number; low: number | null; high: number | null; word: string; tone: Tone }
export type Tone = 'good' | 'plain' | 'weak' | 'bad'

/** The title in one piece. */
export function titleIn({ titleLines }: Pick<Paper, 'titleLines'>): string {
  return titleLines.join('')
}

/** Distinct also in grey, from light to dark; the word says it as well. */
export const TONES: Readonly<Record<Tone, string>> = { good: '#0f7b5f', plain: '#3f86c7', weak: '#d9a441', bad: '#b3261e' }
