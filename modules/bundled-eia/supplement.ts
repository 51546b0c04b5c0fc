import { Type, type Static } from 'typebox'
import { canonicalJson } from '#platform/sm'
import { Refusal } from '#platform/refusal'
import type { Call, Case, StepInput } from '#kernel'
import { draftOfCase } from './drafts.ts'
import { filingIn } from './file-bundle.ts'
import { Filing } from './filing.ts'
import { ownUscc } from './signing.ts'

/** The whole filing as it now stands in the draft, with its signatures. */
export const Supplement = Type.Object({ filing: Type.Unsafe<Filing>({ ...Filing, title: '改正后的申报', visibility: 'applicant' }) }, { additionalProperties: false })
type Supplement = Static<typeof Supplement>

/** Only what stands in the draft, and what its units have confirmed, may be handed in. */
export async function recordSupplement(call: Call, found: Case, data: Record<string, unknown>): Promise<void> {
  const draft = await draftOfCase(call, found.id)
  const filing = draft && filingIn(draft, await ownUscc(call))
  if (!filing || canonicalJson(filing) !== canonicalJson(data['filing'])) throw new Refusal('conflict', '补正的内容与申报里写的不一致，请在申报页面改好以后再提交')
}

export function supplemented({ data }: StepInput): Pick<Case, 'form'> {
  // Safe: the kernel has checked the data against Supplement.
  return { form: { ...(data as Supplement).filing } }
}
