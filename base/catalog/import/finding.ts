/** error: the whole import is refused · odd: taken as it is, and named. */
export type Severity = 'error' | 'odd'

/** What a check says of one cell. */
export interface Verdict { severity: Severity; reason: string; suggestion?: string }

/** One cell of the file (or, with no column, a whole line) that is broken or odd. Lines count from 1. */
export interface Finding { line: number; column: string | null; value: string; reason: string; suggestion: string; severity: Severity }

const SHOWN_CHARACTERS_MAX = 60

/** The value of a cell as a person may read it: short, and with nothing invisible in it. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  const text = visible(JSON.stringify(value))
  return text.length > SHOWN_CHARACTERS_MAX ? `${text.slice(0, SHOWN_CHARACTERS_MAX)}…（共 ${text.length} 字）` : text
}

/** Control characters as their codes, so that they are seen and do nothing to a terminal. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
