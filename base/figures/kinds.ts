import { JOINT_TYPES } from '#base/joint'

/** What a type of case is for the figures. Only services are counted as matters of applicants; what the platform opens for itself never is. */
export type Kind = 'service' | 'joint' | 'internal'

/** A bundle (环评打捆) is one approval for several units, so it stands with the wholes. */
const JOINT: readonly string[] = [...JOINT_TYPES, 'bundled-eia']

export function kindOf(type: string): Kind {
  if (type === 'application') return 'service'
  return JOINT.includes(type) ? 'joint' : 'internal'
}

/** What stands before the names of the measures of this type of case: '', 'joint.', 'complaint.' … */
export function prefixOf({ kind, type }: { kind: Kind; type: string }): string {
  if (kind === 'service') return ''
  return kind === 'joint' ? 'joint.' : `${type}.`
}
