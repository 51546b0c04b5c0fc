import type { TSchema } from 'typebox'
import type { Relation } from './relations.ts'

/**
 * public: on the public timeline · applicant: she and those who handle it · own: she alone, e.g. how she rated those who
 * handle it · handling: staff only · sealed: 纪检 only.
 */
export type Visibility = 'public' | 'applicant' | 'own' | 'handling' | 'sealed'

const HANDLING: readonly Visibility[] = ['public', 'applicant', 'handling']

/** Which fields each relation may read. A supervisor sees how a case is handled, not what is personal in it. */
export const VISIBLE: Readonly<Record<Relation, readonly Visibility[]>> = {
  applicant: ['public', 'applicant', 'own'],
  agent: ['public', 'applicant', 'own'],
  window: HANDLING,
  owner: HANDLING,
  approver: HANDLING,
  handler: HANDLING,
  supervisor: ['public', 'handling'],
  sealed: ['public', 'applicant', 'own', 'handling', 'sealed'],
  system: HANDLING,
}

/**
 * The fields of the data these relations may read. A field that declares no visibility is for those who handle the case;
 * data without a schema is what the applicant filed, and personal.
 */
export function visibleData(schema: TSchema | undefined, data: Record<string, unknown>, relations: readonly Relation[]): Record<string, unknown> {
  const levels = new Set<string>(['public', ...relations.flatMap((relation) => VISIBLE[relation])])
  return Object.fromEntries(Object.entries(data).filter(([name]) => levels.has(schema === undefined ? 'applicant' : visibilityOf(schema, name))))
}

function visibilityOf(schema: TSchema, name: string): string {
  const properties = 'properties' in schema ? schema.properties : undefined
  if (typeof properties !== 'object' || properties === null || !Object.hasOwn(properties, name)) return 'handling'
  const field: unknown = Object.getOwnPropertyDescriptor(properties, name)?.value
  return typeof field === 'object' && field !== null && 'visibility' in field ? String(field.visibility) : 'handling'
}
