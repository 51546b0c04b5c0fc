import { html, type Html } from '#platform/html'
import { pairs, valueWords, type Pair } from '#base/pages'
import type { DraftView } from './draft-view.ts'

/** Everything that was answered, under the headings of the form, each line with the way back to its page. */
export function answersByHeading({ draft, checklist: { form } }: DraftView, { hasLinks }: { hasLinks: boolean }): Html {
  const rows = form['x-pages'].flatMap(({ title, fields }, index) => fields.flatMap((name): (Pair & { title: string })[] => {
    const shape = form.properties[name]
    const action = hasLinks ? { href: `/apply/${draft.id}/form/${index + 1}?from=check`, label: '修改' } : undefined
    return shape ? [{ title, label: shape.title, value: valueWords(shape, draft.form[name]), action }] : []
  }))
  return html`${[...Map.groupBy(rows, ({ title }) => title)].map(([title, ofTitle]) => html`<h2>${title}</h2>${pairs(ofTitle)}`)}`
}
