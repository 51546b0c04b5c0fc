import { ask } from './request.ts'
import { Trouble } from './trouble.ts'
import type { Narrowing, Sort } from './desk-types.ts'
import type { CaseView, DocumentView, EventView, MaterialsView, Me, Queue, WorklistPage } from './types.ts'

export const fetchMe = (): Promise<Me> => ask('GET', '/api/me')

/** A wrong password is trouble of its own and must not look like a session that has run out. */
export const signIn = (credentials: { account: string; password: string }): Promise<unknown> =>
  ask('POST', '/api/sessions', { body: credentials })

export const signOut = (): Promise<unknown> => ask('DELETE', '/api/sessions')

/** A masked field in clear; that it was looked at, and why, goes into the audit log. */
export const revealField = (caseId: string, field: string, reason: string): Promise<{ value: unknown }> =>
  ask('POST', `/api/cases/${caseId}/reveal`, { body: { field, reason } })

interface WorklistRequest { page: number; size: number; narrowing?: Narrowing; sort?: Sort }

/** One page of a queue; pages count from 1. */
export function fetchWorklist(queue: Queue, { page, size, narrowing = {}, sort = 'due' }: WorklistRequest): Promise<WorklistPage> {
  const query = new URLSearchParams({ queue, page: String(page), size: String(size), sort, ...narrowing })
  return ask('GET', `/api/worklist?${query}`)
}

/** `joint`: it joins others itself. */
export interface ItemName { code: string; name: string; organisationName?: string; joint?: unknown }
/** Matters whose name or guide fits the words, the best first. */
export async function findItems(words: string): Promise<ItemName[]> {
  return (await ask<{ items: ItemName[] }>('GET', `/api/items?${new URLSearchParams({ q: words, size: '20' })}`)).items
}
export const fetchItem = (code: string): Promise<ItemName> => ask('GET', `/api/items/${encodeURIComponent(code)}`)

export const fetchCase = (caseId: string): Promise<CaseView> => ask('GET', `/api/cases/${caseId}`)
export const fetchEvents = (caseId: string): Promise<EventView[]> => ask('GET', `/api/cases/${caseId}/events`)
export const fetchDocuments = (caseId: string): Promise<DocumentView[]> => ask('GET', `/api/cases/${caseId}/documents`)
export const fetchMaterials = (caseId: string): Promise<MaterialsView> => ask('GET', `/api/cases/${caseId}/materials`)

/** What the form of a step opens with, filled in from what is known; nothing for those for whom nothing is drafted. */
export async function fetchDraft(caseId: string, step: string): Promise<Record<string, unknown>> {
  try {
    const { data } = await ask<{ data: Record<string, unknown> }>('GET', `/api/cases/${caseId}/steps/${step}/draft`)
    return data
  } catch (thrown) {
    if (thrown instanceof Trouble && (thrown.code === 'forbidden' || thrown.code === 'not-found')) return {}
    throw thrown
  }
}

export interface StepRequest { data: Record<string, unknown>; expectedVersion: number; idempotencyKey: string }

/** Takes the step; the same key with the same content has one effect, however often it is sent. */
export const takeStep = (caseId: string, step: string, { data, expectedVersion, idempotencyKey }: StepRequest): Promise<CaseView> =>
  ask('POST', `/api/cases/${caseId}/steps/${step}`, { body: { data, expectedVersion }, headers: { 'idempotency-key': idempotencyKey } })

export const fileAddress = (caseId: string, fileId: string): string => `/api/cases/${caseId}/files/${fileId}`
export const documentAddress = (documentId: string): string => `/api/documents/${documentId}.pdf`
