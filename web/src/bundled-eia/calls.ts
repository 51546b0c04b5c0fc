import { ask } from '../api/request.ts'

export interface BundleRow {
  caseId: string
  number: string
  title: string
  stateLabel: string
  filedOn: string
  until: string | null
  queueDueOn: string | null
  units: number
  objections: number
  unanswered: number
}
export interface BundlesAnswer { today: string; total: number; size: number; bundles: BundleRow[] }

export interface BundleUnit {
  name: string
  uscc: string
  project: string
  place: string
  class: string
  industry?: string
  process?: string
  infraKind?: string
  paint: string
  ink: string
  adhesive: string
  openViolation: boolean
  missingSections: string[]
  signed: 'account' | 'letter' | null
  letter: string | null
  conditions: string | null
}
export interface Failed { rule: string; text: string; clause: string; cure: string }
export interface Objected { id: string; text: string; receivedOn: string; gist: string | null; answer: string | null; answeredOn: string | null }
export interface UnitStanding { id: string; name: string; uscc: string; project: string; state: string; stateLabel: string; conditions: string }

export interface Bundle {
  filing?: {
    title: string
    lead: string
    park: { name: string; planEia: string; implemented: boolean } | null
    units: BundleUnit[]
    mergedSections: string[]
    notice: { place: string; overview: string; agency: string; impacts: string; participation: string }
    report: { fileId: string; name: string }
  }
  verdict?: { eligible: boolean; reasons: Failed[]; version: string }
  solventTons?: string
  filedUnder: string | null
  acceptedUnder: string | null
  openObjections: number
  objections: Objected[]
  units: UnitStanding[]
}

export const fetchBundles = (page: number): Promise<BundlesAnswer> => ask('GET', `/api/eia-bundles?page=${page}`)
export const fetchBundle = (caseId: string): Promise<Bundle> => ask('GET', `/api/eia-bundles/${caseId}`)
export const fileAddress = (caseId: string, fileId: string): string => `/api/eia-bundles/${caseId}/files/${fileId}`
/** As everybody sees it. */
export const noticeAddress = (caseId: string): string => `/eia-bundles/${caseId}/notice`
