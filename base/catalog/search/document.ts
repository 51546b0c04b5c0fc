import type { Item } from '../item.ts'
import type { SearchDocument } from './build.ts'

/** What of an item can be found: its names, owner and audience, and the words a citizen may remember from its guide. */
export function searchDocumentOf(item: Item, organisationName?: string): SearchDocument {
  const guide = [
    ...item.conditions,
    ...item.materials.map((material) => material.name),
    ...item.situations.flatMap((situation) => [situation.question, ...situation.options.map((option) => option.label)]),
    item.outcome.name,
    ...item.questions.map((entry) => entry.question),
  ]
  return {
    code: item.code,
    name: item.name,
    everydayNames: item.everydayNames,
    organisation: item.organisation,
    ...(organisationName === undefined ? {} : { organisationName }),
    audience: item.audience,
    text: guide.join('\n'),
  }
}
