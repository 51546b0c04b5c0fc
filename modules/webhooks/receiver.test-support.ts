/** A program of another office on this machine, as good or as bad as a test wants it. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Heard {
  headers: IncomingHttpHeaders
  body: string
  event: { id: string; type: string; subject: string; data: { version: number; state: string; isClosed: boolean } }
}

export class Receiver {
  readonly heard: Heard[] = []
  answer: (response: ServerResponse, count: number) => void = (response) => void response.writeHead(204).end()
  readonly #server = createServer((request, response) => {
    void Array.fromAsync(request).then((parts) => {
      const body = Buffer.concat(parts).toString('utf8')
      this.heard.push({ headers: request.headers, body, event: JSON.parse(body) })
      this.answer(response, this.heard.length)
    })
  })

  static async open(): Promise<Receiver> {
    const receiver = new Receiver()
    receiver.#server.listen(0, '127.0.0.1')
    await once(receiver.#server, 'listening')
    return receiver
  }

  get host(): string {
    const { port } = this.#server.address() as AddressInfo // it listens on a port, not on a path
    return `127.0.0.1:${port}`
  }

  get url(): string { return `http://${this.host}/events` }

  /** What each event was called, in the order they came. */
  get ids(): string[] { return this.heard.map(({ event }) => event.id) }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** As the guide for integrators tells them to check it. */
export function isSigned({ headers, body }: Heard, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const own = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest()
  const given = Buffer.from(String(headers['webhook-signature']).replace(/^v1,/, ''), 'base64')
  return given.length === own.length && timingSafeEqual(given, own)
}
