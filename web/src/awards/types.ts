import type { Day } from '../api/types.ts'

/** The answers of modules/awards, field by field as its README gives them. */
export type Kind = 'star' | 'model' | 'pioneer'
export type Nominator = 'self' | 'unit' | 'citizen'
export type MeasureId = 'on-time' | 'good-rating' | 'rated' | 'workload'

interface CriterionHead { id: string; name: string; weight: number; basis: string }
export type Criterion = CriterionHead & (
  | { by: 'measured'; measure: MeasureId; full: number; zero: number; sampleMin: number }
  | { by: 'panel'; guide: string }
  | { by: 'vote' })
export interface ListedSubject { id: string; kind: 'person' | 'post'; name: string; organisation: string; people: string[]; partyMember?: boolean }
export type EligibleRule = { from: 'window' } | { from: 'winners'; campaigns: string[] } | { from: 'listed'; subjects: ListedSubject[] }
export type Quota = { by: 'share'; percent: number; basis: string } | { by: 'seats'; seats: number; basis: string }
export interface PanelMember { account: string; name: string; organisation: string }
export interface Vote { from: Day; until: Day; perNomineeADay: number; hidesCounts: boolean }
/** What becomes of the place of somebody disqualified before the award. */
export type Succession = 'none' | 'next'
export interface Scheme {
  kind: Kind
  title: string
  period: { from: Day; to: Day }
  isExample: boolean
  nominateUntil: Day
  nominators: Nominator[]
  eligible: EligibleRule
  quota: Quota
  criteria: Criterion[]
  tieBreakers: string[]
  vetoes: string[]
  panel: { members: PanelMember[]; quorum: number; trimFrom: number }
  vote: Vote | null
  publicityWorkingDays: number
  /** Left out in campaigns of before: the place stays empty. */
  succession?: Succession
  basis: string
}
export interface MeasureView { id: MeasureId; label: string; counts: string; adjusted: string; guard: string }
export interface VetoRule { id: string; name: string; how: 'measured' | 'declared'; basis: string }
/** The defaults come with days that fit today. */
export interface Schemes { schemes: Scheme[]; measures: MeasureView[]; vetoes: VetoRule[] }

export type CampaignStatus = 'draft' | 'open' | 'locked' | 'announced'
export interface CampaignHead {
  id: string; kind: Kind; kindName: string; title: string; version: number; status: CampaignStatus; statusLabel: string
  period: { from: Day; to: Day }; nominateUntil: Day; publicUntil: Day | null; isExample: boolean
  nominations: number; onDuty: number; seats: number; isPanelMember: boolean
}
export interface EligiblePerson {
  id: string
  name: string
  organisation: string
  organisationName: string
  kind: 'person' | 'post'
  partyMember: boolean | null
  nominated: boolean
}
export interface CampaignView extends CampaignHead {
  today: Day
  body: Scheme
  versions: { version: number; reason: string; by: string; at: string }[]
  eligible: EligiblePerson[]
  lockedAt: string | null
  lockedBy: string | null
  may: { change: boolean; publish: boolean; lock: boolean; announce: boolean; score: boolean; nominate: Nominator[] }
  whyNot: { publish: string | null; lock: string | null; announce: string | null }
}

export interface NominationHead {
  id: string; number: string; subject: string; subjectKind: 'person' | 'post'; name: string; organisation: string; organisationName: string
  state: string; stateLabel: string; dueOn: Day | null; publicUntil: Day | null; nominators: number; agreed: boolean; vetoes: number
  objections: number; openObjections: number; myPart: 'member' | 'recused' | null; scoredByMe: boolean
}
export interface Support { kind: Nominator; by: string | null; words: string; caseId: string | null; caseNumber: string | null; at: string }
/** value … counted are percents; of the workload, per cent of the mean of those on duty. `measure` is its label; `overall` is null for the workload. */
export interface EvidenceValue {
  criterion: string; name: string; measure: string; n: number; part: number; value: number | null; expected: number | null
  adjusted: number | null; low: number | null; high: number | null; counted: number | null; overall: number | null; isSmall: boolean;
  sampleMin: number; source: string
}
export interface FoundVeto { id: string; name: string; cases: number; sentence: string; dismissed: string | null }
export interface Evidence { version: number; frozen: boolean; drawnAt: string; values: EvidenceValue[]; vetoes: FoundVeto[] }
export interface EvidenceCorrection { version: number; criterion: string; before: EvidenceValue; after: EvidenceValue; reason: string; by: string; at: string }
export interface PanelRow { member: string; organisationName: string; recused: string | null; scores: GivenScore[] | null }
export interface GivenScore { criterion: string; points: number }
export interface Story { version: number; text: string; status: 'waiting' | 'passed' | 'returned'; note: string | null; by: string }
export interface Certificate { number: string; issuedOn: Day; revokedOn: Day | null; reason: string | null }
export interface NominationView extends NominationHead {
  campaign: CampaignHead
  version: number
  caseVersion: number
  supports: Support[]
  evidence: Evidence | null
  corrections: EvidenceCorrection[]
  panel: PanelRow[]
  recusedBecause: string | null
  objectionList: ObjectionHead[]
  story: Story | null
  certificate: Certificate | null
  steps: { action: string; label: string; refusal: string | null }[]
}

export interface ScorePart {
  criterion: string; name: string; by: 'measured' | 'panel' | 'vote'; weight: number; points: number | null; earned: number | null
  n: number | null; raw: number | null; expected: number | null; adjusted: number | null; counted: number | null
  low: number | null; high: number | null; words: string; scores: { points: number; dropped: boolean }[] | null
}
export interface RankedRow {
  id: string; name: string; organisation: string; organisationName: string; rank: number | null; total: number | null
  chosen: 'in' | 'out' | 'tied'; why: string; tie: string | null; parts: ScorePart[]; state: string | null
}
export interface RankingView {
  campaign: CampaignHead; rankingSm3: string; seats: number; onDuty: number; isComplete: boolean; waiting: string[]; rows: RankedRow[];
  places: FreePlace[]
}
/** A place that has become free since the announcement, and who has moved up or why nobody has. */
export interface FreePlace {
  vacated: string; vacatedName: string; vacatedOn: Day; successor: string | null; successorName: string | null; movedUpOn: Day | null;
  publicUntil: Day | null; why: string | null
}

export interface ObjectionHead {
  id: string; number: string; nomination: string; nominee: string; campaign: string; state: string; stateLabel: string
  openedAt: string; dueOn: Day | null; by: string; reason: string; answer: string | null
}
export interface Burst {
  id: string; nominee: string; day: Day; rule: string; votes: number; sentence: string;
  verdict: { counts: boolean; reason: string; by: string } | null
}
export interface Votes { closesOn: Day; isOpen: boolean; bursts: Burst[] }
export interface BehindCase {
  caseId: string; number: string; itemName: string; receivedOn: Day; dueOn: Day | null; resolvedOn: Day | null
  onTime: boolean | null; workingDays: number | null; limitDays: number; rating: number | null
}
export interface BehindCases { total: number; page: number; size: number; cases: BehindCase[] }
export interface StaffPerson { id: string; name: string; organisation: string; organisationName: string }
