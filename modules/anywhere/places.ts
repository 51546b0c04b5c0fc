/** Where papers are taken in and results are fetched: the eleven districts of 广州, and the towns of 花都. */
import { Refusal } from '#platform/refusal'
import places from '../../data/places.json' with { type: 'json' }

export interface Place {
  /** Division code: six digits of a district, nine of a town. */
  code: string
  name: string
  kind: 'centre' | 'town' | 'district'
  /** Whose windows stand there; of another district one that nobody here belongs to. */
  organisation: string
  address: string | null
  phone: string | null
}

const HUADU = '440114'
export const PLACES: readonly Place[] = places.map((place): Place =>
  ({ ...place, kind: kindOf(place.code), organisation: place.organisation ?? districtOrganisation(place.code) }))
const BY_CODE: ReadonlyMap<string, Place> = new Map(PLACES.map((place) => [place.code, place]))

export function findPlace(code: string): Place | undefined {
  return BY_CODE.get(code)
}

export function placeOf(code: string): Place {
  const found = findPlace(code)
  if (!found) throw new Refusal('invalid', '没有这个地点，请从列出的地点里选')
  return found
}

export const isOurs = ({ kind }: Place): boolean => kind !== 'district'

/** Towns and the district's own hall: where our windows stand. */
export const OUR_PLACES = PLACES.filter(isOurs)
export const OTHER_DISTRICTS = PLACES.filter((place) => !isOurs(place))

/** The place of an organisation of ours whose windows take in papers. */
export function placeOfOrganisation(organisation: string | null): Place | undefined {
  return OUR_PLACES.find((place) => place.organisation === organisation)
}

export function districtOrganisation(code: string): string {
  return `district-${code}`
}

/** Names of other districts beside those of our own organisations. */
export function withDistricts(nameOf: (organisation: string) => string): (organisation: string) => string {
  const names = new Map(OTHER_DISTRICTS.map(({ organisation, name }) => [organisation, `${name}（模拟）`]))
  return (organisation) => names.get(organisation) ?? nameOf(organisation)
}

function kindOf(code: string): Place['kind'] {
  if (code === HUADU) return 'centre'
  return code.startsWith(HUADU) ? 'town' : 'district'
}
