import { html, type Html } from '#platform/html'
import { notice } from '#base/pages'

/** Ways of their own into a matter, by the code of the item they belong to. */
const RELATED: Readonly<Record<string, { href: string; label: string; why: string }>> = {
  SL4401140100008: { href: '/eia-bundle', label: '环评打捆审批', why: '同一个园区的几家同类企业，可以合编一份报告表，一起报批：' },
}

/** Where somebody may be better served than by applying for the item alone. */
export function relatedPage(code: string): Html | false {
  const related = RELATED[code]
  return related !== undefined && notice('plain', html`<p>${related.why}<a href="${related.href}">${related.label}</a></p>`)
}
