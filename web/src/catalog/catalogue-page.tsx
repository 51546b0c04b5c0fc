import { ItemDesk } from './item-desk.tsx'
import { ItemList } from './item-list.tsx'
import './catalogue.css'

/** The catalogue desk: the list, or with a code behind the question mark that item. */
export function CataloguePage({ query }: { query: string }) {
  const code = new URLSearchParams(query).get('code')
  return code === null ? <ItemList /> : <ItemDesk key={code} code={code} />
}
