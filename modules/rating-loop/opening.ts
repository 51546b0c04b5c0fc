import { openCase, type AfterReaction, type Call, type Case, type Opening } from '#kernel'
import { JOINT_TYPES } from '#base/joint'
import { BAD_LEVEL_MAX, complaintOf, COMPLAINT_TYPE, examineRating, keepComplaint, lockRating, type RatingWords } from '#base/ratings'
import { DEADLINES } from './deadlines.ts'

/** Kinds of cases whose rating is looked at. A module whose workflow offers `rateStep` adds its type. */
const RATED_TYPES = ['application', 'question', 'bundled-eia', ...JOINT_TYPES] as const
/** Who verifies and follows up: the organisation of the supervisors (效能监督). A default. */
const SUPERVISING_ORGANISATION = 'government-services'

/** After a rating: what does not count is marked, and a bad one opens a case of its own. May run twice. */
export const lookAtRating: AfterReaction = {
  name: 'rating-loop.look-at-rating',
  on: RATED_TYPES.map((type) => `${type}.rate`),
  react: async (call, _event, found) => {
    const rating = await lockRating(call.tx, found.id)
    if (!rating) return
    await examineRating(call, found.id)
    if (rating.level <= BAD_LEVEL_MAX && await complaintOf(call.tx, found.id) === undefined) await openComplaint(call, found, rating)
  },
}

async function openComplaint(call: Call, rated: Case, words: RatingWords): Promise<void> {
  const { opened } = await openCase(call, complaintOpening(rated, words))
  await keepComplaint(call.tx, { ratedCaseId: rated.id, complaintId: opened.id, at: call.now })
}

/** Nothing of the rated case but its matter goes into the complaint: number, form and names would say who rated. */
export function complaintOpening(rated: Case, { level, tags, text, ratedBy }: Omit<RatingWords, 'ratedAt'>): Opening {
  const limit = DEADLINES.verify.workingDays + DEADLINES.rectify.workingDays
  return {
    type: COMPLAINT_TYPE, item: { code: rated.itemCode, version: rated.itemVersion, name: rated.title },
    applicant: { kind: 'person', id: `rater:${crypto.randomUUID()}`, name: '评价人（不公开）' }, agentId: ratedBy,
    ownerOrganisation: rated.ownerOrganisation, receivingOrganisation: SUPERVISING_ORGANISATION, place: rated.place,
    form: { level, tags, ...(text !== null && { text }) }, traits: {}, limits: { limitWorkingDays: limit, statutoryWorkingDays: limit, joint: false },
  }
}
