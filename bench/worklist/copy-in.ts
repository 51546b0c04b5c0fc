import pg from 'pg'

/** What pg's connection can do beyond its type declarations. */
type Wire = pg.Connection & { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void; sendCopyFail: (why: string) => void }

const CHUNK_BYTES = 1 << 20

/** Sends lines to the server by COPY … FROM STDIN, in chunks, waiting whenever the socket is full. */
export async function copyIn(url: string, text: string, lines: Iterable<string>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await new Promise<void>((resolve, reject) => { client.query(copying(text, lines, { resolve, reject })) })
  } finally {
    await client.end()
  }
}

interface Outcome { resolve: () => void; reject: (error: unknown) => void }

function copying(text: string, lines: Iterable<string>, { resolve, reject }: Outcome) {
  let failure: unknown
  return {
    submit: (wire: pg.Connection) => wire.query(text),
    handleCopyInResponse: (wire: Wire) => {
      feed(wire, lines).catch((error: unknown) => { failure = error; wire.sendCopyFail('the sender gave up') })
    },
    handleError: (error: unknown) => { failure = error },
    handleReadyForQuery: () => { if (failure === undefined) resolve(); else reject(failure) },
    handleCommandComplete: () => {}, handleRowDescription: () => {}, handleDataRow: () => {}, handlePortalSuspended: () => {}, handleEmptyQuery: () => {},
  }
}

async function feed(wire: Wire, lines: Iterable<string>): Promise<void> {
  let waiting: string[] = []
  let bytes = 0
  for (const line of lines) {
    waiting.push(line)
    bytes += line.length
    if (bytes < CHUNK_BYTES) continue
    await send(wire, waiting)
    waiting = []
    bytes = 0
  }
  await send(wire, waiting)
  wire.endCopyFrom()
}

async function send(wire: Wire, lines: string[]): Promise<void> {
  wire.sendCopyFromChunk(Buffer.from(lines.join('')))
  if (wire.stream.writableNeedDrain) await new Promise((resolve) => wire.stream.once('drain', resolve))
}
