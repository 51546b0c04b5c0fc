import type { DocumentSubject } from '#kernel'
import { drawUpDocument } from '#base/documents'
import type { JointAcceptance } from './forms.ts'
import { lanesIn, readyIn } from './family.ts'

/** One notice for the whole: it lists every item, and what is handed over together stands on one receipt. */
export function drawUpJoint(subject: DocumentSubject): { number: string; facts: Record<string, unknown> } {
  const { kind } = subject
  if (kind === 'acceptance') return drawUpDocument(subject, acceptedOf(subject))
  if (kind === 'delivery-receipt')
    return drawUpDocument(subject, { documents: Object.values(readyIn(subject.found)).map(({ title, number }) => ({ title, number })) })
  return drawUpDocument(subject)
}

function acceptedOf({ found, event, nameOf }: DocumentSubject): Record<string, unknown> {
  // Safe: the kernel has checked the data against JointAcceptance; a deemed acceptance has none.
  const { notAccepted = [] } = event.data as JointAcceptance
  const items = lanesIn(found).map(({ id, name, organisation, promisedWorkingDays }) => {
    const refused = notAccepted.find(({ lane }) => lane === id)
    return { name, owner: nameOf(organisation), promisedWorkingDays, ...(refused && { notAccepted: refused.reason }) }
  })
  return items.length === 0 ? {} : { items }
}
