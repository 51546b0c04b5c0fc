import { Type } from 'typebox'
import { dayAt } from '#platform/day'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { created } from '#platform/reply'
import { caseFor, idempotencyKeyOf, route, type Call, type Case, type Route } from '#kernel'
import { sendFile } from '#base/materials'
import { bundleList } from './bundle-list.ts'
import { draftOfCase } from './drafts.ts'
import { verdictOn } from './eligibility.ts'
import { filingOf } from './filing.ts'
import { BUNDLE_TYPE } from './names.ts'
import { Objection, objectionsOf, openObjections, receiveObjection } from './objections.ts'
import { solventTonsOf } from './rules/index.ts'
import { bundleOf } from './filing.ts'
import { conditionsOf } from './unit-conditions.ts'
import { unitsOf } from './units.ts'

const closed = { additionalProperties: false } as const
const BundlePath = Type.Object({ id: Id }, closed)
const STAFF = ['reviewer', 'approver'] as const
const OBJECTIONS_PER_MINUTE_MAX = 5

export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/eia-bundles', summary: '本单位的环评打捆', for: [...STAFF],
    query: Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })) }, closed),
    handle: (call, { query }) => bundleList(call, query.page ?? 1),
  }),
  route({
    method: 'GET', path: '/api/eia-bundles/:id', summary: '一捆环评：核对结果、意见、各单位', for: [...STAFF], params: BundlePath,
    handle: async (call, { params }) => deskView(call, await bundleFor(call, params.id)),
  }),
  route({
    method: 'GET', path: '/api/eia-bundles/:id/files/:fileId', summary: '打捆的报告和授权书', for: ['signed-in'], params: Type.Object({ id: Id, fileId: Id }, closed),
    handle: async (call, { params }) => sendFile(call, await fileOfBundle(call, params)),
  }),
  route({
    method: 'POST', path: '/api/eia-bundles/:id/objections', summary: '对公示的一捆环评提意见',
    for: ['anyone'], params: BundlePath, body: Objection, perMinuteMax: OBJECTIONS_PER_MINUTE_MAX,
    handle: async (call, { params, body, headers }) =>
      created({ objectionId: await receiveObjection(call, params.id, { text: body.text, key: idempotencyKeyOf(headers) }) }),
  }),
]

const READERS = ['owner', 'approver', 'handler'] as const

async function bundleFor(call: Call, id: string): Promise<Case> {
  const { found } = await caseFor(call, id, READERS)
  if (found.type !== BUNDLE_TYPE) throw new Refusal('not-found', '这个办件不是环评打捆')
  return found
}

async function deskView(call: Call, found: Case) {
  const [filing, objections, units, draft] = [
    filingOf(found), await objectionsOf(call, found.id), await unitsOf(call, found), await draftOfCase(call, found.id),
  ]
  const letters = new Map(draft?.members.map(({ uscc, letter }) => [uscc, letter]))
  const conditions = conditionsOf(found)
  return {
    filing: filing && {
      ...filing, units: filing.units.map((unit) => ({ ...unit, letter: letters.get(unit.uscc) ?? null, conditions: conditions[unit.uscc] ?? null })),
    },
    verdict: filing && verdictOn(filing, call.today), solventTons: filing && solventTonsOf(bundleOf(filing)),
    filedUnder: found.traits['filedUnder'] ?? null, acceptedUnder: found.traits['acceptedUnder'] ?? null,
    openObjections: openObjections(found), units,
    objections: objections.map(({ receivedAt, answeredAt, ...said }) =>
      ({ ...said, receivedOn: dayAt(receivedAt), answeredOn: answeredAt && dayAt(answeredAt) })),
  }
}

const PAPER_READERS = ['applicant', 'agent', ...READERS] as const

/** The report as it was filed, and the letters of those who did not confirm by their own account. */
async function fileOfBundle(call: Call, { id, fileId }: { id: string; fileId: string }): Promise<string> {
  const { found } = await caseFor(call, id, PAPER_READERS)
  const draft = found.type === BUNDLE_TYPE ? await draftOfCase(call, id) : undefined
  const known = [filingOf(found)?.report.fileId, ...(draft?.members.map(({ letter }) => letter) ?? [])]
  if (!known.includes(fileId)) throw new Refusal('not-found', '本办件没有这个文件')
  return fileId
}
