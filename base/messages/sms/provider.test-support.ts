/** A provider of short messages on this machine, as good or as bad as a test wants it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HttpGateway } from './sms-config.ts'
import { DEFAULT_TEMPLATE } from './template.ts'

export interface Received { key: string | undefined; authorization: string | undefined; body: string }
type Answering = (response: ServerResponse, request: IncomingMessage, received: Received) => void

export class Provider {
  readonly received: Received[] = []
  /** What it delivers: each key once, as a provider that honours the key does. */
  readonly delivered = new Map<string, string>()
  answer: Answering = (response) => void response.end('{"code":"OK"}')
  readonly #server: Server

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const key = request.headers['idempotency-key']
        const received = {
          key: typeof key === 'string' ? key : undefined, authorization: request.headers.authorization, body: Buffer.concat(parts).toString('utf8'),
        }
        this.received.push(received)
        this.answer(response, request, received)
      })
    })
  }

  static async open(): Promise<Provider> {
    const provider = new Provider()
    await new Promise<void>((resolve) => { provider.#server.listen(0, '127.0.0.1', resolve) })
    return provider
  }

  gateway(changes: Partial<HttpGateway> = {}): HttpGateway {
    // Safe: a server that listens on a port has such an address.
    const { port } = this.#server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}/send`, tokenFile: undefined, template: DEFAULT_TEMPLATE, success: undefined, timeoutSeconds: 1, ...changes }
  }

  /** Takes the message and says so. */
  deliver(response: ServerResponse, { key = '', body }: Received): void {
    this.delivered.set(key, body)
    response.end('{"code":"OK"}')
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => { this.#server.close(resolve) })
  }
}
