import { runSql, type Tx } from '#platform/database'
import { openCase, type Call, type Case } from '#kernel'
import { PEERS, type PeerId } from '../peers.ts'
import type { Columns } from '../shapes/validate.ts'
import { PARTS, SUPERVISION_TYPE } from './workflow.ts'

const SUPERVISING_ORGANISATION = 'government-services'

/**
 * The case (上级督办) that a supervision opens with the organisation whose case it is about; or the one that is open already where
 * the same is said again. One process at a time has the turn with a platform, so two at once open one.
 */
export async function openSupervision(call: Call, peer: PeerId, { found, columns }: { found: Case; columns: Columns }): Promise<{ caseId: string; isNew: boolean }> {
  const standing = await standingCase(call.tx, { peer, caseId: found.id, columns })
  if (standing !== undefined) return { caseId: standing, isNew: false }
  const limit = PARTS.answer + PARTS.look
  const { opened } = await openCase(call, {
    type: SUPERVISION_TYPE, item: { code: found.itemCode, version: found.itemVersion, name: `上级督办：${found.title}` },
    applicant: { kind: 'organisation', id: `upper:${peer}`, name: PEERS[peer] }, agentId: null,
    ownerOrganisation: found.ownerOrganisation, receivingOrganisation: SUPERVISING_ORGANISATION, place: found.place,
    form: formOf(found, columns), traits: { fields: FIELDS }, limits: { limitWorkingDays: limit, statutoryWorkingDays: limit, joint: false }, isUnclocked: true,
  })
  return { caseId: opened.id, isNew: true }
}

/** 'public' as of a rectification: the supervision does not read the form otherwise, and nobody else stands to this case. */
const FIELDS = { visibility: { caseId: 'public', number: 'public', content: 'public', ruleNumber: 'public', result: 'public' } }

function formOf({ id, number }: Case, columns: Columns): Record<string, string> {
  const [content = '', ruleNumber, result] = [columns['督办内容'], columns['监察规则编号'], columns['监察结果描述']]
  return { caseId: id, number, content, ...(ruleNumber && { ruleNumber }), ...(result && { result }) }
}

/** The same: of the same 监察编号, or in the same words where it has none. */
async function standingCase(tx: Tx, { peer, caseId, columns }: { peer: PeerId; caseId: string; columns: Columns }): Promise<string | undefined> {
  const [row] = await runSql<{ id: string }>(tx, `
    select handling_case as id from upper_exchange.down
    where peer = $1 and case_id = $2 and handling_case is not null and state = 'applied'
      and coalesce(columns ->> '监察编号', columns ->> '督办内容') = $3 order by received_at limit 1`,
  [peer, caseId, columns['监察编号'] ?? columns['督办内容'] ?? ''])
  return row?.id
}
