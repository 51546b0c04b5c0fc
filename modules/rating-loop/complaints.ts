import { Refusal } from '#platform/refusal'
import { caseFor, eventsOf, eventView, findCase, type Call, type Case, type Relation } from '#kernel'
import { COMPLAINT_TYPE, RATING_LEVELS, ratedCaseOf } from '#base/ratings'

/** Who may open a complaint at the desk: those who were rated, and those who supervise. */
const DESK: readonly Relation[] = ['owner', 'approver', 'supervisor']

/** One complaint at the desk: what was said, what was done; to a supervisor also which case it is about. Never who, to those who were rated. */
export async function complaintFor(call: Call, id: string) {
  const { found, relations } = await caseFor(call, id, DESK)
  refuseOther(found)
  const rated = relations.includes('supervisor') ? await ratedOf(call, id) : null
  return { id, ...wordsIn(found), rated }
}

/** The complaint as its rater sees it. */
export async function ownComplaint(call: Call, id: string) {
  const { found, relations } = await caseFor(call, id, ['agent'])
  refuseOther(found)
  const events = (await eventsOf(call.tx, found.id)).map((event) => eventView(call, found, { event, relations }))
  return { found, words: wordsIn(found), events, ratedCaseId: await ratedCaseOf(call.tx, id) ?? null }
}

/** A supervisor opens the rated case as she may open any; the name stays masked there until a reason is given. */
async function ratedOf(call: Call, id: string): Promise<{ id: string; number: string } | null> {
  const ratedId = await ratedCaseOf(call.tx, id)
  const rated = ratedId === undefined ? undefined : await findCase(call.tx, ratedId)
  return rated ? { id: rated.id, number: rated.number } : null
}

function wordsIn({ form }: Case): { level: number; levelLabel: string; tags: string[]; text: string | null } {
  const { level, tags, text } = form
  return {
    level: Number(level), levelLabel: RATING_LEVELS[Number(level)] ?? '', tags: Array.isArray(tags) ? tags.map(String) : [],
    text: typeof text === 'string' ? text : null,
  }
}

function refuseOther(found: Case): void {
  if (found.type !== COMPLAINT_TYPE) throw new Refusal('not-found', '没有这个办件，或者您与它无关')
}
