import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, dayWords, faultAt, faultSummary, field, fieldId, plainDayWords, sizeWords, type PageParts } from '#base/pages'
import type { FileFacts } from '#base/materials'
import type { Material } from '#base/catalog'
import { CONSEQUENCE, REMINDERS } from '../../promise-words.ts'
import { isPromise, servesWords, type DraftView } from './draft-view.ts'
import type { EarlierFile } from './earlier-files.ts'

export interface MaterialFacts {
  view: DraftView
  material: Material
  files: ReadonlyMap<string, FileFacts>
  earlier: readonly EarlierFile[]
  promisedBy?: string
  faults?: readonly FieldError[]
}

/** What browsers offer to choose from; the content decides, not the name. */
export const ACCEPTED = '.pdf,.jpg,.jpeg,.png,.webp,.docx,.xlsx,.ofd,image/*'

/** One material: what it must be, and the ways to hand it in. */
export function materialPage(material: MaterialFacts): PageParts {
  const { view, material: { id, name, guidance, checks, need }, earlier, faults = [] } = material
  const action = `/apply/${view.draft.id}/materials/${id}`
  const serves = servesWords(view, id)
  return {
    title: name, hasSearch: false, item: view.item.code, hasFaults: faults.length > 0, back: { href: `/apply/${view.draft.id}/materials`, label: '返回材料清单' },
    main: html`${faultSummary(faults)}
<h1>${name}</h1>
${serves !== undefined && html`<p class="soft">${serves}。交一次就够。</p>`}${guidance !== undefined && html`<p>${guidance}</p>`}
${checks.length > 0 && html`<h2>交之前看一看</h2><ul>${checks.map((check) => html`<li>${check}</li>`)}</ul>`}
${givenFiles(material, action)}
${uploadForm(action, faults)}
${earlier.length > 0 && html`<h2>用以前交过的</h2><form method="post" action="${action}/choose">
${choices('fileId', { legend: '选一个文件', faults, options: earlier.map(earlierOption) })}
<button class="button second">用这个文件</button></form>`}
${need === 'deferrable' && promiseForm(material, action)}`,
  }
}

function earlierOption({ file, from, givenOn }: EarlierFile) {
  return { value: file.fileId, label: file.name, help: `${plainDayWords(givenOn)}交给“${from}”的，${sizeWords(file.size)}` }
}

/** The field for files; more than one may be chosen at once. */
export function fileField(name: string, label: string, faults: readonly FieldError[]): Html {
  const id = fieldId(name)
  const fault = faultAt(name, faults)
  return html`<div class="field${fault && ' wrong'}"><label for="${id}">${label}</label>
<p class="hint" id="${id}-hint">PDF、照片、Word、Excel 或 OFD，每个不超过 20 MB</p>${fault}
<input type="file" id="${id}" name="${name}" multiple accept="${ACCEPTED}" aria-describedby="${id}-hint${fault && ` ${id}-fault`}"></div>`
}

function uploadForm(action: string, faults: readonly FieldError[]): Html {
  return html`<h2>上传</h2><form method="post" action="${action}/files" enctype="multipart/form-data">
${fileField('file', '选文件，或者拍照', faults)}
<button class="button">上传</button></form>`
}

function givenFiles({ view, material, files }: MaterialFacts, action: string): Html | false {
  const given = view.draft.materials.filter(({ materialId }) => materialId === material.id)
  return given.length > 0 && html`<h2>已经交的</h2><ul class="rows">${given.map((entry) => {
    const file = isPromise(entry) ? undefined : files.get(entry.fileId)
    const words = isPromise(entry) ? `承诺在${dayWords(entry.promisedBy)}前补交` : file?.name ?? '文件'
    return html`<li><p>${file === undefined ? words : fileLink(file)}</p>
<form method="post" action="${action}/remove"><input type="hidden" name="which" value="${isPromise(entry) ? 'promise' : entry.fileId}">
<button class="link">删除<span class="hidden">${words}</span></button></form></li>
`
  })}</ul>`
}

/** A file of the reader's own, with its size. */
export function fileLink({ fileId, name, size }: FileFacts): Html {
  return html`<a href="/api/files/${fileId}">${name}</a> <span class="soft">${sizeWords(size)}</span>`
}

function promiseForm({ view, promisedBy = '', faults = [] }: MaterialFacts, action: string): Html {
  const description = `要在${plainDayWords(view.today)}以后`
  return html`<h2>现在没有，以后补交</h2>
<p>这份材料可以先受理，后补交（容缺）。承诺以前请先看清楚：</p>
<ul><li>${REMINDERS}</li>
<li>补交的地方：办件页面，或者把纸质材料交到窗口。</li>
<li>${CONSEQUENCE}</li></ul>
<form method="post" action="${action}/promise">
${field('promisedBy', { type: 'string', title: '最迟哪一天补交', 'x-kind': 'day', description }, { value: promisedBy, faults })}
<button class="button second">承诺补交</button></form>`
}
