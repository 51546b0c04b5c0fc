/** One cell of comma-separated values (RFC 4180): quoted where it needs it; what a spreadsheet would take for a formula is defused. */
export function csvCell(text: string): string {
  const safe = defused(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A value that begins like a formula must not become one in somebody's spreadsheet. */
export function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
