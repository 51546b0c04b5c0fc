/** COPY … FROM STDIN: the quickest way in for very many rows, all of them in one transaction. */
import pg from 'pg'

/** One value of a row, as PostgreSQL's text format is to read it; JSON goes in as text. */
export type Cell = string | number | boolean | Date | null

/** A row as a line of COPY's text format. */
export function copyLine(cells: readonly Cell[]): string {
  let line = ''
  for (const cell of cells) line += (line === '' ? '' : '\t') + textOf(cell)
  return `${line}\n`
}

/** Texts as one cell, a PostgreSQL array. */
export function arrayCell(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`
}

function textOf(cell: Cell): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'string') return SPECIAL.test(cell) ? cell.replace(SPECIALS, (sign) => ESCAPED[sign] ?? sign) : cell
  return cell instanceof Date ? cell.toISOString() : String(cell)
}

const SPECIAL = /[\\\t\n\r]/
const SPECIALS = /[\\\t\n\r]/g
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Rows for one table. */
export interface Copied { table: string; columns: readonly string[]; lines: readonly string[] }
export interface Copying {
  query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>
  copy: (rows: Copied) => Promise<void>
}

/** Does the work on a connection of its own, in one transaction: committed when it returns, and nothing is left of it when it throws or the process dies. */
export async function copyInTransaction<Result>(url: string, work: (copying: Copying) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'chunfeng-copy', options: '-c TimeZone=UTC -c DateStyle=ISO' })
  client.on('error', () => undefined) // the query under way reports it
  await client.connect()
  try {
    await client.query('begin')
    const query = async (text: string, values: unknown[] = []) => (await client.query<Record<string, unknown>>(text, values)).rows
    const result = await work({ query, copy: (rows) => copyRows(client, rows) })
    await client.query('commit')
    return result
  } finally {
    await client.end() // without a commit this takes everything back
  }
}

/** What pg's connection can do beyond its type declarations. */
type Wire = pg.Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void; sendCopyFail: (why: string) => void }

const CHUNK_LINES = 200

function copyRows(client: pg.Client, { table, columns, lines }: Copied): Promise<void> {
  if (lines.length === 0) return Promise.resolve()
  const text = `copy ${table} (${columns.join(', ')}) from stdin`
  return new Promise<void>((resolve, reject) => {
    let failure: unknown
    client.query({
      submit: (wire: pg.Connection) => wire.query(text),
      handleCopyInResponse: (wire: Wire) => {
        feed(wire, lines).catch((error: unknown) => { failure = error; wire.sendCopyFail('the sender gave up') })
      },
      handleError: (error: unknown) => { failure = error; reject(error) },
      handleReadyForQuery: () => { if (failure === undefined) resolve(); else reject(failure) },
      handleCommandComplete: () => {}, handleRowDescription: () => {}, handleDataRow: () => {}, handlePortalSuspended: () => {}, handleEmptyQuery: () => {},
    })
  })
}

/** In pieces, waiting whenever the socket is full. */
async function feed(wire: Wire, lines: readonly string[]): Promise<void> {
  for (let from = 0; from < lines.length; from += CHUNK_LINES) {
    wire.sendCopyFromChunk(Buffer.from(lines.slice(from, from + CHUNK_LINES).join('')))
    if (wire.stream.writableNeedDrain) await new Promise((resolve) => wire.stream.once('drain', resolve))
  }
  wire.endCopyFrom()
}
