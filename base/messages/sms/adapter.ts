/** What became of one attempt. The reasons are for the operator: never a number, never what the provider wrote. */
export type Verdict =
  | { kind: 'sent' }
  /** Nothing left the house: no provider is set. */
  | { kind: 'kept' }
  /** It will not do, however often it is tried. */
  | { kind: 'refused'; reason: string }
  | { kind: 'later'; reason: string; afterSeconds?: number }

export interface Outgoing { /** The same for every attempt at one message. */ key: string; phone: string; text: string }

/** A way to send short messages. Never throws: what goes wrong is a verdict. */
export interface SmsAdapter { send: (outgoing: Outgoing) => Promise<Verdict> }

/** The default: the table is the outbox, and nothing leaves. */
export const localAdapter: SmsAdapter = { send: async () => ({ kind: 'kept' }) }
