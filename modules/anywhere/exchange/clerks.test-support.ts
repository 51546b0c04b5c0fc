import assert from 'node:assert/strict'
import type { Case } from '#kernel'
import type { Hall } from '../../applications/hall.test-support.ts'
import { PAPERS, receiptOf, TOWN } from '../anywhere.test-support.ts'

/** What the clerks do when nothing moves: ask, declare lost, send again; in the end everything has come to an end. */
export async function tended(own: Hall, id: string): Promise<boolean> {
  const found = await own.world.caseNow(id)
  const as = (step: string, data: Record<string, unknown>) => own.world.step(TOWN, id, step, { data })
  switch (found.state) {
    case 'sent': case 'handedOver': case 'underReview': await as('chase', { note: '请答复' }); return true
    case 'correcting': await as('receiveMore', { papers: PAPERS }); await as('send', { way: 'parcel', parcel: 'EX22222' }); return true
    case 'decided': {
      const result = await resultOf(own, id)
      if (result.state === 'ready') { await own.world.step(TOWN, result.id, 'chase', { data: { note: '请寄出' } }); return true }
      if (result.state === 'returning') { await own.world.step(TOWN, result.id, 'arrive'); return true }
      if (result.state === 'arrived') { await own.world.step(TOWN, result.id, 'give', { data: { recipient: '林', isSamePerson: true } }); return true }
      return result.closedAt === null
    }
    default: return false
  }
}

export async function resultOf(own: Hall, id: string): Promise<Case> {
  return own.world.caseNow((await receiptOf(own, id)).resultId ?? assert.fail('还没有结果'))
}
