import type { Call } from '#kernel'
import { casesFiledBy, caseView, childrenOfEach, relationsOf } from '#kernel'

const PAGE_SIZE = 20

/** The applicant's own cases, newest first, with what she may do now. */
export async function casesOfApplicant(call: Call, page: number) {
  const { total, cases } = await casesFiledBy(call, { page, size: PAGE_SIZE })
  return { total, cases: cases.map((found) => caseView(call, found)) }
}

/** The same as she sees them: what was applied for together stands under the case of the whole. */
export async function groupedCasesOfApplicant(call: Call, page: number) {
  const { total, cases } = await casesFiledBy(call, { page, size: PAGE_SIZE, isGrouped: true })
  const children = await childrenOfEach(call.tx, cases.map(({ id }) => id))
  return {
    total,
    cases: cases.map((found) => ({
      ...caseView(call, found),
      parts: (children.get(found.id) ?? []).filter((child) => isHers(call, child)).map((child) => caseView(call, child)),
    })),
  }
}

function isHers({ actor }: Call, child: Parameters<typeof relationsOf>[1]): boolean {
  return relationsOf(actor, child).some((relation) => relation === 'applicant' || relation === 'agent')
}
