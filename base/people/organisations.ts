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

const TOWNS = districts.flatMap(({ kind, shortName, divisionCode }) =>
  (kind === 'town' && divisionCode !== undefined ? [{ name: shortName, code: divisionCode }] : []))
const CODES: ReadonlyMap<string, string | undefined> = new Map(districts.map(({ id, divisionCode }) => [id, divisionCode]))
/** An address in another district or county may have a 镇街 of the same name. */
const ELSEWHERE = /[^\s省市]{1,6}[区县]/g

/** The 镇街 whose organisation this is. */
export function divisionOf(organisation: string): string | undefined {
  return CODES.get(organisation)
}

/** The 镇街 an address names: 广州市花都区狮岭镇某路 1 号. Undefined where it names none of ours, or one of somewhere else. */
export function townNamedIn(address: string): string | undefined {
  const named = TOWNS.map((town) => ({ ...town, at: address.indexOf(town.name) })).filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at)
  const [first] = named
  if (!first) return undefined
  const before = address.slice(0, first.at).match(ELSEWHERE) ?? []
  return before.length === 0 || before.some((district) => district.includes('花都区')) ? first.code : undefined
}
