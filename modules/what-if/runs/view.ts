import type { Call } from '#kernel'
import { computations, computed, type Computation, type Kind } from '#base/computations'
import type { Comparison } from '../compare.ts'
import type { Asked } from './asked.ts'

export const RUN: Kind = { name: 'what-if.run', oneOf: '次推演', kept: 50 }

/** What has been tried lately, by whomever: it is about the district, not about a person. */
export async function runLines({ tx }: Call): Promise<{ runs: Computation<Asked>[] }> {
  return { runs: await computations<Asked>(tx, RUN) }
}

/** One run with its result once it is there, and how far it is until then. */
export async function runView({ tx, kernel }: Call, id: string) {
  const { result, ...run } = await computed<Asked, Comparison>(tx, RUN, id)
  if (!result) return { ...run, result }
  const stations = result.stations.map((station) =>
    ({ ...station, organisationName: station.organisation === null ? '' : kernel.nameOf(station.organisation) }))
  return { ...run, result: { ...result, stations } }
}
