import type { Tx } from '#platform/database'
import districts from '../../data/organisations.json' with { type: 'json' }
import type { OrganisationKind, PeopleTables } from './tables.ts'

interface Listed {
  id: string
  name: string
  shortName: string
  kind: string
  parent: string | null
  divisionCode?: string
  nameRead: boolean
}

/** Puts the district's organisations in place; again, it only brings names up to date. */
export async function seedOrganisations(tx: Tx): Promise<void> {
  const listed: readonly Listed[] = districts
  await tx
    .withTables<PeopleTables>()
    .insertInto('people.organisation')
    .values(listed.map(rowOf))
    .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({
      name: row.ref('excluded.name'),
      short_name: row.ref('excluded.short_name'),
      kind: row.ref('excluded.kind'),
      parent: row.ref('excluded.parent'),
      division_code: row.ref('excluded.division_code'),
      name_confirmed: row.ref('excluded.name_confirmed'),
    })))
    .execute()
}

function rowOf({ id, name, shortName, kind, parent, divisionCode, nameRead }: Listed): PeopleTables['people.organisation'] {
  return { id, name, short_name: shortName, kind: kindOf(kind), parent, division_code: divisionCode ?? null, name_confirmed: nameRead }
}

const KINDS: readonly OrganisationKind[] = ['government', 'department', 'supervision', 'hall', 'town']

function kindOf(word: string): OrganisationKind {
  const kind = KINDS.find((known) => known === word)
  if (kind === undefined) throw new Error(`organisations.json: unknown kind "${word}"`)
  return kind
}
