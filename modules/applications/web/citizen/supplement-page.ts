import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { dayWords, faultSummary, field, notice, type PageParts } from '#base/pages'
import type { ItemForm } from '#base/catalog'
import type { FileFacts } from '#base/materials'
import { fileField } from './material-page.ts'

/** What the notice said of one material. */
export interface Problem { materialId: string; name: string; problems: readonly string[]; isListed: boolean }
/** A file that came through although the page as a whole was refused. */
export interface Kept { materialId: string; file: FileFacts }

export interface SupplementFacts {
  caseId: string
  title: string
  dueOn: string | null
  problems: readonly Problem[]
  note: string | undefined
  form: ItemForm
  /** What the form says now, or what was typed. */
  values: Readonly<Record<string, unknown>>
  typedNote?: string
  kept?: readonly Kept[]
  /** The same press of the button is taken once. */
  key: string
  faults?: readonly FieldError[]
}

/** One request carries at most so many file fields; what is left over is asked for on the next. */
const FILE_FIELDS_MAX = 15

/** Each problem of the notice beside the place where it is mended; everything goes back in one parcel. */
export function supplementPage(facts: SupplementFacts): PageParts {
  const { caseId, title, dueOn, problems, note, kept = [], key, faults = [], typedNote = '' } = facts
  return {
    title: `补正材料：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0,
    back: { href: `/cases/${caseId}`, label: '返回办件' },
    main: html`${faultSummary(faults)}
<p class="soft">${title}</p>
<h1>补正材料</h1>
<p>窗口把要补的一次说清了，一共 ${problems.length} 份材料${dueOn !== null && html`，请在<strong>${dayWords(dueOn)}</strong>前补好`}。补交后重新计算受理期限，窗口不会再要求补正第二次。</p>
${note !== undefined && notice('plain', html`<p>窗口的说明：${note}</p>`)}
<form method="post" action="/cases/${caseId}/supplement" enctype="multipart/form-data">
<input type="hidden" name="key" value="${key}">
${kept.map(({ materialId, file }, index) => html`<input type="hidden" name="kept.${index}" value="${materialId}:${file.fileId}">`)}
${problems.map((problem, index) => problemPart(problem, { ...facts, kept, faults, hasField: index - kept.length < FILE_FIELDS_MAX }))}
<h2>还有要改、要说的</h2>
${formFields(facts)}
${field('note', { type: 'string', title: '想对窗口说明的', 'x-kind': 'long-text' }, { value: typedNote, faults, isRequired: false })}
<input type="file" name="none" hidden>
<div class="actions"><button class="button">提交补正</button></div>
</form>`,
  }
}

interface ProblemFacts { kept: readonly Kept[]; faults: readonly FieldError[]; hasField: boolean }

function problemPart({ materialId, name, problems, isListed }: Problem, { kept, faults, hasField }: ProblemFacts): Html {
  const own = kept.filter((one) => one.materialId === materialId)
  return html`<h2>${name}</h2>
${notice('care', html`<p>要改的地方：</p><ul>${problems.map((problem) => html`<li>${problem}</li>`)}</ul>`)}
${own.map(({ file }) => html`<p>已收到：${file.name}</p>`)}
${isListed && own.length === 0 && (hasField ? fileField(`file.${materialId}`, `上传改好的“${name}”`, faults) : html`<p>先提交上面的，再传这一份。</p>`)}
${!isListed && html`<p>请在申请表里改正，或者在说明里写明。</p>`}`
}

function formFields({ form, values, faults = [] }: SupplementFacts): Html | false {
  const names = form['x-pages'].flatMap(({ fields }) => fields)
  const isOpen = faults.some(({ path }) => path.startsWith('form.'))
  return names.length > 0 && html`<details${isOpen && html` open`}><summary>申请表里有要改的，在这里改</summary><div>
${names.map((name) => {
    const shape = form.properties[name]
    return shape && field(`form.${name}`, shape, { value: values[name], faults, isRequired: form.required.includes(name) })
  })}</div></details>`
}
