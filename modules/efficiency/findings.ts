import { Type } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { BEHIND_PAGE_SIZE, casesById } from '#base/figures'
import { AskedQuery, soundly } from './asked.ts'
import { DETECTORS } from './detectors/index.ts'
import { caseView } from './one.ts'

const closed = { additionalProperties: false } as const
const { period, from, to } = AskedQuery.properties
export const FindingsQuery = Type.Object({ period, from, to }, closed)
export const FindingCasesQuery = Type.Object({
  period, from, to, key: Type.String({ minLength: 1, maxLength: 64 }), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 })),
}, closed)

type Query = Pick<AskedQuery, 'period' | 'from' | 'to'>

/** What every detector finds in a period; each finding opens to its cases. */
export async function findings(call: Call, query: Query) {
  const asked = soundly(query, call)
  const detectors = await Promise.all(DETECTORS.map(async ({ find, id, label, what, kind, by }) => {
    const found = await find(call, asked)
    const names = by === 'item' ? await itemNames(call, found.map(({ key }) => key)) : null
    return {
      id, label, what, kind, by,
      findings: found.toSorted((one, other) => other.cases - one.cases).map((one) => ({ ...one, name: names ? names.get(one.key) ?? one.key : call.kernel.nameOf(one.key) })),
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

async function itemNames({ tx }: Call, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await runSql<{ code: string; name: string }>(tx, `
    select item_code as code, max(item_name) as name from figures.case_fact where item_code = any($1) group by item_code`, [codes])
  return new Map(rows.map(({ code, name }) => [code, name]))
}
