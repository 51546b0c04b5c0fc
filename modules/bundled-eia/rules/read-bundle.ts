import { Type, type Static } from 'typebox'
import { Refusal } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { EIA_CLASSES, PROJECT_DEFAULTS, type Bundle, type BundleKind, type BundleProject, type EiaClass, type SolventTons } from './bundle.ts'
import type { Decimal } from './decimal.ts'

const PROJECTS_MAX = 1000
const SECTIONS_MAX = 100
const text = Type.String({ maxLength: 1000 })
const oneOf = <Word extends string>(words: readonly Word[]) => Type.Unsafe<Word>(Type.Enum([...words]))
/** Null says the same as leaving it out. */
const maybe = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]))
const tons = Type.Number({ minimum: 0 })
const sections = Type.Array(text, { maxItems: SECTIONS_MAX })

/** A bundle as programs write it. Names that mean nothing here are passed over: whoever keeps the file may have notes of her own in it. */
const Written = Type.Object({
  kind: oneOf<BundleKind>(['park-sme', 'infrastructure']),
  projects: Type.Array(Type.Object({
    name: text, class: maybe(oneOf<EiaClass>(EIA_CLASSES)), industry: maybe(text),
    process: maybe(text), park: maybe(text), infraKind: maybe(text), county: maybe(text),
    solventTons: maybe(Type.Object({ paint: maybe(tons), ink: maybe(tons), adhesive: maybe(tons) })), waterBasedTons: Type.Optional(Type.Unknown()),
    active: maybe(Type.Boolean()), openViolation: maybe(Type.Boolean()),
    signed: maybe(Type.Boolean()), missingSections: maybe(sections), provincial: maybe(Type.Boolean()),
  }), { maxItems: PROJECTS_MAX }),
  park: maybe(Type.Object({ id: text, name: Type.Optional(text), planEia: maybe(text), implemented: maybe(Type.Boolean()) })),
  lead: maybe(text),
  mergedSections: maybe(sections),
})
type Written = Static<typeof Written>

/** The bundle in this JSON; refuses (`invalid`) what is none, naming each place that is wrong. */
export function readBundle(json: string): Bundle {
  const [value, exact] = [parse(json), parse(json, amountAsWritten)]
  const errors = schemaErrors(Written, value)
  // What may be null is in doubt twice at the same place, and the whole with its part: the first word about the part says enough.
  const faults = errors.filter(({ path }, index) =>
    errors.findIndex((one) => one.path === path) === index && !errors.some((one) => one.path.startsWith(`${path}.`)))
  if (faults.length > 0)
    throw new Refusal('invalid', `这不是一捆项目：${faults.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('；')}`, faults)
  // Safe: the schema has just been checked, and in `exact` nothing but the amounts is another: the text of the number.
  const { kind, projects, park, lead, mergedSections } = exact as Exact
  return {
    kind, projects: projects.map(projectOf), lead: lead?.trim() ? lead : null, mergedSections: mergedSections ?? [],
    park: park ? { id: park.id, name: park.name ?? park.id, planEia: park.planEia ?? '', implemented: park.implemented ?? false } : null,
  }
}

type Project = Omit<Written['projects'][number], 'solventTons' | 'waterBasedTons'> & { solventTons?: Partial<Record<keyof SolventTons, Decimal | null>> | null }
type Exact = Omit<Written, 'projects'> & { projects: Project[] }

function projectOf({ solventTons, name, ...given }: Project): BundleProject {
  return { ...PROJECT_DEFAULTS, ...present(fieldsOf(given)), name, solventTons: { ...PROJECT_DEFAULTS.solventTons, ...present(amountsOf(solventTons ?? {})) } }
}

/** What has a meaning here, and nothing else that may stand in the file. */
function fieldsOf({
  class: category,
  industry,
  process,
  park,
  infraKind,
  county,
  active,
  openViolation,
  signed,
  missingSections,
  provincial,
}: Omit<Project, 'name' | 'solventTons'>) {
  return { class: category, industry, process, park, infraKind, county, active, openViolation, signed, missingSections, provincial }
}

const amountsOf = ({ paint, ink, adhesive }: Partial<Record<keyof SolventTons, Decimal | null>>) => ({ paint, ink, adhesive })

type Present<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> }

function present<Fields extends object>(fields: Fields): Present<Fields> {
  // Safe: exactly the fields that are null or missing have been left out.
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined)) as Present<Fields>
}

const AMOUNTS: ReadonlySet<string> = new Set(['paint', 'ink', 'adhesive'])

/** Amounts as they were written: as binary numbers 0.7 + 7.6 + 1.7 would not be 10. */
function amountAsWritten(key: string, value: unknown, context?: { source?: string }): unknown {
  return AMOUNTS.has(key) && typeof value === 'number' ? (context?.source ?? String(value)).replace(/^-/, '') : value
}

function parse(json: string, reviver?: typeof amountAsWritten): unknown {
  try {
    return JSON.parse(json, reviver)
  } catch {
    throw new Refusal('invalid', '不是 JSON，请检查括号、引号和逗号')
  }
}
