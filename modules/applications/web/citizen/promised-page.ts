import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { dayWords, faultSummary, field, notice, type PageParts } from '#base/pages'
import { fileField } from './material-page.ts'
import type { Kept } from './supplement-page.ts'

export interface Promised { materialId: string; name: string; promisedBy: string; isBroken: boolean }

export interface PromisedFacts {
  caseId: string
  title: string
  promised: readonly Promised[]
  /** What follows when nothing comes. */
  consequence: string
  typedNote?: string
  kept?: readonly Kept[]
  /** The same press of the button is taken once. */
  key: string
  faults?: readonly FieldError[]
}

/** The materials that were promised at filing, each with its day and the place where it is handed in. */
export function promisedPage(facts: PromisedFacts): PageParts {
  const { caseId, title, promised, consequence, kept = [], key, faults = [], typedNote = '' } = facts
  return {
    title: `补交约定的材料：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: `/cases/${caseId}`, label: '返回办件' },
    main: html`${faultSummary(faults)}
<p class="soft">${title}</p>
<h1>补交约定的材料</h1>
<p>这些材料您约定受理以后再交（容缺）。有几份就先交几份，不用等齐；也可以把纸质材料交到窗口。</p>
${notice('plain', html`<p>${consequence}</p>`)}
<form method="post" action="/cases/${caseId}/promised" enctype="multipart/form-data">
<input type="hidden" name="key" value="${key}">
${kept.map(({ materialId, file }, index) => html`<input type="hidden" name="kept.${index}" value="${materialId}:${file.fileId}">`)}
${promised.map((one) => promisedPart(one, kept, faults))}
${field('note', { type: 'string', title: '想说明的', 'x-kind': 'long-text' }, { value: typedNote, faults, isRequired: false })}
<input type="file" name="none" hidden>
<div class="actions"><button class="button">提交</button></div>
</form>`,
  }
}

function promisedPart({ materialId, name, promisedBy, isBroken }: Promised, kept: readonly Kept[], faults: readonly FieldError[]): Html {
  const own = kept.filter((one) => one.materialId === materialId)
  const words = html`<p>您承诺在<strong>${dayWords(promisedBy)}</strong>前补交。${isBroken && '已经过了这一天，请尽快补交。'}</p>`
  return html`<h2>${name}</h2>
${isBroken ? notice('care', words) : words}
${own.map(({ file }) => html`<p>已收到：${file.name}</p>`)}
${own.length === 0 && fileField(`file.${materialId}`, `上传“${name}”`, faults)}`
}
