import { runSql, type Tx } from '#platform/database'
import type { CaseEvent, Projection } from '#kernel'

export type ReasonKind = 'refusal' | 'correction'
export interface Reason { case_id: string; kind: ReasonKind; label: string; on_day: string }

/** Where a refusal names no article. */
export const NO_ARTICLE = '没有写明条文'
const LABEL_MAX = 200

/** Follows the log and keeps why cases were refused and what had to be corrected; whose cases they are, base/figures knows. */
export const reasonsProjection: Projection = {
  name: 'public-progress.reasons',
  tables: ['public_progress.reason'],
  apply: (tx, events) => storeReasons(tx, events.flatMap(reasonsIn)),
  reset: async (tx) => void await runSql(tx, 'truncate public_progress.reason'),
}

async function storeReasons(tx: Tx, reasons: readonly Reason[]): Promise<void> {
  if (reasons.length === 0) return
  await runSql(tx, 'insert into public_progress.reason select * from json_populate_recordset(null::public_progress.reason, $1::json) on conflict do nothing', [
    JSON.stringify(reasons),
  ])
}

/**
 * What an event says of why: the articles a refusal rests on, the materials a correction names. Not the sentences the clerk
 * wrote: they are about one person. Pure.
 */
export function reasonsIn(event: CaseEvent): Reason[] {
  const reason = (kind: ReasonKind) => (label: string): Reason => ({ case_id: event.caseId, kind, label: label.slice(0, LABEL_MAX), on_day: event.on })
  if (event.step === 'refuseAcceptance' || event.step === 'deny') return articlesIn(event.data).map(reason('refusal'))
  return event.step === 'requestCorrection' ? materialsIn(event.data).map(reason('correction')) : []
}

function articlesIn({ legalBasis }: Record<string, unknown>): string[] {
  const articles = Array.isArray(legalBasis) ? legalBasis.filter((article) => typeof article === 'string') : []
  return articles.length > 0 ? [...new Set(articles)] : [NO_ARTICLE]
}

function materialsIn({ materials }: Record<string, unknown>): string[] {
  const named = Array.isArray(materials) ? materials.flatMap(nameOf) : []
  return [...new Set(named)]
}

function nameOf(material: unknown): string[] {
  if (typeof material !== 'object' || material === null) return []
  const entry: { name?: unknown; materialId?: unknown } = material
  const name = entry.name ?? entry.materialId
  return typeof name === 'string' ? [name] : []
}
