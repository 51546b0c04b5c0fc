import { html, type Html } from '#platform/html'
import { buttonLink, pairs, type PageParts } from '#base/pages'
import type { Block, DocumentLayout } from '#base/documents'

/** The words of a document as a page: for reading on a phone, and for those who have them read aloud. */
export function documentPage(layout: DocumentLayout, { id, caseId }: { id: string; caseId: string }): PageParts {
  const { issuer, number, title, addressee, blocks, closing, signature, notes, watermark } = layout
  return {
    title, section: 'me', back: { href: `/cases/${caseId}`, label: '返回办件' },
    main: html`<p class="soft">${issuer}　${number}</p>
<h1>${title}</h1>
${watermark !== undefined && html`<p><span class="tag care">${watermark}</span></p>`}
${addressee !== undefined && html`<p>${addressee}</p>`}
${blocks.map(blockHtml)}
${closing !== undefined && html`<p>${closing}</p>`}
<p>${signature.organ}<br>${signature.date}</p>
${notes.map((note) => html`<p class="small soft">${note}</p>`)}
<div class="actions">${buttonLink(`/api/documents/${id}.pdf`, '打开 PDF（带核验码）')}</div>`,
  }
}

function blockHtml(block: Block): Html {
  switch (block.kind) {
    case 'paragraph': return html`<p>${block.text}</p>`
    case 'heading': return html`<h2>${block.text}</h2>`
    case 'fields': return pairs(block.fields)
    case 'table': return html`<div class="scroll" role="region" aria-label="${block.caption ?? '表格'}" tabindex="0"><table>
${block.caption !== undefined && html`<caption>${block.caption}</caption>`}
<thead><tr>${block.columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
  }
}
