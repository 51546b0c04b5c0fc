import { fetchCase, fetchDocuments, fetchEvents, fetchMaterials } from '../api/calls.ts'
import { Trouble } from '../api/trouble.ts'
import type { CaseView, DocumentView, EventView, MaterialsView } from '../api/types.ts'
import { useLoaded, type Loaded } from '../kit/use-loaded.ts'

/** All the page shows of a case. Whoever only supervises it sees neither papers nor documents. */
export interface CaseFile {
  found: CaseView
  events: EventView[]
  documents: DocumentView[] | undefined
  materials: MaterialsView | undefined
}

export function useCase(caseId: string): Loaded<CaseFile> {
  return useLoaded(caseId, () => loadCase(caseId))
}

async function loadCase(caseId: string): Promise<CaseFile> {
  const [found, events, documents, materials] = await Promise.all([
    fetchCase(caseId), fetchEvents(caseId), unlessHidden(fetchDocuments(caseId)), unlessHidden(fetchMaterials(caseId)),
  ])
  return { found, events, documents, materials }
}

/** What this person may not see is simply not there. */
async function unlessHidden<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof Trouble && (thrown.code === 'not-found' || thrown.code === 'forbidden')) return undefined
    throw thrown
  })
}
