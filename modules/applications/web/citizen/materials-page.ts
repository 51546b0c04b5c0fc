import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, dayWords, faultAt, faultSummary, fieldId, notice, stateMark, type PageParts } from '#base/pages'
import type { FileFacts } from '#base/materials'
import type { Material } from '#base/catalog'
import { isAsked, isPromise, servesWords, type DraftView } from './draft-view.ts'
import { fileLink } from './material-page.ts'

export interface MaterialsFacts {
  view: DraftView
  files: ReadonlyMap<string, FileFacts>
  /** Name of the material that was just dealt with. */
  done?: string | undefined
  faults?: readonly FieldError[]
}

/** Every material of the checklist and how it stands; each has a page of its own. */
export function materialsPage({ view, files, done, faults = [] }: MaterialsFacts): PageParts {
  const { draft, checklist, item } = view
  const pages = checklist.form['x-pages'].length
  const asked = checklist.materials.filter(isAsked)
  const shared = checklist.materials.filter((material) => !isAsked(material))
  return {
    title: '上传材料', hasSearch: false, item: item.code, hasFaults: faults.length > 0,
    back: pages > 0 ? { href: `/apply/${draft.id}/form/${pages}`, label: '上一页' } : { href: `/items/${item.code}`, label: '返回办事指南' },
    main: html`${faultSummary(faults)}
${done !== undefined && faults.length === 0 && html`<div role="status">${notice('good', html`<p>“${done}”已保存。</p>`)}</div>`}
<p class="soft">${item.name}</p>
<h1>上传材料</h1>
${view.lanes.taken.length > 1 && html`<p>这些材料<strong>只交一次</strong>，要用到的事项都用这一份。</p>`}
<p>可以用手机拍照，也可以选电脑里的文件。一份材料有几页的，可以传几个文件。</p>
${pages > 0 && html`<p>申请表要签名盖章的：<a href="/apply/${draft.id}/sheet">打印填好的申请表</a>，签好后拍照上传。</p>`}
${asked.length === 0 && html`<p>您的情形不用交材料。</p>`}
<ul class="rows">${asked.map((one) => materialRow(one, { view, files, faults }))}</ul>
${shared.length > 0 && html`<h2>不用您交的</h2><p>由系统向有关部门核对：</p>
<ul>${shared.map((one) => sharedLine(one, { view, files }))}</ul>`}
<form class="actions" method="post" action="/apply/${draft.id}/materials"><button class="button">保存并继续</button>
${buttonLink('/me', '以后再传', 'second')}</form>`,
  }
}

type RowFacts = Pick<MaterialsFacts, 'view' | 'files'> & { faults: readonly FieldError[] }

function materialRow({ id, name, need }: Material, { view, files, faults }: RowFacts): Html {
  const path = `materials.${id}`
  const fault = faultAt(path, faults)
  const given = givenWords(id, { view, files })
  const serves = servesWords(view, id)
  return html`<li id="${fieldId(path)}"${fault && html` class="wrong"`} tabindex="-1">${fault}
<h2>${name}</h2>${serves !== undefined && html`<p class="soft">${serves}</p>`}
${given || html`<p>${MISSING[need]}</p>`}
<p><a href="/apply/${view.draft.id}/materials/${id}">${given ? '更换、增加或者删除' : '上传'}<span class="hidden">${name}</span></a></p></li>
`
}

const MISSING: Readonly<Record<Material['need'], Html>> = {
  required: stateMark('turn', '还没交'), deferrable: stateMark('turn', '还没交，可以承诺以后补'),
  optional: html`<span class="soft">有就交，没有可以不交</span>`,
}

function sharedLine({ id, name }: Material, { view, files }: Pick<MaterialsFacts, 'view' | 'files'>): Html {
  return html`<li>${name}<br><a class="small" href="/apply/${view.draft.id}/materials/${id}">系统核对不到的，可以自己上传</a>
${givenWords(id, { view, files })}</li>
`
}

function givenWords(id: string, { view, files }: Pick<MaterialsFacts, 'view' | 'files'>): Html | false {
  const given = view.draft.materials.filter(({ materialId }) => materialId === id)
  return given.length > 0 && html`${given.map((entry) => {
    if (isPromise(entry)) return html`<p>${stateMark('good', `您承诺在${dayWords(entry.promisedBy)}前补交`)}</p>`
    const file = files.get(entry.fileId)
    return file && html`<p>${stateMark('good', '已上传')}　${fileLink(file)}</p>`
  })}`
}
