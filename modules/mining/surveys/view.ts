import type { Tx } from '#platform/database'
import type { Call } from '#kernel'
import { computation, computations, computed, type Computation, type Kind } from '#base/computations'
import type { Discovered } from '../discovery/discover.ts'
import type { Asked } from './asked.ts'

export const SURVEY: Kind = { name: 'mining.survey', oneOf: '份流程分析', kept: 30 }
export type Survey = Computation<Asked>
/** `matching`: how many cases there would be without the limit. */
export type Found = Discovered & { matching: number }

/** What has been looked at lately, by whomever: the figures are the district's. */
export async function surveys({ tx }: Call): Promise<{ surveys: Survey[] }> {
  return { surveys: await computations<Asked>(tx, SURVEY) }
}

export function getSurvey(tx: Tx, id: string): Promise<Survey> {
  return computation<Asked>(tx, SURVEY, id)
}

/** A survey with its figures once they are there, and how far it is until then. */
export async function surveyView({ tx, kernel }: Call, id: string) {
  const { result, ...survey } = await computed<Asked, Found>(tx, SURVEY, id)
  if (!result) return { ...survey, result }
  const named = (organisation: string): string => (organisation === '' ? '' : kernel.nameOf(organisation))
  return {
    ...survey,
    result: {
      ...result,
      bottlenecks: result.bottlenecks.map((row) => ({ ...row, organisationName: named(row.organisation) })),
      handovers: {
        ...result.handovers, betweenOffices: result.handovers.betweenOffices.map((row) => ({ ...row, fromName: named(row.from), toName: named(row.to) })),
      },
    },
  }
}
