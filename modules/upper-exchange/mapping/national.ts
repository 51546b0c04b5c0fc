/** Our log in the words of the national convergence tables; one pure function for each table. */
import { SPECIAL_NAMES } from './special.ts'
import { numberedPapers } from './papers.ts'
import {
  ACCEPTING, CORRECTING, DELIVERING, endingOf, eventOf, EXTENDING, lastOf, readingOf, REFUSING, SPECIAL_END, SPECIAL_START, stepLabel, TERMINATING, upTo,
  type Mapping, type Subject,
} from './subject.ts'
import { codesIn, isInstant, momentOf, said, takerOf } from './words.ts'

/** Written at acceptance; an extension moves the promised day, and the row goes up again. */
export const acceptRow: Mapping = (subject) => {
  const { found, kernel } = subject
  const accepted = lastOf(subject, ACCEPTING)
  if (!accepted || ![...ACCEPTING, ...EXTENDING].includes(eventOf(subject).step)) return []
  const { implementing, business, credit, basic } = codesIn(found.itemCode)
  const reading = readingOf(subject)
  return [{ table: 'up_pro_accept', sequence: 1, columns: {
    project_no: found.number, task_code: implementing, task_handle_item: business,
    task_name: found.title, task_version: String(found.itemVersion), project_name: found.title,
    project_type: isInstant(found) ? '1' : '2', org_code: credit ?? found.receivingOrganisation, org_name: kernel.nameOf(found.receivingOrganisation),
    handle_user_name: takerOf(accepted), contact_name: contactOf(subject),
    promise_date: reading.dueOn ?? reading.statutoryDueOn ?? accepted.on, local_catalog_code: basic,
  } }]
}

/** An agent is the contact of a firm; a person speaks for herself. */
function contactOf({ found, events }: Subject): string {
  const [opened] = events
  return found.agentId !== null && opened?.actor.id === found.agentId ? opened.actor.name : found.applicant.name
}

/** Steps that are no stage of the matter: what she says afterwards, and how several cases hang together. */
const NO_STAGE = ['rate', 'assign', 'leaveTogether', 'joinTogether']
const BACK = [...CORRECTING, ...REFUSING, ...TERMINATING, 'deny']
const FORWARD = [...ACCEPTING, 'approve', 'review', 'issue', ...DELIVERING, SPECIAL_END, 'resumeReview']

/** One for every step; it began when the one before it ended. */
export const processRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (NO_STAGE.includes(event.step)) return []
  const before = subject.events[subject.index - 1] ?? event
  return [{ table: 'up_pro_process', sequence: event.seq, columns: {
    project_no: subject.found.number, process_name: stepLabel(subject, event.step),
    event_name: BACK.includes(event.step) ? '2' : FORWARD.includes(event.step) ? '1' : '3',
    handle_explain: said(event, 'opinion', 'reason', 'outcome', 'note'), handle_user_name: takerOf(event),
    event_start_time: momentOf(before.at), event_end_time: momentOf(event.at),
  } }]
}

/** A special procedure has one row: written when it begins, again when it ends. An extension begins and ends at once. */
export const specialRow: Mapping = (subject) => {
  const event = eventOf(subject)
  const isExtension = EXTENDING.includes(event.step)
  if (!isExtension && event.step !== SPECIAL_START && event.step !== SPECIAL_END) return []
  const begun = isExtension ? event : lastOf(subject, [SPECIAL_START])
  if (!begun) return []
  const isOver = event.step !== SPECIAL_START
  return [
    {
      table: 'up_pro_special_procedure',
      sequence: upTo(subject).filter(({ step, seq }) => seq <= begun.seq && (step === SPECIAL_START || EXTENDING.includes(step))).length,
      columns: {
        project_no: subject.found.number,
        special_type: isExtension ? '1' : '2',
        special_name: isExtension ? '延长审批' : (SPECIAL_NAMES[String(begun.data['kind'])] ?? '其他'),
        special_time: momentOf(begun.at),
        special_reason: said(begun, 'reason') ?? '没有写明',
        applyer_user_name: takerOf(begun),
        ...(isOver && {
          end_time: momentOf(event.at),
          result: isExtension ? `延长 ${String(event.data['days'] ?? '')} 个工作日` : (said(event, 'outcome') ?? '已结束'),
        }),
        handle_user: takerOf(event),
      },
    },
  ]
}

/** Written when the matter is decided or ends otherwise; the certificate, the delivery and her rating make it go up again. */
export const resultRow: Mapping = (subject) => {
  const ending = endingOf(subject)
  const event = eventOf(subject)
  if (!ending || (event.seq !== ending.event.seq && !['issue', ...DELIVERING, 'rate'].includes(event.step))) return []
  const [issued, delivered, rated] = [lastOf(subject, ['issue']), lastOf(subject, DELIVERING), lastOf(subject, ['rate'])]
  const level = rated?.data['level']
  return [{ table: 'up_pro_result', sequence: 1, columns: {
    project_no: subject.found.number, result_type: ending.code, result_date: momentOf(ending.event.at),
    ...(ending.code === '1' && { result_cetr_name: String(subject.found.traits['outcome'] ?? '') }),
    result_cetr_no: issued && said(issued, 'certificateNumber'),
    result_explain: said(ending.event, 'reason', 'conditions', 'note'), is_delivery_results: delivered && (said(delivered, 'method') === '邮寄送达' ? '1' : '0'),
    satisfaction: typeof level === 'number' ? String(6 - level) : undefined, handle_user_name: takerOf(ending.event),
  } }]
}

export const materialRows: Mapping = (subject) => numberedPapers(subject).map(({ sequence, name, count, isElectronic }) => ({
  table: 'up_pro_material', sequence,
  columns: { project_no: subject.found.number, material_name: name, get_type: isElectronic ? '2' : '1', get_num: String(count) },
}))

/** In the order in which they go up when one event brings several. */
export const NATIONAL_MAPPINGS: readonly Mapping[] = [acceptRow, materialRows, processRow, specialRow, resultRow]

