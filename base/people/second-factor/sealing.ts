import { inTransaction, runSql, type Database, type Tx } from '#platform/database'
import { keyOf, type Vault } from '#platform/vault'

/** The secret of an authenticator as it is kept: who reads the table cannot make a code of it. */
export function sealedSecret(vault: Vault, account: string, secret: string): string {
  return vault.seal(placeOf(account), secret)
}

/** The secret behind the column. One from before there was a vault is still in clear until `sealSecondFactors` has come to it. */
export function openedSecret(vault: Vault, account: string, kept: string): string {
  return keyOf(kept) === null ? kept : vault.open(placeOf(account), kept)
}

const BATCH = 200

interface Row { account: string; secret: string }

/**
 * Seals every secret that is in clear or sealed with an older data key, in small batches beside everybody else. What somebody changes
 * meanwhile is left to the next round, so it may be broken off and begun again at any time.
 * @returns how many were written
 */
export async function sealSecondFactors(database: Database, vault: Vault): Promise<number> {
  let done = 0
  for (let rows = await staleRows(database, vault, ''); rows.length > 0; rows = await staleRows(database, vault, rows.at(-1)?.account ?? '')) {
    done += await inTransaction(database, async (tx) => {
      let written = 0
      for (const row of rows) written += await resealRow(tx, vault, row)
      return written
    })
  }
  return done
}

function staleRows(database: Database, vault: Vault, after: string): Promise<Row[]> {
  return runSql<Row>(database, `
    select account, secret from people.second_factor where account > $2 and secret not like $1 order by account limit ${BATCH}`,
  [`v1.${vault.currentKey}.%`, after])
}

/** Only if the secret is still the one that was read. */
async function resealRow(tx: Tx, vault: Vault, { account, secret }: Row): Promise<number> {
  const sealed = sealedSecret(vault, account, openedSecret(vault, account, secret))
  const written = await runSql(
    tx, 'update people.second_factor set secret = $2 where account = $1 and secret = $3 returning account', [account, sealed, secret],
  )
  return written.length
}

function placeOf(account: string): string {
  return `people.second_factor.secret/${account}`
}
