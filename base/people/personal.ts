import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { keyOf, type Vault } from '#platform/vault'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'

/** What is kept of a person under seal: the columns of people.account that hold a token and never the text itself. */
export interface Personal { phone: string | null; residentId: string | null }

interface Row { id: string; phone: string | null; residentId: string | null }

/** The columns as they are kept, and the keyed digest that is compared instead: one account for each person. */
export function sealedPersonal(vault: Vault, id: string, { phone, residentId }: Personal): Personal & { residentIdDigest: string | null } {
  return {
    phone: phone && vault.seal(placeOf('phone', id), phone), residentId: residentId && vault.seal(placeOf('resident_id', id), residentId),
    residentIdDigest: residentId && residentIdDigest(vault, residentId),
  }
}

export function residentIdDigest(vault: Vault, residentId: string): string {
  return vault.digest('people.account.resident_id', residentId)
}

/** The text behind the columns of one account. */
export function openedPersonal(vault: Vault, { id, phone, residentId }: Row): Personal {
  return {
    phone: phone && vault.open(placeOf('phone', id), phone), residentId: residentId && vault.open(placeOf('resident_id', id), residentId),
  }
}

/** For whoever has to reach somebody, e.g. by SMS. Never for a page: there it is masked. */
export async function personalOf(call: Pick<Call, 'kernel' | 'tx'>, accountId: string): Promise<Personal> {
  const [row] = await runSql<Row>(call.tx, 'select id, phone, resident_id as "residentId" from people.account where id = $1', [accountId])
  if (!row) throw new Refusal('not-found', '没有这个账号')
  return openedPersonal(call.kernel.vault, row)
}

const BATCH = 200

/**
 * Seals what is not sealed with the present data key: texts from before there was a vault, and tokens of an older key. In small batches
 * beside everybody else; what somebody changes meanwhile is left to the next round, so it may be broken off and begun again at any time.
 * @returns how many accounts were written
 */
export async function sealAccounts(database: Database, vault: Vault, said: (done: number) => void = () => undefined): Promise<number> {
  let done = 0
  for (let rows = await staleRows(database, vault, ''); rows.length > 0; rows = await staleRows(database, vault, rows.at(-1)?.id ?? '')) {
    done += await inTransaction(database, async (tx) => {
      let written = 0
      for (const row of rows) written += await resealRow(tx, vault, row)
      return written
    })
    said(done)
  }
  return done
}

async function staleRows(database: Database, vault: Vault, after: string): Promise<Row[]> {
  const fresh = `v1.${vault.currentKey}.%`
  return runSql<Row>(database, `
    select id, phone, resident_id as "residentId" from people.account
    where id > $2 and (phone not like $1 or resident_id not like $1) order by id limit ${BATCH}`, [fresh, after])
}

/** Only if the columns are still as they were read. */
async function resealRow(tx: Tx, vault: Vault, row: Row): Promise<number> {
  const text = { phone: textOf(vault, placeOf('phone', row.id), row.phone), residentId: textOf(vault, placeOf('resident_id', row.id), row.residentId) }
  const { phone, residentId, residentIdDigest: digest } = sealedPersonal(vault, row.id, text)
  const written = await runSql(tx, `
    update people.account set phone = $2, resident_id = $3, resident_id_digest = $4
    where id = $1 and phone is not distinct from $5 and resident_id is not distinct from $6 returning id`,
  [row.id, phone, residentId, digest, row.phone, row.residentId])
  return written.length
}

function textOf(vault: Vault, place: string, kept: string | null): string | null {
  return kept === null || keyOf(kept) === null ? kept : vault.open(place, kept)
}

function placeOf(column: 'phone' | 'resident_id', id: string): string {
  return `people.account.${column}/${id}`
}
