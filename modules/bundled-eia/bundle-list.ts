import { runSql } from '#platform/database'
import { stateRule, workflowOf, type Call } from '#kernel'
import { BUNDLE_TYPE } from './names.ts'

const PAGE_SIZE = 20
interface Row {
  caseId: string
  number: string
  title: string
  state: string
  version: number
  filedOn: string
  until: string | null
  queueDueOn: string | null
  objections: number
  unanswered: number
  units: number
}

/** The bundles of the actor's own organisation, newest first. */
export async function bundleList({ tx, actor, kernel, today }: Call, page: number) {
  const [rows, counted] = [
    await runSql<Row>(tx, LIST, [actor.organisation, (page - 1) * PAGE_SIZE]), await runSql<{ total: number }>(tx, TOTAL, [actor.organisation]),
  ]
  const workflow = workflowOf(kernel, BUNDLE_TYPE)
  return { today, total: counted[0]?.total ?? 0, size: PAGE_SIZE, bundles: rows.map((row) => ({ ...row, stateLabel: stateRule(workflow, row.state).label })) }
}

const TOTAL = 'select count(*)::int as total from bundled_eia.bundle where organisation = $1'
const LIST = `
  select bundle.case_id as "caseId", found.number, found.title, found.state, bundle.filed_on as "filedOn", bundle.publicised_until as until,
    found.queue_due_on as "queueDueOn", jsonb_array_length(found.form->'units') as units, said.objections, said.unanswered
  from bundled_eia.bundle join kernel.case found on found.id = bundle.case_id
  cross join lateral (
    select count(*)::int as objections, (count(*) filter (where answer is null))::int as unanswered
    from bundled_eia.objection where case_id = bundle.case_id) said
  where bundle.organisation = $1 and not found.sealed order by bundle.filed_on desc, bundle.case_id limit ${PAGE_SIZE} offset $2`
