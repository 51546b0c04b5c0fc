import type { Tx } from '#platform/database'
import districts from '../../data/organisations.json' with { type: 'json' }
import type { OrganisationKind, PeopleTables } from './tables.ts'

/** A unit of the government (部门、镇街、大厅) as everybody may see it. */
export interface Organisation {
  id: string
  name: string
  shortName: string
  kind: OrganisationKind
  parent: string | null
  divisionCode: string | null
  /** False: the name was not read in an official source and is shown as an example. */
  nameConfirmed: boolean
}

const ORGANISATIONS_MAX = 2000

/** The whole tree as a flat list, departments before towns. */
export function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return tx
    .withTables<PeopleTables>()
    .selectFrom('people.organisation')
    .select(['id', 'name', 'short_name as shortName', 'kind', 'parent', 'division_code as divisionCode', 'name_confirmed as nameConfirmed'])
    .orderBy('division_code', (order) => order.asc().nullsFirst())
    .orderBy('id')
    .limit(ORGANISATIONS_MAX)
    .execute()
}

const NAMES: ReadonlyMap<string, string> = new Map(districts.map(({ id, name }) => [id, name]))

/** The name people read, without asking the database; an organisation nobody listed keeps its id. */
export function organisationName(id: string): string {
  return NAMES.get(id) ?? id
}
