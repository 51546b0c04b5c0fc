/** People with telephones, and what goes out to them. */
import { runSql, type Database } from '#platform/database'
import { testDatabase, testVault } from '#platform/testing'
import { buildCalendar, type Kernel } from '#kernel'
import { sealAccounts } from '#base/people'
import { DEFAULT_RULES } from './outward/rules.ts'
import { planDue } from './outward/planning.ts'
import { tell, type Notice } from './messages.ts'
import type { SmsAdapter } from './sms/adapter.ts'
import { sendDue } from './sms/dispatch.ts'
import { smsConfigFrom, type SmsConfig } from './sms/sms-config.ts'

export const PHONE = '13900001234'
export const at = (text: string): Date => new Date(`${text}:00+08:00`)
export interface SmsFact {
  id: string; account: string; kind: string; state: string; words: string; attempts: number; reason: string | null; phone: string | null; next: Date
}

export class PostOffice {
  readonly database: Database
  readonly kernel: Kernel
  readonly close: () => Promise<void>
  now = at('2026-03-02T10:00')
  config: SmsConfig = { ...smsConfigFrom({}), attemptsMax: 3 }

  private constructor(database: Database, close: () => Promise<void>) {
    this.database = database
    this.close = close
    this.kernel = {
      calendar: buildCalendar([]),
      workflows: new Map(),
      within: [],
      after: [],
      projections: [],
      nameOf: (id) => id,
      vault: testVault(),
      sendJobs: async () => {},
    }
  }

  static async open(): Promise<PostOffice> {
    const { db, close } = await testDatabase()
    const office = new PostOffice(db, close)
    await office.kernel.vault.prepare(db)
    return office
  }

  async account(
    id: string,
    {
      kind = 'citizen',
      phone = PHONE,
      organisation = null,
      party = null,
    }: { kind?: string; phone?: string | null; organisation?: string | null; party?: string | null } = {},
  ): Promise<void> {
    await runSql(
      this.database,
      `insert into people.account (id, login, name, kind, password_hash, organisation, phone, created_at) values ($1, $1, '某人', $2, '', $3, $4, now())`,
      [id, kind, organisation, phone],
    )
    if (party !== null) {
      await runSql(this.database, 'insert into people.party_agent (party, account, since) values ($1, $2, now())', [party, id])
      await runSql(this.database, 'update people.account set party = $1 where id = $2', [party, id])
    }
    await sealAccounts(this.database, this.kernel.vault)
  }

  tell(notice: Partial<Notice> = {}): Promise<void> {
    return tell(this.database, { recipient: 'lin', title: '食品经营许可：请补正材料', body: '请看。', gist: '请补正材料', at: this.now, ...notice })
  }

  async plan(): Promise<void> {
    await planDue(this.database, { now: this.now, rules: { ...DEFAULT_RULES, ...this.config.rules } })
  }

  send(adapter: SmsAdapter): Promise<boolean> {
    return sendDue({ database: this.database, kernel: this.kernel, now: this.now }, adapter, this.config)
  }

  sms(): Promise<SmsFact[]> {
    return runSql<SmsFact>(
      this.database,
      'select id, account, kind, state, words, attempts, reason, phone_masked as phone, next_at as next from messages.sms order by created_at, id',
    )
  }

  async settled(): Promise<(string | null)[]> {
    const rows = await runSql<{ how: string | null }>(this.database, 'select how from messages.outward order by message_id, account')
    return rows.map(({ how }) => how)
  }

  async empty(): Promise<void> {
    this.now = at('2026-03-02T10:00')
    await runSql(this.database, 'truncate messages.outward, messages.digest, messages.sms, messages.message, messages.preference, messages.day_done')
  }
}
