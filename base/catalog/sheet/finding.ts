import type { Finding } from '../import/finding.ts'

/** One cell of a workbook that is broken or odd. `cell` is its address as spreadsheets show it (C12); rows count from 1. */
export interface SheetFinding extends Finding { sheet: string; cell: string }

/** Where something stands in a workbook; a whole row has no column, and row 0 means the sheet itself. */
export interface Place { sheet: string; row: number; column?: string | undefined; at?: number | undefined }

export function findingAt({ sheet, row, column, at }: Place, said: Pick<Finding, 'value' | 'reason' | 'suggestion' | 'severity'>): SheetFinding {
  return { sheet, line: row, column: column ?? null, cell: at === undefined ? '' : `${letters(at)}${row}`, ...said }
}

export function errorAt(place: Place, reason: string, suggestion: string): SheetFinding {
  return findingAt(place, { value: '', reason, suggestion, severity: 'error' })
}

const LETTERS = 26
const CAPITAL_A = 65

/** The name of a column counted from 0: A … Z, AA … */
export function letters(at: number): string {
  const last = String.fromCharCode(CAPITAL_A + at % LETTERS)
  return at < LETTERS ? last : letters(Math.floor(at / LETTERS) - 1) + last
}
