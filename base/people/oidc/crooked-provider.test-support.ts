import { createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CLIENT } from './local-provider.test-support.ts'
import { PUBLIC_URL, WANG } from './unified.test-support.ts'

/** What the next identity token says, beside what it should. */
export interface Crooked {
  claims?: Readonly<Record<string, unknown>>
  header?: Readonly<Record<string, unknown>>
  /** Signed with a key the provider has never published. */
  strangerKey?: true
  /** The answer of the token address, instead of tokens. */
  answer?: { status: number; body: string; type?: string }
}

/** A provider that keeps to the protocol but for one thing, chosen by the test. */
export class CrookedProvider {
  readonly issuer: string
  readonly #server: Server
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  readonly #stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  /** What the token address was asked with last. */
  asked = ''
  crooked: Crooked = {}
  nonce = ''

  static async start(): Promise<CrookedProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Safe: a server that listens on TCP has an address with a port.
    return new CrookedProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }

  constructor(server: Server, issuer: string) {
    this.#server = server
    this.issuer = issuer
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void this.#answer(request, response))
  }

  environment(): Record<string, string> {
    return {
      CHUNFENG_OIDC_ISSUER: this.issuer, CHUNFENG_OIDC_CLIENT_ID: CLIENT.id, CHUNFENG_OIDC_CLIENT_SECRET: CLIENT.secret, CHUNFENG_PUBLIC_URL: PUBLIC_URL,
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say = (status: number, body: string, type = 'application/json') => response.writeHead(status, { 'content-type': type }).end(body)
    if (request.url?.startsWith('/.well-known/') === true) return void say(200, JSON.stringify(this.#metadata()))
    if (request.url === '/keys')
      return void say(200, JSON.stringify({ keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: 'only', alg: 'RS256', use: 'sig' }] }))
    this.asked = `${request.headers.authorization ?? ''}\n${await bodyOf(request)}`
    const { answer } = this.crooked
    if (answer) return void say(answer.status, answer.body, answer.type)
    return void say(200, JSON.stringify({ access_token: 'x', token_type: 'Bearer', id_token: this.#token() }))
  }

  #metadata(): object {
    const { issuer } = this
    return {
      issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, response_types_supported: ['code'],
      subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], token_endpoint_auth_methods_supported: ['client_secret_post'],
    }
  }

  #token(): string {
    const now = Math.floor(Date.now() / 1000)
    const claims = { ...WANG, iss: this.issuer, aud: CLIENT.id, iat: now, exp: now + 60, nonce: this.nonce, ...this.crooked.claims }
    const header = { alg: 'RS256', kid: 'only', ...this.crooked.header }
    const key: KeyObject = createPrivateKey((this.crooked.strangerKey ? this.#stranger : this.#keys).privateKey.export({ format: 'pem', type: 'pkcs8' }))
    const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
    return `${text}.${header.alg === 'none' ? '' : sign('sha256', Buffer.from(text), key).toString('base64url')}`
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
