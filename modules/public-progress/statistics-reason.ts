import type { CaseEvent } from '#kernel'
import type { Fact } from './fact.ts'

export type ReasonKind = 'refusal' | 'correction'
export interface Reason { case_id: string; kind: ReasonKind; label: string; organisation: string; item_code: string; place: string; on_day: string }

/** Where a refusal names no article. */
export const NO_ARTICLE = '没有写明条文'
const LABEL_MAX = 200

/**
 * What an event says of why: the articles a refusal rests on, the materials a correction names. Not the sentences the clerk
 * wrote: they are about one person. Pure.
 */
export function reasonsIn(event: CaseEvent, fact: Pick<Fact, 'organisation' | 'item_code' | 'place'>): Reason[] {
  const { organisation, item_code, place } = fact
  const reason = (kind: ReasonKind) => (label: string): Reason =>
    ({ case_id: event.caseId, kind, label: label.slice(0, LABEL_MAX), organisation, item_code, place, on_day: event.on })
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
