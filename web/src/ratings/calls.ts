import { ask } from '../api/request.ts'

export interface ComplaintRow {
  id: string
  number: string
  title: string
  organisationName: string
  stateLabel: string
  level: number
  levelLabel: string
  openedAt: string
  queueDueOn: string | null
  closedAt: string | null
  overdue: boolean
}
export interface ComplaintsPage { today: string; total: number; complaints: ComplaintRow[]; deadlines: Record<string, { workingDays: number; basis: string }> }

export interface Complaint {
  id: string
  level: number
  levelLabel: string
  tags: string[]
  text: string | null
  /** Only for those who supervise: it says who rated. */
  rated: { id: string; number: string } | null
}

export interface Excluded { caseId: string; number: string; title: string; organisationName: string; level: number; ratedAt: string; rule: string; ruleLabel: string; why: string }
export interface ExcludedList { total: number; ratings: Excluded[]; rules: { id: string; label: string; why: string; standing: string }[] }

export const fetchComplaints = (closed: boolean, page: number): Promise<ComplaintsPage> =>
  ask('GET', `/api/rating-complaints?closed=${closed ? 'yes' : 'no'}&page=${page}`)
export const fetchComplaint = (id: string): Promise<Complaint> => ask('GET', `/api/rating-complaints/${id}`)
export const fetchExcluded = (page: number): Promise<ExcludedList> => ask('GET', `/api/ratings/excluded?page=${page}`)
