import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import type { Discovered } from '../discovery/discover.ts'
import type { Asked } from './asked.ts'

const LIST_MAX = 30

export interface Survey {
  id: string
  asked: Asked
  askedBy: string
  askedAt: Date
  state: 'waiting' | 'running' | 'done' | 'failed'
  done: number
  total: number
  matching: number
  asOf: Date | null
}

const COLUMNS = `id, asked, actor_name as "askedBy", asked_at as "askedAt", state, done, total, matching, as_of as "asOf"`

/** What has been looked at lately, by whomever: the figures are the district's. */
export async function surveys({ tx }: Call): Promise<{ surveys: Survey[] }> {
  return { surveys: await runSql<Survey>(tx, `select ${COLUMNS} from mining.survey order by asked_at desc, id desc limit ${LIST_MAX}`, []) }
}

export async function getSurvey(tx: Tx, id: string): Promise<Survey> {
  const [found] = await runSql<Survey>(tx, `select ${COLUMNS} from mining.survey where id = $1`, [id])
  if (!found) throw new Refusal('not-found', '没有这份流程分析，或者它已经太旧、被清掉了；请重新计算')
  return found
}

/** A survey with its figures once they are there, and how far it is until then. */
export async function surveyView({ tx, kernel }: Call, id: string) {
  const survey = await getSurvey(tx, id)
  const [found] = await runSql<{ result: Discovered | null }>(tx, 'select result from mining.survey where id = $1', [id])
  const result = found?.result
  if (!result) return { ...survey, result: null }
  const named = (organisation: string): string => (organisation === '' ? '' : kernel.nameOf(organisation))
  return {
    ...survey,
    result: {
      ...result,
      bottlenecks: result.bottlenecks.map((row) => ({ ...row, organisationName: named(row.organisation) })),
      handovers: { ...result.handovers, betweenOffices: result.handovers.betweenOffices.map((row) => ({ ...row, fromName: named(row.from), toName: named(row.to) })) },
    },
  }
}
