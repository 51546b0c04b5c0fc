/** Which cases a rule of deadlines speaks of: SQL over indexed columns, in the order of an index, from a place on. */
export interface Candidates {
  rule: string
  from: string
  where: string
  /** What makes the rule speak; another day is another occurrence. */
  occurrence: string
  organisation: string
  dueOn: string
  /** The columns of the index, with the names and types of the place reached. */
  along: readonly (readonly [column: string, name: string, type: string])[]
  start: readonly string[]
}

const NOWHERE = '00000000-0000-0000-0000-000000000000'
/** Of what the platform opens for itself only the stages have days; the whole has none. */
const COUNTED = "c.type <> all('{rating-complaint,rectification,point-objection}')"

/**
 * Undecided, and its clock runs: exactly then a case has a day of reminder. While a special procedure holds the clock, or it is the
 * applicant's turn to supplement, it has none, so that nothing fires.
 */
const RUNNING = `c.closed_at is null and c.reminder_on is not null and not c.sealed and ${COUNTED} and c.reminder_on <= $1::date`

/** Along case_warned_by_owner. */
function running(rule: string, more: string): Candidates {
  return {
    rule, from: 'kernel.case c', where: `${RUNNING} and ${more}`, occurrence: 'c.due_on::text', organisation: 'c.owner_organisation', dueOn: 'c.due_on',
    along: [['c.owner_organisation', 'owner', 'text'], ['c.reminder_on', 'reminder_on', 'date'], ['c.id', 'case_id', 'uuid']],
    start: ['', '0001-01-01', NOWHERE],
  }
}

/** 提示: from the last working day but one until the last day; what is decided on the spot needs none. No holiday is as long as these days, so older ones have passed. */
export const REMINDER = running('reminder', 'c.reminder_on > $1::date - 30 and c.due_on >= $1::date and c.due_on > c.accepted_on')
/** 黄牌: the promised day has passed. */
export const OVERDUE = running('overdue', 'c.due_on < $1::date')

/** 红牌: the yellow card stands, for the day the case still has, and its supervised deadline has passed. Along alert_supervised. */
export const OVERDUE_RED: Candidates = {
  rule: 'overdue-red', from: 'governance.alert yellow join kernel.case c on c.id = yellow.case_id',
  where: unanswered('yellow.supervise_until < $1::date'), occurrence: 'c.due_on::text', organisation: 'c.owner_organisation', dueOn: 'c.due_on',
  along: [['yellow.supervise_until', 'supervise_until', 'date'], ['yellow.id', 'alert_id', 'bigint']], start: ['0001-01-01', '0'],
}

/** The same for cards of certain days ($2), for a trial with another supervised deadline. */
export const OVERDUE_RED_OF_DAYS = unanswered('yellow.fired_on = any($2::date[])')

function unanswered(supervised: string): string {
  return `yellow.settled_on is null and yellow.level = 'yellow' and yellow.rule = 'overdue' and ${supervised}
    and ${RUNNING} and c.due_on < $1::date and c.due_on = yellow.due_on`
}

/**
 * 环节超时: the office's turn (an order to answer for cards goes up by itself, and is no fault of its own), the day of the state has passed and
 * the whole is not yet late. Along case_by_owner.
 */
export const STAGE: Candidates = {
  rule: 'stage', from: 'kernel.case c',
  where: `c.closed_at is null and not c.sealed and c.queue_due_on < $1::date and c.queue not like 'applicant:%' and c.queue not like 'parent:%' and c.type <> 'card-order'
    and not (c.reminder_on is not null and c.due_on < $1::date and ${COUNTED})`,
  occurrence: "c.state || ':' || c.queue_due_on", dueOn: 'c.queue_due_on',
  organisation: "case when c.queue like 'window:%' then c.receiving_organisation else c.owner_organisation end",
  along: [['c.owner_organisation', 'owner', 'text'], ['c.queue_due_on', 'queue_due_on', 'date'], ['c.id', 'case_id', 'uuid']],
  start: ['', '0001-01-01', NOWHERE],
}
