/** Who comes before whom, and why. Pure: who is named first, and who looks, changes nothing. */
import type { Criterion, Scheme } from '../campaigns/scheme.ts'
import type { EvidenceValue } from '../evidence/values.ts'
import { measuredPart, panelPart, rounded, votePart, type PanelScore, type ScorePart } from './points.ts'

export interface Candidate {
  id: string
  name: string
  values: readonly EvidenceValue[]
  /** By criterion, of those who are not recused. */
  scores: Readonly<Record<string, readonly PanelScore[]>>
  /** Members who may score her. */
  votingMembers: number
  votes: number
}
export interface Ranked {
  id: string
  /** Null: not ranked, `why` says why. */
  rank: number | null
  total: number | null
  chosen: 'in' | 'out' | 'tied'
  why: string
  /** Where points were the same: what decided, or that nothing did. */
  tie: string | null
  parts: ScorePart[]
}
export type RankRules = Pick<Scheme, 'criteria' | 'tieBreakers'> & { panel: Pick<Scheme['panel'], 'quorum' | 'trimFrom'>; seats: number }

interface Scored { id: string; total: number | null; keys: number[]; why: string; parts: ScorePart[] }

/** The best first; those who cannot be ranked after them, by id. */
export function rankedOf(rules: RankRules, candidates: readonly Candidate[]): Ranked[] {
  const votesMost = Math.max(0, ...candidates.map(({ votes }) => votes))
  const scored = candidates.map((candidate) => scoredOf(rules, candidate, votesMost))
  const able = scored.filter(({ total }) => total !== null).toSorted((one, other) => compared(one, other) || byId(one, other))
  const unable = scored.filter(({ total }) => total === null).toSorted(byId)
  return [
    ...able.map((own) => placed(rules, own, able)),
    ...unable.map(({ id, why, parts }): Ranked => ({ id, rank: null, total: null, chosen: 'out', why, tie: null, parts })),
  ]
}

function scoredOf(rules: RankRules, candidate: Candidate, votesMost: number): Scored {
  const parts = rules.criteria.map((criterion) => partOf(rules, criterion, { candidate, votesMost }))
  const missing = parts.filter(({ points }) => points === null)
  const why = missing.map(({ name, words }) => `${name}：${words}`).join('；')
  if (missing.length > 0) return { id: candidate.id, total: null, keys: [], why: `不排名。${why}`, parts }
  const total = rounded(parts.reduce((sum, { earned }) => sum + (earned ?? 0), 0))
  const keys = rules.tieBreakers.map((id) => parts.find(({ criterion }) => criterion === id)?.points ?? 0)
  return { id: candidate.id, total, keys, why: '', parts }
}

function partOf({ panel }: RankRules, criterion: Criterion, { candidate, votesMost }: { candidate: Candidate; votesMost: number }): ScorePart {
  switch (criterion.by) {
    case 'measured': return measuredPart(criterion, candidate.values.find((value) => value.criterion === criterion.id))
    case 'panel': return panelPart(criterion, candidate.scores[criterion.id] ?? [], panel)
    case 'vote': return votePart(criterion, candidate.votes, votesMost)
  }
}

/** By total, then by the declared order of tie-breakers; 0 where nothing tells them apart. */
function compared(one: Scored, other: Scored): number {
  const [mine, theirs] = [[one.total ?? 0, ...one.keys], [other.total ?? 0, ...other.keys]]
  const at = mine.findIndex((key, index) => key !== theirs[index])
  return at < 0 ? 0 : (theirs[at] ?? 0) - (mine[at] ?? 0)
}

function placed(rules: RankRules, own: Scored, able: readonly Scored[]): Ranked {
  const rank = 1 + able.filter((other) => compared(other, own) < 0).length
  const alike = able.filter((other) => compared(other, own) === 0).length
  const last = rank + alike - 1
  const chosen = last <= rules.seats ? 'in' : rank <= rules.seats ? 'tied' : 'out'
  return { id: own.id, rank, total: own.total, chosen, why: whyOf(rules, { rank, last, chosen }), tie: tieOf(rules, own, able), parts: own.parts }
}

function whyOf({ seats }: RankRules, { rank, last, chosen }: { rank: number; last: number; chosen: Ranked['chosen'] }): string {
  if (chosen === 'in') return `第 ${rank} 名，在 ${seats} 个名额以内`
  return chosen === 'out' ? `第 ${rank} 名，名额 ${seats} 个` : `并列第 ${rank} 到第 ${last} 名，跨过了 ${seats} 个名额，不自动入选`
}

function tieOf({ criteria, tieBreakers }: RankRules, own: Scored, able: readonly Scored[]): string | null {
  const same = able.filter((other) => other !== own && other.total === own.total)
  if (same.length === 0) return null
  const alike = same.filter((other) => compared(own, other) === 0).length
  const names = tieBreakers.map((id) => criteria.find((criterion) => criterion.id === id)?.name ?? id)
  const decided = [
    ...new Set(same.filter((other) => compared(own, other) !== 0).map((other) => names[own.keys.findIndex((key, at) => key !== other.keys[at])] ?? '')),
  ]
  const words = [
    ...(decided.length > 0 ? [`总分相同，比${decided.join('、')}分出先后`] : []),
    ...(alike > 0 ? [`与 ${alike} 人并列：总分相同${names.length > 0 ? `，依次比${names.join('、')}也相同` : ''}`] : []),
  ]
  return words.join('；')
}

function byId(one: Scored, other: Scored): number {
  return one.id < other.id ? -1 : 1
}
