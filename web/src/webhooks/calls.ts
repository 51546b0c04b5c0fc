import { ask } from '../api/request.ts'

export interface Subscription {
  id: string
  url: string
  description: string
  /** Empty for all. */
  kinds: string[]
  state: 'active' | 'paused'
  delivered: number
  deliveredAt: string | null
  attempts: number
  reason: string | null
  nextAt: string
  createdAt: string
}
export interface EventKind { kind: string; label: string; caseLabel: string }
export interface NewSubscription { url: string; description: string; kinds?: string[] }

/** `hosts` are those the operator allows. */
export const fetchSubscriptions = (): Promise<{ hosts: string[]; subscriptions: Subscription[] }> => ask('GET', '/api/webhooks')
export async function fetchKinds(): Promise<EventKind[]> {
  return (await ask<{ kinds: EventKind[] }>('GET', '/api/webhooks/kinds')).kinds
}
export const subscribe = (body: NewSubscription): Promise<{ id: string; secret: string }> => ask('POST', '/api/webhooks', { body })
export const resume = (id: string): Promise<unknown> => ask('POST', `/api/webhooks/${id}/resume`)
export const unsubscribe = (id: string): Promise<unknown> => ask('DELETE', `/api/webhooks/${id}`)
