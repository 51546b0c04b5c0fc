import { Refusal } from '#platform/refusal'
import { findCase, type Call } from '#kernel'
import { rateFromElsewhere } from '#base/ratings'
import { PEERS, type PeerId } from '../peers.ts'
import type { Columns } from '../shapes/validate.ts'
import { openSupervision } from '../supervision/opening.ts'

/** What becomes of something that came down. `new`: somebody has to see to it. */
export interface Verdict { state: 'new' | 'applied' | 'refused'; reason: string | null; handlingCase?: string }

/** A supervision (督办) of one of our cases opens a case with whoever owns that one. */
export async function superviseFor(call: Call, peer: PeerId, { caseId, columns }: { caseId: string | null; columns: Columns }): Promise<Verdict> {
  const found = caseId === null ? undefined : await findCase(call.tx, caseId)
  // Sealed cases are nobody's business here.
  if (!found || found.sealed) return { state: 'new', reason: NOT_OURS }
  const { caseId: handlingCase, isNew } = await openSupervision(call, peer, { found, columns })
  return { state: 'applied', handlingCase, reason: isNew ? '已成为上级督办的办件，由主管部门答复' : '和正在办的一件督办相同，不另开' }
}

/** A rating made elsewhere becomes the rating of the case, as if it had been made here; one case has one rating (一事一评). */
export async function rateFor(call: Call, peer: PeerId, { caseId, columns }: { caseId: string | null; columns: Columns }): Promise<Verdict> {
  if (caseId === null) return { state: 'new', reason: NOT_OURS }
  const text = [columns['mouldAp'], columns['apprateDetail']].filter(Boolean).join('；')
  try {
    const isNew = await rateFromElsewhere(
      call, caseId, { level: Number(columns['apprate']), ...(text !== '' && { text: text.slice(0, TEXT_MAX) }) }, PEERS[peer],
    )
    return { state: 'applied', reason: isNew ? '已记为这件的评价；差评按差评办理' : '这件已经有评价，一事一评，不再记' }
  } catch (error) {
    // A rule that says no is for a person to read; anything else is a fault.
    if (!(error instanceof Refusal)) throw error
    return { state: 'new', reason: `记不成评价：${error.message}` }
  }
}

const NOT_OURS = '本区没有这个编号的办件，请核对后写明怎样处理'
const TEXT_MAX = 500
