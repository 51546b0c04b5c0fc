import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { checkBox, faultSummary, notice, stateMark, type PageParts } from '#base/pages'
import type { Draft } from '../../drafts.ts'
import type { Filing } from '../../filing.ts'
import { OVERVIEW_PATH } from '../../names.ts'
import { signedHow } from '../../signing.ts'
import { filingPart, titleOf } from './draft-pages.ts'

/** The bundles in which her firm is a unit. */
export function signListPage({ uscc, drafts }: { uscc: string | undefined; drafts: readonly Draft[] }): PageParts {
  return {
    title: '签字确认', section: 'me', back: { href: OVERVIEW_PATH, label: '返回环评打捆' },
    main: html`<h1>等您的单位签字确认的打捆申报</h1>
${uscc === undefined && notice('care', html`<p>签字确认要用单位的账号，或者由单位授权的经办人办。请用单位的账号登录，或者在<a href="/me/acting">为谁办</a>里选单位。</p>`)}
${uscc !== undefined && drafts.length === 0 && html`<p>现在没有。牵头的单位把您的单位写进申报以后，会列在这里。</p>`}
<ul>${drafts.map((draft) => html`<li><a href="/eia-bundle/sign/${draft.id}">${titleOf(draft)}</a>　${
  signedHow(draft, { uscc: uscc ?? '' }) === null ? stateMark('turn', '等您确认') : stateMark('good', '已确认')}</li>
`)}</ul>`,
  }
}

export interface SignFacts { draft: Draft; filing: Filing; uscc: string; sm3: string; faults?: readonly FieldError[] }

/** The whole of it, to be read before it is confirmed. */
export function signPage({ draft, filing, uscc, sm3, faults = [] }: SignFacts): PageParts {
  const isSigned = signedHow(draft, { uscc }) === 'account'
  return {
    title: `签字确认：${titleOf(draft)}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: '/eia-bundle/sign', label: '返回' },
    main: html`${faultSummary(faults)}
<h1>签字确认：${titleOf(draft)}</h1>
${isSigned && notice('good', html`<p><strong>您的单位已经确认了现在的内容。</strong>以后内容改了，要重新确认。</p>`)}
<p>请看一遍。您的单位对报告表的内容和结论负责（环境影响评价法第二十条）；批准以后各自建设、各自承担责任。</p>
${draft.reportFile && html`<p><a href="/eia-bundle/sign/${draft.id}/report">打开环境影响报告表</a></p>`}
${filingPart(filing)}
${!isSigned && html`<form method="post" action="/eia-bundle/sign/${draft.id}">
<input type="hidden" name="sm3" value="${sm3}">
${checkBox('agreed', '我代表本单位确认以上内容，同意合编一份报告表、打捆报批', faults)}
<div class="actions"><button class="button">签字确认</button></div></form>`}`,
  }
}
