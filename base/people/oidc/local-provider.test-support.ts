import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Context } from 'oidc-provider'

/** Somebody the provider knows: her subject and what it tells of her. */
export interface Vouched { sub: string; name: string; id_number?: string; phone_number?: string; org_name?: string; uscc?: string }

export const CLIENT = { id: 'chunfeng', secret: 'a-secret-between-two-houses' }

/** A real provider of OpenID Connect on this machine, which asks who one is on a page with a button for each. */
export class LocalProvider {
  readonly issuer: string
  readonly #server: Server
  readonly #people = new Map<string, Vouched>()

  static async start(redirectUris: readonly string[]): Promise<LocalProvider> {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    // Safe: a server that listens on TCP has an address with a port.
    return new LocalProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, redirectUris)
  }

  constructor(server: Server, issuer: string, redirectUris: readonly string[]) {
    this.#server = server
    this.issuer = issuer
    const provider = new Provider(issuer, configurationOf(this.#people, redirectUris))
    const answer = provider.callback()
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/') !== true) return answer(request, response)
      interact(provider, this.#people, { request, response }).catch((error: unknown) => response.writeHead(500).end(String(error)))
    })
  }

  vouchFor(...people: readonly Vouched[]): void {
    for (const one of people) this.#people.set(one.sub, one)
  }

  /** The settings that lead here. */
  environment(publicUrl?: string): Record<string, string> {
    return {
      CHUNFENG_OIDC_ISSUER: this.issuer, CHUNFENG_OIDC_CLIENT_ID: CLIENT.id, CHUNFENG_OIDC_CLIENT_SECRET: CLIENT.secret,
      ...(publicUrl !== undefined && { CHUNFENG_PUBLIC_URL: publicUrl }),
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

const TOLD = ['name', 'id_number', 'phone_number', 'org_name', 'uscc']

function configurationOf(people: ReadonlyMap<string, Vouched>, redirectUris: readonly string[]): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: redirectUris, response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'only', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: TOLD },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 60, AuthorizationCode: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: () => people.get(sub) }),
    loadExistingGrant,
  }
}

/** Whoever says who she is has agreed; refusing has a button of its own. */
async function loadExistingGrant(this: unknown, { oidc }: Context): Promise<unknown> {
  const { provider } = Object(oidc)
  const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
  grant.addOIDCScope('openid profile')
  await grant.save()
  return grant
}

async function interact(provider: Provider, people: ReadonlyMap<string, Vouched>, { request, response }: {
  request: IncomingMessage; response: ServerResponse
}): Promise<void> {
  await provider.interactionDetails(request, response)
  if (request.method !== 'POST') return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(people, request.url ?? ''))
  const who = new URLSearchParams(await bodyOf(request)).get('who') ?? ''
  const result = people.has(who) ? { login: { accountId: who } } : { error: 'access_denied', error_description: 'the person said no' }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

function pageOf(people: ReadonlyMap<string, Vouched>, path: string): string {
  const buttons = [...people.values()].map(({ sub, name, org_name }) => `<button name="who" value="${sub}">${org_name ?? name}</button>`)
  return `<!doctype html><html lang="zh-CN"><title>统一身份认证（测试）</title><h1>您是谁？</h1>
<form method="post" action="${path}">${buttons.join('')}<button name="who" value="">不同意</button></form></html>`
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString('utf8')
}
