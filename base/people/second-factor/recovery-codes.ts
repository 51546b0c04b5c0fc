import { randomBytes } from 'node:crypto'
import { Secret } from 'otpauth'
import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import { sm3Hex } from '#platform/sm'

export const RECOVERY_CODES = 10
/** 80 bits: nobody tries them all, not even with the digests in hand. */
const CODE_BYTES = 10

/** What a person may type for a code: of the authenticator, or one of the ten, with or without dashes. */
export const CODE_PATTERN = '^(?:[0-9]{6}|[A-Za-z2-7]{4}(?:-?[A-Za-z2-7]{4}){3})$'

/** Ten new codes in place of all earlier ones. They are shown once; what is kept are digests. */
export async function issueRecoveryCodes(tx: Tx, account: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newCode)
  const digests = codes.map((code) => digestOf(account, code))
  await sql`delete from people.recovery_code where account = ${account}`.execute(tx)
  await sql`insert into people.recovery_code (account, digest) select ${account}, unnest(${digests}::text[])`.execute(tx)
  return codes
}

/** Whether this was one of the codes still good; it is not any more. */
export async function useRecoveryCode(tx: Tx, account: string, { code, now }: { code: string; now: Date }): Promise<boolean> {
  const { rows } = await sql`
    update people.recovery_code set used_at = ${now}
    where account = ${account} and digest = ${digestOf(account, code)} and used_at is null returning account`.execute(tx)
  return rows.length > 0
}

function newCode(): string {
  const letters = new Secret({ buffer: new Uint8Array(randomBytes(CODE_BYTES)).buffer }).base32
  return (letters.match(/.{4}/g) ?? []).join('-')
}

function digestOf(account: string, code: string): string {
  return sm3Hex(`recovery-code:${account}:${code.replaceAll('-', '').toUpperCase()}`)
}
