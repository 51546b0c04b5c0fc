import type { Call } from '#kernel'
import { casesFiledBy, caseView } from '#kernel'

const PAGE_SIZE = 20

/** The applicant's own cases, newest first, with what she may do now. */
export async function casesOfApplicant(call: Call, page: number) {
  const { total, cases } = await casesFiledBy(call, { page, size: PAGE_SIZE })
  return { total, cases: cases.map((found) => caseView(call, found)) }
}
