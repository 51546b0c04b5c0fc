/** Whose hands things are in: one hand at a time, from the applicant's to the applicant's. */
import { runSql, type Tx } from '#platform/database'
import type { Call, Case, CaseEvent, WithinReaction } from '#kernel'
import { findReceiptOfResult } from './receipt.ts'
import { RESULT } from './result-workflow.ts'
import { bundleOf, ELSEWHERE } from './workflow.ts'

export type Holder = 'applicant' | 'window' | 'carrier' | 'owner' | 'nobody'
export interface Hand { thing: string; holder: Holder; place: string; parcel: string | null }
export interface Custody extends Hand { no: number; since: Date; until: Date | null }

const PAPER_STEPS = ['receive', 'receiveMore', 'arrive', 'arriveMore', 'send', 'declareLost', 'resend', 'signFor', 'handBack'] as const
const RESULT_STEPS = ['open', 'sendResult', 'declareLost', 'resendResult', 'arrive', 'give'] as const
const HANDS_MAX = 200

/** In the transaction of every step that moves something. */
export const keepCustody: WithinReaction = {
  name: 'anywhere.custody',
  on: [...PAPER_STEPS.map((step) => `${ELSEWHERE}.${step}`), ...RESULT_STEPS.map((step) => `${RESULT}.${step}`)],
  react: async (call, event, found) => {
    const hand = handAfter(event, found)
    const root = found.type === RESULT ? (await findReceiptOfResult(call.tx, found.id))?.caseId ?? found.parentId : found.id
    if (hand && root !== null) await passOn(call, root, { hand, at: event.at })
  },
}

/** Who holds what after this step; undefined where nothing passes. Pure. */
export function handAfter({ step, data }: Pick<CaseEvent, 'step' | 'data'>, found: Case): Hand | undefined {
  const thing = found.type === RESULT ? 'result' : `papers-${Math.max(1, bundleOf(found))}`
  const parcel = typeof data['parcel'] === 'string' ? data['parcel'] : null
  const at = (holder: Holder, place: string) => ({ thing, holder, place, parcel: holder === 'carrier' ? parcel : null })
  if (found.type === RESULT) {
    switch (step) {
      case 'open': return at('owner', found.ownerOrganisation)
      case 'sendResult': case 'resendResult': return at('carrier', carriage(data))
      case 'arrive': return at('window', String(found.traits['returnPlace'] ?? found.receivingOrganisation))
      case 'give': return at('applicant', found.applicant.id)
      default: return at('nobody', '遗失')
    }
  }
  switch (step) {
    case 'receive': case 'receiveMore': return at('window', found.receivingOrganisation)
    case 'signFor': return at('owner', found.ownerOrganisation)
    case 'declareLost': return at('nobody', '遗失')
    case 'handBack': return at('applicant', found.applicant.id)
    default: return at('carrier', carriage(data))
  }
}

export async function custodyOf(tx: Tx, caseId: string): Promise<Custody[]> {
  return runSql<Custody>(tx, `
    select thing, no, holder, place, parcel, since, until from anywhere.custody where case_id = $1 order by since, thing, no limit ${HANDS_MAX}`, [caseId])
}

const carriage = (data: Record<string, unknown>): string => data['way'] === 'network' ? '网络传送' : '寄递'

/** The one hand ends when the next begins. The case is locked by the step, so nobody else passes the same thing on. */
async function passOn({ tx }: Call, caseId: string, { hand: { thing, holder, place, parcel }, at }: { hand: Hand; at: Date }): Promise<void> {
  // What is given back after a withdrawal is all that was ever brought, wherever it is; what is lost is in nobody's hands.
  const things = holder === 'applicant' && thing !== 'result' ? "thing <> 'result' and holder <> 'nobody'" : 'thing = $2'
  const ended = await runSql<{ thing: string }>(tx, `
    update anywhere.custody set until = $3 where case_id = $1 and until is null and ${things} and $2::text is not null returning thing`, [caseId, thing, at])
  const names = new Set(ended.length === 0 || holder !== 'applicant' ? [thing] : ended.map((one) => one.thing))
  await runSql(tx, `
    insert into anywhere.custody (case_id, thing, no, holder, place, parcel, since)
    select $1, name, coalesce((select max(no) from anywhere.custody where case_id = $1 and thing = name), 0) + 1, $3, $4, $5, $6 from unnest($2::text[]) name`,
  [caseId, [...names], holder, place, parcel, at])
}
