import { fetchCase, fetchDocuments, fetchEvents, fetchMaterials } from '../api/calls.ts'
import { Trouble } from '../api/trouble.ts'
import type { CaseView, DocumentView, EventView, MaterialsView } from '../api/types.ts'
import { fetchWhole, hasWhole, isJointCase, type Whole } from '../joint/whole-calls.ts'
import { servedNames } from '../joint/whole-words.ts'
import { useLoaded, type Loaded } from '../kit/use-loaded.ts'

/** All the page shows of a case. Whoever only supervises it sees neither papers nor documents. */
export interface CaseFile {
  found: CaseView
  events: EventView[]
  documents: DocumentView[] | undefined
  materials: MaterialsView | undefined
  /** The joint matter it is or belongs to. */
  whole: Whole | undefined
}

export function useCase(caseId: string): Loaded<CaseFile> {
  return useLoaded(caseId, () => loadCase(caseId))
}

async function loadCase(caseId: string): Promise<CaseFile> {
  const [found, events, documents, materials] = await Promise.all([
    fetchCase(caseId), fetchEvents(caseId), unlessHidden(fetchDocuments(caseId)), unlessHidden(fetchMaterials(caseId)),
  ])
  const whole = hasWhole(found) ? await unlessHidden(fetchWhole(caseId)) : undefined
  return { found, events, documents, materials: materials && whole && isJointCase(found) ? withServed(materials, whole) : materials, whole }
}

/** Which items a merged material is for. */
function withServed(view: MaterialsView, whole: Whole): MaterialsView {
  const names = servedNames(whole)
  return { ...view, materials: view.materials.map((material) => ({ ...material, serves: names.get(material.id) ?? [] })) }
}

/** What this person may not see is simply not there. */
async function unlessHidden<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  return asked.catch((thrown: unknown) => {
    if (thrown instanceof Trouble && (thrown.code === 'not-found' || thrown.code === 'forbidden')) return undefined
    throw thrown
  })
}
