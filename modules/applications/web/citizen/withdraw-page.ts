import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { checkBox, digits, faultSummary, field, type PageParts } from '#base/pages'

export interface WithdrawFacts { caseId: string; title: string; number: string; note?: string; faults?: readonly FieldError[] }

export function withdrawPage({ caseId, title, number, note = '', faults = [] }: WithdrawFacts): PageParts {
  return {
    title: `撤回申请：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0,
    back: { href: `/cases/${caseId}`, label: '不撤回，返回办件' },
    main: html`${faultSummary(faults)}
<h1>撤回申请</h1>
<p>${title}<br><span class="soft">办件编号 ${digits(number)}</span></p>
<p>撤回以后，这件事不再办理，不能恢复；需要时可以重新申请。作出决定以后就不能撤回了。</p>
<form method="post" action="/cases/${caseId}/withdraw">
${field('note', { type: 'string', title: '为什么撤回', 'x-kind': 'long-text' }, { value: note, faults, isRequired: false })}
${checkBox('sure', '我确定撤回这份申请', faults)}
<div class="actions"><button class="button grave">撤回申请</button></div>
</form>`,
  }
}
