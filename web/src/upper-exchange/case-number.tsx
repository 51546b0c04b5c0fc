import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'

/** The number of a case; a link for the supervision only: the bureau sees what is reported, not the cases themselves. */
export function CaseNumber({ caseId, number }: { caseId: string; number: string }) {
  return useMe().roles.includes('supervisor') ? <Link href={caseAddress(caseId)}>{number}</Link> : <>{number}</>
}
