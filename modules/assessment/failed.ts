import { findCases, type Call } from '#kernel'
import { faultsOf, reportFault, withdrawFault } from '#base/faults'
import { resultsIn, type Period } from './ledger.ts'
import type { Result } from './scoring.ts'
import { nameOf } from './span.ts'

const SOURCE = 'assessment'
const refOf = ({ id }: Pick<Period, 'id'>, organisation: string): string => `${id}:${organisation}`

/** 不合格的要整改: what is published says so, in the same transaction; a unit a later version finds fit has nothing to mend. */
export async function reportFailed(call: Call, period: Period, number: string): Promise<void> {
  for (const result of await resultsIn(call.tx, period)) {
    const ref = refOf(period, result.organisation)
    if (result.grade === '不合格') await reportFault(call, { source: SOURCE, ref, ...faultOf(period, result, number) })
    else await withdrawFault(call, { source: SOURCE, ref, why: `更正通报 ${number}：这个单位是${result.grade ?? '不评等次'}，不再是不合格` })
  }
}

function faultOf(period: Period, { organisation, score, words }: Result, number: string) {
  const name = nameOf(period)
  return {
    cause: 'assessment-failed', organisation, title: `${name}考核通报 ${number}`, address: `/staff/assessment?id=${period.id}&unit=${organisation}`,
    problem: `${name}考核不合格，得 ${score?.toFixed(1) ?? '—'} 分，合格线 ${period.scheme.grades.pass} 分（通报 ${number}${period.isExample ? '，示例' : ''}）。${words}`,
  }
}

/** The cases in which units mend what this period found. */
export async function mendingOf(call: Call, period: Pick<Period, 'id'>, organisations: readonly string[]): Promise<ReadonlyMap<string, { caseId: string; number: string }>> {
  const faults = await faultsOf(call.tx, SOURCE, organisations.map((organisation) => refOf(period, organisation)))
  const cases = await findCases(call.tx, faults.flatMap(({ caseId }) => caseId ?? []))
  return new Map(faults.flatMap(({ organisation, caseId }) => {
    const found = caseId === null ? undefined : cases.get(caseId)
    return found ? [[organisation, { caseId: found.id, number: found.number }]] : []
  }))
}
