import { ask } from '../api/request.ts'
import type { Day } from '../api/types.ts'
import type { FieldFault } from '../api/trouble.ts'
import type {
  BehindCases,
  CampaignHead,
  CampaignView,
  GivenScore,
  NominationHead,
  NominationView,
  ObjectionHead,
  RankingView,
  Scheme,
  Schemes,
  StaffPerson,
  Votes,
} from './types.ts'

const AT = '/api/awards'
const keyed = (key: string): { headers: Record<string, string> } => ({ headers: { 'idempotency-key': key } })

export const fetchSchemes = (): Promise<Schemes> => ask('GET', `${AT}/schemes`)
/** What would stand in the way of publishing this; judged by the server, so that the rule is written once. */
export const checkScheme = async (scheme: Scheme): Promise<FieldFault[]> =>
  (await ask<{ faults: FieldFault[] }>('POST', `${AT}/schemes/check`, { body: scheme })).faults
export const findPeople = async (words: string): Promise<StaffPerson[]> =>
  (await ask<{ people: StaffPerson[] }>('GET', `${AT}/people?${new URLSearchParams({ q: words })}`)).people

export const fetchCampaigns = (): Promise<{ today: Day; campaigns: CampaignHead[] }> => ask('GET', `${AT}/campaigns`)
export const fetchCampaign = (id: string): Promise<CampaignView> => ask('GET', `${AT}/campaigns/${id}`)
export const draftCampaign = (scheme: Scheme, key: string): Promise<{ id: string }> => ask('POST', `${AT}/campaigns`, { body: scheme, ...keyed(key) })
export const keepCampaign = (id: string, body: { from: number; body: Scheme; reason?: string }): Promise<{ version: number }> =>
  ask('PUT', `${AT}/campaigns/${id}`, { body })
export const publishCampaign = (id: string, from: number): Promise<{ version: number; onDuty: number; seats: number }> =>
  ask('POST', `${AT}/campaigns/${id}/publish`, { body: { from } })
export const lockCampaign = (id: string): Promise<{ lockedAt: string }> => ask('POST', `${AT}/campaigns/${id}/lock`, { body: {} })
export const announceCampaign = (id: string, body: { rankingSm3: string; leaveOutTied?: boolean }): Promise<{ chosen: number; leftOut: number; until: Day }> =>
  ask('POST', `${AT}/campaigns/${id}/announce`, { body })
export const fetchRanking = (id: string): Promise<RankingView> => ask('GET', `${AT}/campaigns/${id}/ranking`)
export const noticeAddress = (id: string): string => `${AT}/campaigns/${id}/notice`

export const fetchNominations = async (id: string): Promise<NominationHead[]> =>
  (await ask<{ nominations: NominationHead[] }>('GET', `${AT}/campaigns/${id}/nominations`)).nominations
export const nominate = (id: string, body: { subject: string; words: string }, key: string): Promise<{ caseId: string; isNew: boolean }> =>
  ask('POST', `${AT}/campaigns/${id}/nominations`, { body, ...keyed(key) })
export const fetchNomination = (id: string): Promise<NominationView> => ask('GET', `${AT}/nominations/${id}`)
export const fetchBehind = (id: string, criterion: string, page: number): Promise<BehindCases> =>
  ask('GET', `${AT}/nominations/${id}/cases?${new URLSearchParams({ criterion, page: String(page) })}`)
export const giveScores = (id: string, body: { scores: GivenScore[]; note?: string }): Promise<{ scored: number }> =>
  ask('POST', `${AT}/nominations/${id}/scores`, { body })
export const recuse = (id: string, reason: string): Promise<unknown> => ask('POST', `${AT}/nominations/${id}/recusal`, { body: { reason } })
export interface Correction { criterion: string; n: number; part: number; reason: string; from: number }
export const correctEvidence = (id: string, body: Correction): Promise<{ version: number }> => ask('POST', `${AT}/nominations/${id}/corrections`, { body })
export const fetchObjections = async (closed: boolean): Promise<ObjectionHead[]> =>
  (await ask<{ objections: ObjectionHead[] }>('GET', `${AT}/objections?closed=${closed ? 'yes' : 'no'}`)).objections
export const keepStory = (id: string, body: { text: string; figures: boolean }): Promise<{ version: number }> =>
  ask('POST', `${AT}/nominations/${id}/story`, { body })
export const reviewStory = (id: string, body: { version: number; passed: boolean; note?: string }): Promise<unknown> =>
  ask('POST', `${AT}/nominations/${id}/story/review`, { body })
export const fetchVotes = (id: string): Promise<Votes> => ask('GET', `${AT}/campaigns/${id}/votes`)
export const judgeBurst = (id: string, body: { counts: boolean; reason: string }): Promise<unknown> => ask('POST', `${AT}/bursts/${id}/verdict`, { body })
export const certificateAddress = (number: string): string => `${AT}/certificates/${encodeURIComponent(number)}/file`
/** As everybody sees it, from the code on the certificate; says whether it stands. */
export const winnerAddress = (number: string): string => `/awards/winners/${encodeURIComponent(number)}`
export const publicAddress = (id: string): string => `/awards/campaigns/${id}`
