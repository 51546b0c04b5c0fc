import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { checkBox, digits, faultSummary, field, type PageParts } from '#base/pages'

export interface WithdrawFacts { caseId: string; title: string; number: string; isJoint: boolean; note?: string; faults?: readonly FieldError[] }

export function withdrawPage({ caseId, title, number, isJoint, note = '', faults = [] }: WithdrawFacts): PageParts {
  return {
    title: `撤回申请：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0,
    back: { href: `/cases/${caseId}`, label: '不撤回，返回办件' },
    main: html`${faultSummary(faults)}
<h1>撤回申请</h1>
<p>${title}<br><span class="soft">办件编号 ${digits(number)}</span></p>
<p>${isJoint ? '撤回以后，还没有决定的各项都不再办理，不能恢复；已经批准的不受影响，照样送给您。只想撤回其中一项的，到那一项的办件页里撤回。'
      : '撤回以后，这件事不再办理，不能恢复；需要时可以重新申请。作出决定以后就不能撤回了。'}</p>
<form method="post" action="/cases/${caseId}/withdraw">
${field('note', { type: 'string', title: '为什么撤回', 'x-kind': 'long-text' }, { value: note, faults, isRequired: false })}
${checkBox('sure', '我确定撤回这份申请', faults)}
<div class="actions"><button class="button grave">撤回申请</button></div>
</form>`,
  }
}
