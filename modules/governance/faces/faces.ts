import { runSql } from '#platform/database'
import { stateRule, workflowOf, type Call } from '#kernel'
import { JOINT_TYPES } from '#base/joint'
import { seenBy } from '../alerts/list.ts'

const PAGE_SIZE = 50
const COUNT_MAX = 1000

/** Four looks at the same cases (一网通办、通览、统管、协同): each is a condition over the one table of cases, never a copy of it. */
export const FACES = {
  service: {
    name: '一网通办',
    what: '群众和企业交来、正在办的',
    where: "found.closed_at is null and found.type = any('{application,question,bundled-eia}' || $2::text[]) and found.parent_id is null",
  },
  overview: { name: '一网通览', what: '全部没有办结的', where: 'found.closed_at is null and $2::text[] is not null' },
  supervision: {
    name: '一网统管',
    what: '有预警没有处置的，和正在整改的',
    where:
      `found.closed_at is null and $2::text[] is not null and (found.type = 'rectification' or exists (
        select from governance.alert alert where alert.case_id = found.id and alert.settled_on is null and alert.level <> 'reminder'))`,
  },
  together: {
    name: '一网协同',
    what: '几个部门一起办、外区代收代办的',
    where: "found.closed_at is null and (found.type = any('{elsewhere,elsewhere-result,bundled-eia}' || $2::text[]) or found.parent_id is not null)",
  },
} as const
export type Face = keyof typeof FACES

interface Row {
  id: string
  number: string
  title: string
  type: string
  workflowVersion: number
  state: string
  organisation: string
  queueDueOn: string | null
  dueOn: string | null
}

/** How many cases each face shows, as far as one counts, and the first page of one; others than the supervision and the leaders see those of their organisation. */
export async function faceOf(call: Call, face: Face, page: number) {
  const values = [seenBy(call.actor), [...JOINT_TYPES]]
  const from = (one: Face) =>
    `from kernel.case found where not found.sealed and ($1::text is null or found.owner_organisation = $1 or found.receiving_organisation = $1) and ${FACES[one].where}`
  const names = Object.keys(FACES).filter((name): name is Face => name in FACES)
  const [[counted], rows] = await Promise.all([
    runSql<Record<Face, number>>(
      call.tx,
      `select ${names.map((name) => `(select count(*)::int from (select 1 ${from(name)} limit ${COUNT_MAX}) counted) as "${name}"`).join(', ')}`,
      values,
    ),
    runSql<Row>(
      call.tx,
      `
      select found.id, found.number, found.title, found.type, found.workflow_version as "workflowVersion", found.state, found.owner_organisation as organisation,
        found.queue_due_on as "queueDueOn", found.due_on as "dueOn" ${from(face)} order by found.opened_at, found.id limit ${PAGE_SIZE} offset $3`,
      [...values, (page - 1) * PAGE_SIZE],
    ),
  ])
  return {
    today: call.today, face, faces: names.map((name) => ({ face: name, name: FACES[name].name, what: FACES[name].what, total: counted?.[name] ?? 0 })),
    cases: rows.map(({ workflowVersion, type, state, ...row }) => {
      const workflow = workflowOf(call.kernel, type, workflowVersion)
      return { ...row, typeLabel: workflow.label, stateLabel: stateRule(workflow, state).label, organisationName: call.kernel.nameOf(row.organisation) }
    }),
  }
}
