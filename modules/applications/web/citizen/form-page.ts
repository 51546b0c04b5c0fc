import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { faultSummary, field, notice, type PageParts } from '#base/pages'
import { isForApplicant, type DraftView } from './draft-view.ts'
import type { Keeping } from './keeping.ts'

export interface FormFacts {
  view: DraftView
  /** From 1. */
  page: number
  /** Came from the check page and goes back there. */
  fromCheck: boolean
  /** What was typed, when it could not be taken; otherwise what the draft holds. */
  values?: Readonly<Record<string, unknown>>
  faults?: readonly FieldError[]
  /** Absent where nothing is to be kept: a preview. */
  keeping?: Keeping
}

/** One thing on a page: the fields that belong together. */
export function formPage({ view, page, fromCheck, values = view.draft.form, faults = [], keeping }: FormFacts): PageParts {
  const { draft, item, checklist: { form }, isSimple } = view
  const shown = form['x-pages'][page - 1]
  const fields = shown?.fields ?? []
  return {
    title: shown?.title ?? '填写申请表',
    hasSearch: false,
    hasFaults: faults.length > 0,
    item: item.code,
    place: placeOf(view, page, fromCheck),
    back: backOf({ view, page, fromCheck }),
    main: html`${faultSummary(faults)}
      <p class="soft">${item.name}　第 ${page} ${isSimple ? '步' : '页'}，共 ${form['x-pages'].length} ${isSimple ? '步' : '页'}</p>
      ${isSimple ? html`<p class="soft">${shown?.title}</p>` : html`<h1>${shown?.title}</h1>`} ${shown?.help !== undefined && html`<p>${shown.help}</p>`}
      ${page === 1 && view.lanes.taken.length > 1 && html`<p>这张表<strong>只填一次</strong>，${view.lanes.taken.length} 项都用它，同样的内容不再问第二遍。</p>`}
      ${page === 1 && !isForApplicant(view) && notice('care', otherAudience(view))}
      <form
        method="post"
        action="/apply/${draft.id}/form/${page}${fromCheck && '?from=check'}"
        ${keeping && html` data-keep="${draft.id}/${fields[0] ?? ''}" data-keeper="${keeping.keeper}" data-keep-key="${keeping.key}"`}
      >
        ${fields.map((name) => {
          const shape = form.properties[name]
          return shape && field(name, shape, { value: values[name], faults, isRequired: form.required.includes(name), isHeading: isSimple })
        })}
        <div class="actions">
          <button class="button">${fromCheck ? '保存并返回核对' : '保存并继续'}</button>
          <button class="button second" name="_then" value="later">保存，以后再填</button>
        </div>
      </form>`,
  }
}

/** The same question whatever the theme: where one thing is asked on a page, it has another number. */
function placeOf({ draft, checklist }: DraftView, page: number, fromCheck: boolean): string {
  const field = checklist.form['x-pages'][page - 1]?.fields[0] ?? ''
  return `/apply/${draft.id}/form/${page}?at=${encodeURIComponent(field)}${fromCheck ? '&from=check' : ''}`
}

function otherAudience({ applicant }: DraftView): Html {
  const [meant, own] = applicant.kind === 'person' ? ['企业和单位', '个人'] : ['个人', '单位']
  return html`<p>这件事是给${meant}办的，您现在用${own}账号登录。请确认没有选错。</p>`
}

function backOf({ view, page, fromCheck }: Pick<FormFacts, 'view' | 'page' | 'fromCheck'>): { href: string; label?: string } {
  if (fromCheck) return { href: `/apply/${view.draft.id}/check`, label: '返回核对' }
  if (page > 1) return { href: `/apply/${view.draft.id}/form/${page - 1}`, label: '上一页' }
  return { href: `/items/${view.item.code}`, label: '返回办事指南' }
}
