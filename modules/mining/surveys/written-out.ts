import { Readable } from 'node:stream'
import { Refusal } from '#platform/refusal'
import { runSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'
import { stepLabel } from '../discovery/ground.ts'
import { EventLogBuilder, type EventLog } from '../event-log.ts'
import { csvOf, xesOf } from '../log-writing/write-log.ts'
import type { Chosen } from '../own-log/chosen.ts'
import { historiesOf } from '../own-log/histories.ts'
import { getSurvey } from './view.ts'

export const FORMATS = {
  xes: { mediaType: 'application/xml; charset=utf-8', text: xesOf }, csv: { mediaType: 'text/csv; charset=utf-8', text: csvOf },
} as const
export type Format = keyof typeof FORMATS

/** The events of a survey as a file other programs read: just those it counted. Members of staff are numbers within their office. */
export async function surveyText(call: Call, id: string, format: Format): Promise<Readable> {
  const log = await surveyLog(call, id)
  return Readable.from(FORMATS[format].text(log))
}

export async function surveyLog({ tx, kernel }: Call, id: string): Promise<EventLog> {
  const { asked, state } = await getSurvey(tx, id)
  if (state !== 'done') throw new Refusal('conflict', '这份流程分析还没有算完，请稍等再下载')
  const counted = await countedCases(tx, id)
  const lastSeq = new Map(counted.map(({ caseId, lastSeq: seq }) => [caseId, seq]))
  const [builder, ground] = [new EventLogBuilder(), { workflows: kernel.workflows.get(asked.type) ?? [] }]
  const nameOf = pseudonyms((organisation) => kernel.nameOf(organisation))
  for await (const histories of historiesOf(tx, counted)) {
    for (const { caseId, number, happenings } of histories) {
      for (const { seq, step, at, who, organisation } of happenings) {
        if (seq > (lastSeq.get(caseId) ?? 0)) continue
        builder.add({
          caseId: number, activity: stepLabel(ground, step), at: at.getTime(),
          resource: who === null ? undefined : nameOf(who, organisation ?? ''), transition: 'complete',
        })
      }
    }
  }
  return builder.log()
}

type Counted = Chosen & { lastSeq: number }

function countedCases(tx: Tx, id: string): Promise<Counted[]> {
  return runSql<Counted>(tx, `
    select case_id as "caseId", number, 0 as version, item_name as "itemName", organisation,
      received_on as "receivedOn", working_days as "workingDays", last_seq as "lastSeq"
    from mining.survey_case where survey_id = $1 order by place`, [id])
}

/** 花都区某局-3: the same person is the same number throughout one file, and nobody's name stands in it. */
function pseudonyms(nameOf: (organisation: string) => string): (who: string, organisation: string) => string {
  const known = new Map<string, string>()
  const counts = new Map<string, number>()
  return (who, organisation) => {
    const found = known.get(who)
    if (found !== undefined) return found
    const number = (counts.get(organisation) ?? 0) + 1
    counts.set(organisation, number)
    const name = `${nameOf(organisation)}-${number}`
    known.set(who, name)
    return name
  }
}
