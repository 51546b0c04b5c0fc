import { ask } from '../api/request.ts'
import type { Fields, Organisation } from '../catalog/calls.ts'

export interface Target { id: string; name: string; isRequired: boolean }
export interface OwnQuestion { id: string; question: string; options: { id: string; label: string }[] }

/** A lane with what is known of its item, and where it stands in the course of the whole. */
export interface LaneFacts {
  id: string
  itemCode: string
  /** The item's name; its code where no such item is in force. */
  name: string
  isKnown: boolean
  organisationName: string
  promisedWorkingDays: number
  fields: Target[]
  materials: Target[]
  questions: OwnQuestion[]
  startsAfter: number
  endsAfter: number
  isCritical: boolean
}

export interface JointFacts {
  lanes: LaneFacts[]
  /** Of the longest way; null while lanes wait for each other in a circle. */
  limits: { promised: number; statutory: number } | null
  /** Names of the lanes in the circle, in order. */
  circle: string[] | null
}

export interface Proposal { name: string; lead: string; items: readonly string[]; code?: string }

/** The server merges questions, forms and materials of the items, and keeps the result as a draft. */
export const proposeJoint = (proposal: Proposal): Promise<{ code: string }> => ask('POST', '/api/catalog/joint/draft', { body: proposal })
export const fetchJointFacts = (item: Fields): Promise<JointFacts> => ask('POST', '/api/catalog/joint/facts', { body: { item } })
export const fetchOrganisations = async (): Promise<Organisation[]> => (await ask<{ organisations: Organisation[] }>('GET', '/api/organisations')).organisations
