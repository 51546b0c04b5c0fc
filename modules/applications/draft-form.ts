import { inTransaction, runSql, type Database } from '#platform/database'
import { isSealed, keyOf, type Vault } from '#platform/vault'

type Form = Record<string, unknown>

/** The form of a draft as it is kept: sealed as a whole, whatever is in it. An empty one stays empty. */
export function sealedDraftForm(vault: Vault, draftId: string, form: Form): string {
  if (Object.keys(form).length === 0) return '{}'
  return JSON.stringify({ sealed: vault.seal(placeOf(draftId), JSON.stringify(form)) })
}

/** The form as she left it; drafts from before there was a vault are kept in clear until they are written again. */
export function openedDraftForm(vault: Vault, draftId: string, kept: Form): Form {
  return isSealed(kept) ? JSON.parse(vault.open(placeOf(draftId), kept.sealed)) : kept
}

const BATCH = 200

interface Row { id: string; form: Form; text: string }

/**
 * Seals anew, with the present data key, every draft that is not: in small batches beside everybody else, and only those nobody has
 * changed meanwhile; what is broken off goes on with the next call. @returns how many were written
 */
export async function sealDrafts(database: Database, vault: Vault, said: (done: number) => void = () => undefined): Promise<number> {
  let [done, after] = [0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const rows = await runSql<Row>(database, `
      select id, form, form::text as text from applications.draft
      where id > $1 and form <> '{}' and coalesce(form->>'sealed', '') not like $2 order by id limit ${BATCH}`, [after, `v1.${vault.currentKey}.%`])
    if (rows.length === 0) return done
    done += await resealRows(database, vault, rows)
    after = rows.at(-1)?.id ?? after
    said(done)
  }
}

async function resealRows(database: Database, vault: Vault, rows: readonly Row[]): Promise<number> {
  return inTransaction(database, async (tx) => {
    let written = 0
    for (const { id, form, text } of rows) {
      if (isSealed(form) && keyOf(form.sealed) === vault.currentKey) continue
      const sealed = sealedDraftForm(vault, id, openedDraftForm(vault, id, form))
      const changed = await runSql(tx, 'update applications.draft set form = $2::jsonb where id = $1 and form = $3::jsonb returning id', [id, sealed, text])
      written += changed.length
    }
    return written
  })
}

function placeOf(draftId: string): string {
  return `applications.draft.form/${draftId}`
}
