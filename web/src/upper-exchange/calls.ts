import { ask } from '../api/request.ts'

export type PeerId = 'province' | 'city'

export interface Connection {
  url: string
  families: string[]
  state: 'off' | 'on'
  fromDay: string | null
  /** Since it last answered as it should. */
  failures: number
  reason: string | null
  successAt: string | null
  nextAt: string
  backfillTotal: number | null
  backfillDone: number
  backfillEndedAt: string | null
  /** Both counted no further than `countMax`. */
  waiting: number
  rejected: number
  oldestAt: string | null
  downNew: number
  unevenDays: number
}
export interface Peer { id: PeerId; name: string; connection: Connection | null }
export interface Overview { hosts: string[]; families: Record<string, string>; countMax: number; peers: Peer[] }

export interface ListedRow {
  id: string
  table: string
  label: string
  number: string
  caseId: string
  sequence: number
  version: number
  state: string
  attempts: number
  reason: string | null
  answeredAt: string | null
  madeAt: string
  behind: number
}
export interface RowColumn {
  name: string
  label: string
  isRequired: boolean
  codes: Record<string, string> | null
  rule: string
  personal: 'sealed' | 'withheld' | null
  note: string | null
  value: string | null
  /** Something personal stands there; it is not shown. */
  isKept: boolean
  mayMend: boolean
}
export interface OneRow {
  id: string
  table: string
  label: string
  note: string | null
  number: string
  caseId: string
  sequence: number
  version: number
  state: string
  reason: string | null
  isOwnFault: boolean
  mended: string[]
  versions: { id: string; version: number; state: string; reason: string | null; madeAt: string }[]
  columns: RowColumn[]
}
export interface TableDay { table: string; ours: number; theirs: number; lost: number; altered: number; extra: number; doubled: number }
export interface DayRow { day: string; state: 'due' | 'even' | 'uneven'; checkedAt: string | null; nextAt: string; tables: TableDay[] }
export interface DownRow {
  id: string
  table: string
  label: string
  number: string | null
  caseId: string | null
  columns: { label: string; value: string }[]
  hidden: string[]
  state: 'new' | 'settled' | 'applied' | 'refused'
  reason: string | null
  /** The case it has opened (上级督办). */
  handlingCase: string | null
  times: number
  receivedAt: string
  settledAt: string | null
  note: string | null
}
export interface Supervision {
  caseId: string
  number: string
  title: string
  peerName: string
  organisationName: string
  about: string | null
  aboutNumber: string | null
  content: string
  stateLabel: string
  dueOn: string | null
  overdue: boolean
  receivedAt: string
  closedAt: string | null
  times: number
}
export interface Shape { id: string; label: string; family: string; note: string | null; columns: Omit<RowColumn, 'value' | 'isKept' | 'mayMend'>[] }

const BASE = '/api/upper-exchange'

export const fetchOverview = (): Promise<Overview> => ask('GET', BASE)
export const fetchShapes = (): Promise<{ tables: Shape[] }> => ask('GET', `${BASE}/shapes`)
export const fetchRows = (peer: PeerId, state: 'rejected' | 'waiting', after: string | null): Promise<{ rows: ListedRow[]; next: string | null }> =>
  ask('GET', `${BASE}/peers/${peer}/rows?state=${state}${after === null ? '' : `&after=${after}`}`)
export const fetchRow = (id: string): Promise<OneRow> => ask('GET', `${BASE}/rows/${id}`)
export const fetchDays = (peer: PeerId): Promise<{ days: DayRow[] }> => ask('GET', `${BASE}/peers/${peer}/days`)
export const fetchSupervisions = (): Promise<{ supervisions: Supervision[] }> => ask('GET', `${BASE}/supervisions`)
export const fetchDown = (peer: PeerId): Promise<{ messages: DownRow[] }> => ask('GET', `${BASE}/peers/${peer}/down`)

export const connectPeer = (peer: PeerId, body: { url: string; families: string[]; newSecret: boolean }): Promise<{ secret: string | null }> =>
  ask('POST', `${BASE}/peers/${peer}`, { body })
export const switchOn = (peer: PeerId, fromDay: string): Promise<unknown> => ask('POST', `${BASE}/peers/${peer}/on`, { body: { fromDay } })
export const switchOff = (peer: PeerId): Promise<unknown> => ask('POST', `${BASE}/peers/${peer}/off`)
export const retryNow = (peer: PeerId): Promise<unknown> => ask('POST', `${BASE}/peers/${peer}/retry`)
export const checkDay = (peer: PeerId, day: string): Promise<unknown> => ask('POST', `${BASE}/peers/${peer}/days/${day}/check`)
export const mendRow = (id: string, body: { changes: Record<string, string>; reason: string }): Promise<{ id: string; version: number }> =>
  ask('POST', `${BASE}/rows/${id}/mend`, { body })
export const dropRow = (id: string, reason: string): Promise<unknown> => ask('POST', `${BASE}/rows/${id}/drop`, { body: { reason } })
export const resendRows = (ids: readonly string[]): Promise<{ resent: number }> => ask('POST', `${BASE}/resend`, { body: { ids } })
export const settleDown = (id: string, note: string): Promise<unknown> => ask('POST', `${BASE}/down/${id}/settle`, { body: { note } })
