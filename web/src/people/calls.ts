import { ask } from '../api/request.ts'

export interface Enrolment { secret: string; uri: string; qr: string }
export interface FactorState { active: boolean; required: boolean; recoveryCodesLeft: number }
export interface DeviceSession {
  id: string
  createdAt: string
  lastSeenAt: string
  ip: string
  agent: string
  device: string
  current: boolean
  signedInBy: 'password' | 'unified'
}
/** When the administrators have reset one's password or authenticator, and who they were. */
export interface ResetTold { keys: 'password' | 'second-factor'; at: string; askedBy: string; confirmedBy: string; reason: string }
/** How one's account stands to the unified identity. */
export interface OwnLink { label: string; linkedAt: string | null; lastUsedAt: string | null; hasPassword: boolean }
interface Codes { recoveryCodes: string[] }

export const fetchPasswordRules = (): Promise<{ rules: string }> => ask('GET', '/api/password-rules')
export const changePassword = (body: { current: string; next: string }): Promise<unknown> => ask('POST', '/api/me/password', { body })

export const fetchFactor = (): Promise<FactorState> => ask('GET', '/api/me/second-factor')
export const beginFactor = (password: string): Promise<Enrolment> => ask('POST', '/api/me/second-factor', { body: { password } })
export const confirmFactor = (totp: string): Promise<Codes> => ask('POST', '/api/me/second-factor/confirmation', { body: { totp } })
export const renewCodes = (totp: string): Promise<Codes> => ask('POST', '/api/me/second-factor/recovery-codes', { body: { totp } })
export const removeFactor = (totp: string): Promise<unknown> => ask('POST', '/api/me/second-factor/removal', { body: { totp } })

export const fetchDevices = (): Promise<{ sessions: DeviceSession[] }> => ask('GET', '/api/me/sessions')
export const endDevice = (id: string): Promise<unknown> => ask('DELETE', `/api/me/sessions/${id}`)
export const endOtherDevices = (): Promise<{ ended: number }> => ask('DELETE', '/api/me/sessions')

export const fetchOwnResets = (): Promise<{ resets: ResetTold[] }> => ask('GET', '/api/me/key-resets')
export const fetchSignInWays = (): Promise<{ unified: string | null }> => ask('GET', '/api/sign-in-ways')
export const fetchOwnLink = (): Promise<{ unified: OwnLink | null }> => ask('GET', '/api/me/unified-identity')
export const removeOwnLink = (password: string): Promise<unknown> => ask('POST', '/api/me/unified-identity/removal', { body: { password } })
