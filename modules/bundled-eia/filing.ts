import { Type, type Static } from 'typebox'
import { schemaErrors } from '#platform/schema'
import type { Case } from '#kernel'
import { EIA_CLASSES, HUADU_COUNTY, isDecimal, PROJECT_DEFAULTS, type Bundle, type BundleKind, type EiaClass } from './rules/index.ts'

const closed = { additionalProperties: false } as const
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const decimal = Type.String({ pattern: '^\\d{1,9}(\\.\\d{1,9})?$' })

/** One approval names every unit with its conditions; a document has room for so many. */
export const UNITS_MAX = 30

/** A unit (建设单位) of a bundle with its project. */
export const FiledUnit = Type.Object({
  name: text(100), uscc: text(18), project: text(200), place: text(300),
  class: Type.Unsafe<EiaClass>(Type.Enum([...EIA_CLASSES])),
  industry: Type.Optional(text(100)), process: Type.Optional(text(100)), infraKind: Type.Optional(text(100)), county: Type.Optional(text(20)),
  inPark: Type.Boolean(), paint: decimal, ink: decimal, adhesive: decimal,
  openViolation: Type.Boolean(), provincial: Type.Boolean(), missingSections: Type.Array(text(100), { maxItems: 30 }),
  /** How it has confirmed the report: by its own account, or by a letter that was uploaded. */
  signed: Type.Union([Type.Literal('account'), Type.Literal('letter'), Type.Null()]),
}, closed)
export type FiledUnit = Static<typeof FiledUnit>

/** What the notice says of the whole bundle, beside the names of project and units. */
export const NoticeWords = Type.Object({ place: text(500), overview: text(2000), agency: text(200), impacts: text(2000), participation: text(2000) }, closed)

/** What is filed, whole; the form of the case. */
export const Filing = Type.Object({
  title: text(100), kind: Type.Unsafe<BundleKind>(Type.Enum(['park-sme', 'infrastructure'])),
  park: Type.Union([Type.Object({ name: text(100), planEia: text(50), implemented: Type.Boolean() }, closed), Type.Null()]),
  lead: text(100), units: Type.Array(FiledUnit, { minItems: 1, maxItems: UNITS_MAX }), mergedSections: Type.Array(text(50), { maxItems: 20 }),
  notice: NoticeWords, report: Type.Object({ fileId: text(40), name: text(300) }, closed),
}, closed)
export type Filing = Static<typeof Filing>

/** What was filed with a case; undefined where the form is none of ours. */
export function filingOf({ form }: Pick<Case, 'form'>): Filing | undefined {
  // Safe: the schema has just been checked.
  return schemaErrors(Filing, form).length === 0 ? form as Filing : undefined
}

/** The projects as the rules look at them. */
export function bundleOf({ kind, park, lead, units, mergedSections }: Omit<Filing, 'title' | 'notice' | 'report'>): Bundle {
  return {
    kind, lead, mergedSections, park: park && { id: park.name, ...park },
    projects: units.map(({
      name, class: category, industry, process, infraKind, county, inPark, paint, ink, adhesive, openViolation, provincial, missingSections, signed,
    }) => ({
      ...PROJECT_DEFAULTS, name, class: category, industry, process, infraKind, county: county ?? HUADU_COUNTY, park: inPark ? park?.name : undefined,
      solventTons: { paint: decimalOf(paint), ink: decimalOf(ink), adhesive: decimalOf(adhesive) },
      openViolation, provincial, missingSections, signed: signed !== null,
    })),
  }
}

function decimalOf(typed: string): string {
  return isDecimal(typed) ? typed : '0'
}
