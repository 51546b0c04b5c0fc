/** Comma-separated values as spreadsheets write and read them (RFC 4180). Pure. */

/** One cell of comma-separated values (RFC 4180): quoted where it needs it; what a spreadsheet would take for a formula is defused. */
export function csvCell(text: string): string {
  const safe = defused(text)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A value that begins like a formula must not become one in somebody's spreadsheet. */
export function defused(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

/** A byte-order mark, so that Excel reads the Chinese; texts a spreadsheet would take for a formula are defused. */
export function csvText(rows: readonly (readonly string[])[]): string {
  return `\ufeff${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Cells of a table, whatever file they came in; lines count from 1 as the spreadsheet shows them. */
export interface TableRow { line: number; cells: readonly string[] }

/** Reads rows by the titles of the first: which needed ones it lacks, and of a row the cell under a title, trimmed and no longer defused. */
export function byTitle(head: TableRow | undefined, needed: readonly string[]): { missing: string[]; cellOf: (row: TableRow) => (title: string) => string } {
  const place = new Map((head?.cells ?? []).map((title, index) => [title.trim(), index]))
  return { missing: needed.filter((title) => !place.has(title)), cellOf: ({ cells }) => (title) => (cells[place.get(title) ?? -1] ?? '').trim().replace(/^'(?=[=+\-@])/, '') }
}

/** A day as a spreadsheet saves it in a CSV file, 2026/3/2 or 2026年3月2日, as 2026-03-02. Anything else stays as it is, to be refused. */
export function dayCell(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text) ?? []
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** The cells of each line, without empty lines. What is not closed ends with the text. */
export function csvRows(text: string): TableRow[] {
  const rows: TableRow[] = []
  let [cells, cell, isQuoted, line, began]: [string[], string, boolean, number, number] = [[], '', false, 1, 1]
  const endRow = (): void => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ line: began, cells })
    ;[cells, cell] = [[], '']
  }
  const source = `${text.replace(/^\ufeff/, '')}\n`
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? ''
    if (sign === '\n') line += 1
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') { cell += '"'; at += 1 } else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === ',') { cells.push(cell); cell = '' } else if (sign === '\n') { endRow(); began = line } else if (sign !== '\r') cell += sign
  }
  if (isQuoted) endRow()
  return rows
}

/** UTF-8, or the GB 18030 in which Chinese Excel saves. */
export function decodedText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
