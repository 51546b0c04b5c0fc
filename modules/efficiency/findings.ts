import { Type } from 'typebox'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { BEHIND_PAGE_SIZE, casesById, itemNames, sharedAnswers } from '#base/figures'
import { AskedQuery, soundly, type Scoped } from './asked.ts'
import { DETECTORS } from './detectors/index.ts'
import { caseView } from './one.ts'

const closed = { additionalProperties: false } as const
const { period, from, to } = AskedQuery.properties
export const FindingsQuery = Type.Object({ period, from, to }, closed)
export const FindingCasesQuery = Type.Object({
  period, from, to, key: Type.String({ minLength: 1, maxLength: 64 }), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}, closed)

type Query = Pick<AskedQuery, 'period' | 'from' | 'to'>

/** A finding is a pattern of months: what was found some minutes ago is shown while the detectors look again. */
const answersOf = sharedAnswers<Awaited<ReturnType<typeof look>>>({ believedMilliseconds: 10_000, shownMilliseconds: 600_000, follows: ['figures'], kept: 50 })

/** What every detector finds in a period, as of the moment it says; each finding opens to its cases. */
export function findings(call: Call, query: Query) {
  const asked = soundly(query, call)
  return answersOf(call.tx).answer(call, `${asked.from} ${asked.to}`, () => look(call, asked))
}

async function look(call: Call, asked: Scoped) {
  const detectors = await Promise.all(DETECTORS.map(async ({ find, id, label, what, kind, by }) => {
    const found = await find(call, asked)
    const names = by === 'item' ? await itemNames(call.tx, found.map(({ key }) => key)) : null
    return {
      id, label, what, kind, by,
      findings: found.toSorted((one, other) => other.cases - one.cases)
        .map((one) => ({ ...one, name: names ? names.get(one.key) ?? one.key : call.kernel.nameOf(one.key) })),
    }
  }))
  return { ...asked, asOf: call.now.toISOString(), standing: '默认值，可改；发现的是线索，要打开办件核实', detectors }
}

/** The cases behind one finding, fifty a page. */
export async function findingCases(call: Call, id: string, { key, page = 1, ...query }: Query & { key: string; page?: number }) {
  const detector = DETECTORS.find((one) => one.id === id)
  if (!detector) throw new Refusal('not-found', `没有“${id}”这一种线索，请从列表里打开`)
  const asked = soundly(query, call)
  const ids = await detector.cases(call, asked, key)
  const cases = await casesById(call.tx, ids.slice((page - 1) * BEHIND_PAGE_SIZE, page * BEHIND_PAGE_SIZE))
  return {
    ...asked, id, label: detector.label, what: detector.what, key, asOf: call.now.toISOString(), total: ids.length, page, size: BEHIND_PAGE_SIZE,
    cases: cases.map((line) => caseView(call, line)),
  }
}
