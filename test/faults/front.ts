import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before several servers: each request goes to the next in turn, and to the one after it when no answer comes. */
export interface Front { url: string; close: () => Promise<void> }

export async function frontOf(servers: readonly { url: string }[]): Promise<Front> {
  let turn = 0
  const front = createServer((asked, answer) => {
    turn += 1
    void relay(asked, answer, servers.map((_, index) => servers[(turn + index) % servers.length]?.url ?? ''))
  })
  front.listen(0, '127.0.0.1')
  await once(front, 'listening')
  const { port } = front.address() as AddressInfo // it listens on a port, not on a path
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      front.closeAllConnections()
      front.close()
      await once(front, 'close')
    },
  }
}

async function relay(asked: IncomingMessage, answer: ServerResponse, urls: readonly string[]): Promise<void> {
  const body = Buffer.concat(await Array.fromAsync(asked))
  for (const url of urls) {
    const came = await answerOf(url, asked, body)
    if (!came) continue
    answer.writeHead(came.status, came.headers)
    answer.end(came.body)
    return
  }
  answer.writeHead(502)
  answer.end()
}

interface Came { status: number; headers: IncomingMessage['headers']; body: Buffer }

/** The whole answer, or undefined when the server was not there or went away in between. */
async function answerOf(url: string, { url: path = '/', method, headers }: IncomingMessage, body: Buffer): Promise<Came | undefined> {
  const upstream = request(new URL(path, url), { method, headers: { ...headers, host: new URL(url).host, connection: 'close' }, agent: false })
  try {
    upstream.end(body)
    const [came] = (await once(upstream, 'response')) as [IncomingMessage] // what the event carries
    return { status: came.statusCode ?? 502, headers: came.headers, body: Buffer.concat(await Array.fromAsync(came)) }
  } catch {
    return undefined
  }
}
