import { TOTP, Secret } from 'otpauth'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { seedDemoAccounts, seedOrganisations, peopleRoutes } from './index.ts'
import { peoplePages } from './web/index.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
export const START = '2026-03-02T09:00:00+08:00'
export const PASSWORD = 'Chunfeng-2026'

/** A district with its demo accounts and nothing else, seen through its door. */
export class District {
  readonly test: TestDatabase
  door: Door

  static async open(): Promise<District> {
    const test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations'])
    await seedOrganisations(test.db)
    await seedDemoAccounts(test.db, new Date(START))
    return new District(test)
  }

  constructor(test: TestDatabase) {
    this.test = test
    this.door = this.newDoor()
  }

  /** Nine in the morning of the first day again, and nobody has tried anything. */
  newDoor(): Door {
    this.door = new Door(this.test.db, [...peoplePages, ...peopleRoutes], START)
    return this.door
  }

  pass(minutes: number): void {
    this.door.now = new Date(this.door.now.getTime() + minutes * 60_000)
  }

  /** Asks as a program; answers with status and body. */
  async ask(cookie: string | undefined, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) {
    const answer = await this.door.ask(method, url, { ...(cookie !== undefined && { cookie }), ...(payload && { payload }) })
    const body = answer.body === '' ? {} : answer.json()
    return { status: answer.statusCode, body, code: body.error?.code, message: body.error?.message, fields: body.error?.fields ?? [] }
  }

  /** Sends a form as a browser without scripts. */
  async form(cookie: string | undefined, url: string, values: Readonly<Record<string, string>>) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return this.door.ask('POST', url, { headers, payload: new URLSearchParams(values).toString(), ...(cookie !== undefined && { cookie }) })
  }

  async isSignedIn(cookie: string): Promise<boolean> {
    return (await this.ask(cookie, 'GET', '/api/me')).status === 200
  }

  /** Binds an authenticator to a demo account; answers with its secret and the recovery codes. */
  async enrol(account: string): Promise<{ cookie: string; secret: string; recoveryCodes: string[] }> {
    const cookie = await this.door.signIn(account)
    const { body: { secret } } = await this.ask(cookie, 'POST', '/api/me/second-factor', { password: PASSWORD })
    const confirmed = await this.ask(cookie, 'POST', '/api/me/second-factor/confirmation', { totp: this.codeNow(secret) })
    this.pass(1)
    return { cookie, secret, recoveryCodes: confirmed.body.recoveryCodes }
  }

  /** What the authenticator shows now, or some seconds from now. */
  codeNow(secret: string, secondsAhead = 0): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.door.now.getTime() + secondsAhead * 1000 })
  }
}
