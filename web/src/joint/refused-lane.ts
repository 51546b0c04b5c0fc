/** One item that is not accepted, as the step's form names it. */
export interface RefusedLane { lane: string; reason: string }

/** The entries as they came from elsewhere: a drafted form or one kept from before. */
export function refusedOf(value: unknown): RefusedLane[] {
  return Array.isArray(value) ? value.flatMap(entryOf) : []
}

function entryOf(value: unknown): RefusedLane[] {
  if (typeof value !== 'object' || value === null || !('lane' in value) || typeof value.lane !== 'string') return []
  return [{ lane: value.lane, reason: 'reason' in value && typeof value.reason === 'string' ? value.reason : '' }]
}
