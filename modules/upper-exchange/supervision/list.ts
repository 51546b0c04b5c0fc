import { runSql } from '#platform/database'
import { stateRule, workflowOf, type Call } from '#kernel'
import { PEERS, type PeerId } from '../peers.ts'
import { SUPERVISION_TYPE } from './workflow.ts'

const LIST_MAX = 100

interface Row {
  caseId: string
  number: string
  title: string
  peer: PeerId
  organisation: string
  about: string | null
  aboutNumber: string | null
  columns: Record<string, string>
  version: number
  state: string
  dueOn: string | null
  overdue: boolean
  receivedAt: Date
  closedAt: Date | null
  times: number
}

/**
 * What the platforms above urge: what is open by its day, then what is over, the latest first. Each case once, however often it
 * was said.
 */
export async function supervisions({ tx, kernel, today }: Call) {
  const rows = await runSql<Row>(tx, `
    select found.id as "caseId", found.number, found.title, down.peer,
      found.owner_organisation as organisation, down.case_id as about, down.number as "aboutNumber",
      down.columns, found.workflow_version as version, found.state, found.queue_due_on as "dueOn", coalesce(found.queue_due_on < $1, false) as overdue,
      down.received_at as "receivedAt", found.closed_at as "closedAt", said.times
    from (select handling_case, sum(times)::int as times, (array_agg(id order by received_at))[1] as first from upper_exchange.down
      where handling_case is not null group by handling_case) said
      join upper_exchange.down down on down.id = said.first join kernel.case found on found.id = said.handling_case
    order by found.closed_at desc nulls first, found.queue_due_on, found.id limit ${LIST_MAX}`, [today])
  return {
    supervisions: rows.map(({ columns, version, state, ...row }) => ({
      ...row, peerName: PEERS[row.peer], organisationName: kernel.nameOf(row.organisation), content: columns['督办内容'] ?? '',
      stateLabel: stateRule(workflowOf(kernel, SUPERVISION_TYPE, version), state).label,
    })),
  }
}
