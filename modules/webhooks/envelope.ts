import { createHmac } from 'node:crypto'
import { isClosed, stateRule, workflowOf, type CaseEvent, type Kernel } from '#kernel'

/** What the log says of the case; nothing of the person it is about. */
export interface Told { number: string; type: string; itemCode: string; owner: string; workflowVersion: number }

const SOURCE = 'urn:chunfeng:cases'

/**
 * The event as CloudEvents 1.0 in structured JSON. No name, no form, no opinion: who may read the case reads it by its number through
 * the interface. `id` is the same for every attempt, `sequence` counts within the case.
 */
export function envelopeOf(kernel: Kernel, { caseId, seq, at, kind, toState }: CaseEvent, {
  number, type, itemCode, owner, workflowVersion,
}: Told): Record<string, unknown> {
  const hasEnded = isClosed(stateRule(workflowOf(kernel, type, workflowVersion), toState))
  return {
    specversion: '1.0', id: `${caseId}/${seq}`, source: SOURCE, type: `chunfeng.${kind}`,
    subject: number, time: at.toISOString(), sequence: String(seq).padStart(10, '0'),
    datacontenttype: 'application/json', data: { caseId, number, type, state: toState, version: seq, itemCode, owner, isClosed: hasEnded },
  }
}

interface Signing { id: string; body: string; secret: string; now: Date }

/** The three headers of Standard Webhooks: HMAC-SHA256 over id, seconds and body, so that nobody else can speak for us or say it again later. */
export function signatureHeaders({ id, body, secret, now }: Signing): Record<string, string> {
  const seconds = String(Math.floor(now.getTime() / 1000))
  const signature = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` }
}
