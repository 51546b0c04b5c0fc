/** What happened to a case, as far as the law's time limits care. The shapes are those of the clock's command line. */
import type { Day } from '#platform/day'

export interface ClockHistory {
  /** The promised limit (承诺期限); 0 is a case decided on the spot (即办件). Where it is longer than the statutory one, that one counts. */
  readonly limitWorkingDays: number
  /** The statutory limit (法定期限). */
  readonly statutoryWorkingDays: number
  /** Several organs handle it together (统一、联合、集中办理); decides who may extend and how long. */
  readonly joint: boolean
  /** In time order; the order inside one day counts. */
  readonly events: readonly ClockEvent[]
}

export type ClockEvent = { readonly on: Day } & (
  | { readonly what: 'received' }
  | { readonly what: 'correction-notice' }
  | { readonly what: 'supplemented' }
  | { readonly what: 'accepted' }
  | { readonly what: 'not-accepted' }
  | { readonly what: 'delivered' }
  | { readonly what: 'withdrawn' }
  /** `kind` names the special procedure (特别程序); `id` tells open ones apart. */
  | { readonly what: 'pause-start'; readonly id: string; readonly kind: string }
  | { readonly what: 'pause-end'; readonly id: string }
  /** `days` are working days; `by` is head-of-organ, head-of-government, or somebody without the power to extend. */
  | { readonly what: 'extended'; readonly days: number; readonly by: string }
  | { readonly what: 'decided'; readonly outcome: Outcome }
  /** 黄牌 with the deadline of supervision (督办期限). */
  | { readonly what: 'yellow-card'; readonly superviseUntil: Day }
)

export type Outcome = 'granted' | 'refused'
export type What = ClockEvent['what']

/** One kind of event with its own fields. */
export type EventOf<Kind extends What> = Extract<ClockEvent, { readonly what: Kind }>

/** How far a case has come. correcting: waiting for the applicant to supplement; closed: not accepted, or withdrawn. */
export type Stage = 'not-received' | 'receiving' | 'correcting' | 'accepted' | 'decided' | 'delivered' | 'closed'
