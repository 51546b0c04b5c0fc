import { ask } from '../api/request.ts'
import { queryOf, type Narrowing } from './narrowing.ts'

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
/** What one may narrow by, with how many complaints it leaves. */
export interface Choice { id: string; name: string; n: number }
export interface ComplaintsPage {
  today: string
  total: number
  complaints: ComplaintRow[]
  /** Where the next page begins; null after the last. */
  next: string | null
  units: Choice[]
  items: Choice[]
  /** Only for those who supervise. */
  windows: Choice[]
  clusters: { organisation: string; name: string; month: string; n: number }[]
  deadlines: Record<string, { workingDays: number; basis: string }>
}

export interface Complaint {
  id: string
  level: number
  levelLabel: string
  tags: string[]
  text: string | null
  /** Only for those who supervise: it says who rated. */
  rated: { id: string; number: string } | null
}

export interface Excluded {
  caseId: string; number: string; title: string; organisationName: string; level: number; ratedAt: string; rule: string; ruleLabel: string; why: string
}
export interface ExcludedList { total: number; ratings: Excluded[]; rules: { id: string; label: string; why: string; standing: string }[] }

export const fetchComplaints = (narrowing: Narrowing): Promise<ComplaintsPage> => ask('GET', `/api/rating-complaints?${queryOf(narrowing)}`)
export const fetchComplaint = (id: string): Promise<Complaint> => ask('GET', `/api/rating-complaints/${id}`)
export const fetchExcluded = (page: number): Promise<ExcludedList> => ask('GET', `/api/ratings/excluded?page=${page}`)
