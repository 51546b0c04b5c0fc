import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import type { Comparison } from '../compare.ts'
import type { Asked } from './asked.ts'

const LIST_MAX = 50

export interface RunLine {
  id: string
  asked: Asked
  askedBy: string
  askedAt: Date
  state: 'waiting' | 'running' | 'done' | 'failed'
  progress: number
  finishedAt: Date | null
  trouble: string | null
}

const COLUMNS = `id, asked, actor_name as "askedBy", asked_at as "askedAt", state, progress, finished_at as "finishedAt", trouble`

/** What has been tried lately, by whomever: it is about the district, not about a person. */
export async function runLines({ tx }: Call): Promise<{ runs: RunLine[] }> {
  return { runs: await runSql<RunLine>(tx, `select ${COLUMNS} from what_if.run order by asked_at desc, id desc limit ${LIST_MAX}`, []) }
}

/** One run with its result once it is there, and how far it is until then. */
export async function runView({ tx, kernel }: Call, id: string) {
  const [found] = await runSql<RunLine & { result: Comparison | null }>(tx, `select ${COLUMNS}, result from what_if.run where id = $1`, [id])
  if (!found) throw new Refusal('not-found', '没有这次推演，或者它已经太旧、被清掉了；请重新推演')
  const { result } = found
  if (!result) return { ...found, result: null }
  return {
    ...found,
    result: { ...result, stations: result.stations.map((station) => ({ ...station, organisationName: station.organisation === null ? '' : kernel.nameOf(station.organisation) })) },
  }
}
