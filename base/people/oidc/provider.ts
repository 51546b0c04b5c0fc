import {
  allowInsecureRequests, authorizationCodeGrant, AuthorizationResponseError, buildAuthorizationUrl, buildEndSessionUrl, calculatePKCECodeChallenge, ClientSecretBasic,
  ClientSecretPost, clockTolerance, Configuration, discovery, enableNonRepudiationChecks, fetchUserInfo, None, randomNonce, randomPKCECodeVerifier,
  randomState, ResponseBodyError, type ClientAuth, type ServerMetadata,
} from 'openid-client'
import type { UnifiedIdentity } from '#platform/unified-identity'
import { isComplete, type Claims } from './identity.ts'
import { UnifiedTrouble, type TroubleName } from './troubles.ts'

/** What has to be remembered between leaving for the provider and coming back. */
export interface Checks { state: string; nonce: string; verifier: string }

/** How long the provider may take for each answer; somebody is waiting in front of the page. */
const TIMEOUT_SECONDS = 8
/** Clocks of two houses differ; what differs by more is refused. */
const CLOCK_TOLERANCE_SECONDS = 60
/** The provider's addresses and keys are asked for again after this. */
const KNOWN_MILLISECONDS = 3_600_000

/**
 * The address at the provider where somebody says who she is. `anew`: also where somebody has signed in there already on this machine,
 * who need not be the one who sits before it now.
 * @throws UnifiedTrouble silent
 */
export async function leaveFor(settings: UnifiedIdentity, { redirectUri, anew }: { redirectUri: string; anew: boolean }): Promise<{ url: string; checks: Checks }> {
  const provider = await providerOf(settings)
  const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri, scope: settings.scope, state: checks.state, nonce: checks.nonce,
    code_challenge: await calculatePKCECodeChallenge(checks.verifier), code_challenge_method: 'S256',
    ...(anew && { prompt: 'login' }),
  })
  return { url: url.href, checks }
}

/**
 * What the provider says about whoever came back with `returned`, the whole query of the callback. The tokens are looked at and thrown away.
 * @throws UnifiedTrouble silent, refused, expired, clock or untrusted
 */
export async function claimsOf(
  settings: UnifiedIdentity,
  { redirectUri, returned, checks }: { redirectUri: string; returned: Readonly<Record<string, string>>; checks: Checks },
): Promise<Claims> {
  const provider = await providerOf(settings)
  const here = new URL(redirectUri)
  for (const [name, value] of Object.entries(returned)) here.searchParams.set(name, value)
  const expected = { expectedState: checks.state, expectedNonce: checks.nonce, pkceCodeVerifier: checks.verifier, idTokenExpected: true }
  const tokens = await authorizationCodeGrant(provider, here, expected).catch(tell)
  const claims = tokens.claims()
  if (claims === undefined) throw new UnifiedTrouble('untrusted')
  if (isComplete(claims, settings.claims) || provider.serverMetadata().userinfo_endpoint === undefined) return claims
  return { ...(await fetchUserInfo(provider, tokens.access_token, claims.sub).catch(tell)), ...claims }
}

/** Where somebody signs out at the provider too; null where it offers no such page, or has not been asked for one lately. Never waits. */
export async function farewellOf(settings: UnifiedIdentity): Promise<string | null> {
  if (known?.key !== JSON.stringify(settings)) return null
  const provider = await known.provider.catch(() => null)
  return provider?.serverMetadata().end_session_endpoint === undefined ? null : buildEndSessionUrl(provider).href
}

let known: { key: string; readAt: number; provider: Promise<Configuration> } | undefined

/** Asked for when somebody first wants to sign in, never at start; a failure is not remembered. */
async function providerOf(settings: UnifiedIdentity): Promise<Configuration> {
  const key = JSON.stringify(settings)
  if (known?.key !== key || performance.now() - known.readAt > KNOWN_MILLISECONDS) {
    const asked = { key, readAt: performance.now(), provider: connect(settings) }
    asked.provider.catch(() => { if (known === asked) known = undefined })
    known = asked
  }
  return known.provider.catch(tell)
}

async function connect({ issuer, clientId, clientSecret }: UnifiedIdentity): Promise<Configuration> {
  const execute = issuer.startsWith('http:') ? [allowInsecureRequests] : []
  const found = await discovery(new URL(issuer), clientId, {}, None(), { timeout: TIMEOUT_SECONDS, execute })
  const metadata = found.serverMetadata()
  const provider = new Configuration(metadata, clientId, { [clockTolerance]: CLOCK_TOLERANCE_SECONDS }, authOf(metadata, clientSecret))
  provider.timeout = TIMEOUT_SECONDS
  // The signature of the identity is checked too, not only that it came over TLS from the right house.
  enableNonRepudiationChecks(provider)
  for (const apply of execute) apply(provider)
  return provider
}

/** Silence about the ways means basic, says OpenID Connect Discovery 1.0, section 3. */
function authOf({ token_endpoint_auth_methods_supported: ways = ['client_secret_basic'] }: ServerMetadata, secret: string | undefined): ClientAuth {
  if (secret === undefined) return None()
  return ways.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}

const SILENT = ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM', 'OAUTH_RESPONSE_IS_NOT_JSON', 'OAUTH_PARSE_ERROR']

/** The cause goes along for the operator's log; it names no code, no token and no person. */
function tell(error: unknown): never {
  throw error instanceof UnifiedTrouble ? error : new UnifiedTrouble(whyOf(error), { cause: error })
}

function whyOf(error: unknown): TroubleName {
  if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'refused' : isOverloaded(error.error) ? 'silent' : 'expired'
  if (error instanceof ResponseBodyError) return error.error === 'invalid_grant' ? 'expired' : 'silent'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return 'clock'
  // What fetch throws when nobody answers is a TypeError without a code of the protocol.
  if (SILENT.includes(code) || (error instanceof TypeError && !code.startsWith('OAUTH'))) return 'silent'
  return 'untrusted'
}

function isOverloaded(word: string): boolean {
  return word === 'server_error' || word === 'temporarily_unavailable'
}
