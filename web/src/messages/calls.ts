import { ask } from '../api/request.ts'

export type Wants = 'all' | 'urgent' | 'statutory'
export interface Preference {
  wants: Wants
  digestAt: string
  isDefault: boolean
  hasPhone: boolean
  quiet: { from: string; until: string }
  choices: { value: Wants; label: string; help: string }[]
  statutoryWhy: string
}
export interface StaffMessage { id: number; title: string; body: string; createdAt: string; readAt: string | null }

export const fetchPreference = (): Promise<Preference> => ask('GET', '/api/me/message-preference')
export const savePreference = (body: Pick<Preference, 'wants' | 'digestAt'>): Promise<unknown> => ask('POST', '/api/me/message-preference', { body })
export const fetchMessages = (): Promise<{ unread: number; messages: StaffMessage[] }> => ask('GET', '/api/messages')
export const readMessage = (id: number): Promise<unknown> => ask('POST', `/api/messages/${id}/read`)
