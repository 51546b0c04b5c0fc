import { ask } from '../api/request.ts'
import type { CaseView } from '../api/types.ts'

export interface ProjectPermit {
  permit: string
  name: string
  state: string
  stateLabel: string
  /** Why it is ready and has not gone out, with the articles. */
  heldBack: string | null
  cases: { id: string; number: string; stateLabel: string }[]
}
export interface ProjectFact {
  seq: number; on: string; what: string; words: string; evidence: string | null; byName: string; isSound: boolean; caseId: string | null
}
export interface Project {
  id: string
  code: string
  name: string
  specialWorks: boolean
  fireDrawings: boolean
  landDocument: boolean
  permits: ProjectPermit[]
  facts: ProjectFact[]
  choices: { permits: { id: string; name: string }[]; landKinds: string[] }
}
export type Registration = { what: string; kind?: string; permit?: string; strikes?: number; evidence: string }

/** Whether the case is about a permit of a building project. */
export function hasProject({ form }: Pick<CaseView, 'form'>): boolean {
  return typeof form['projectCode'] === 'string'
}

/** Null where the case belongs to no building project. */
export const fetchProject = async (caseId: string): Promise<Project | null> =>
  (await ask<{ project: Project | null }>('GET', `/api/cases/${caseId}/project`)).project
export const registerFact = async (projectId: string, body: Registration, key: string): Promise<Project> =>
  (await ask<{ project: Project }>('POST', `/api/projects/${projectId}/facts`, { body, headers: { 'idempotency-key': key } })).project
