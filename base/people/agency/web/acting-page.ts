import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, faultSummary, notice, type PageParts } from '#base/pages'
import type { AgencyRow } from '../agencies.ts'
import { daysWords, powerWords, scopeWords } from './words.ts'

export interface ActingFacts {
  name: string
  held: readonly AgencyRow[]
  /** The agency she acts under now; null for herself. */
  current: string | null
  lapsed: string | undefined
  names: ReadonlyMap<string, string>
  /** Where she wanted to go: a page of the firm with this agency. */
  wanted?: { agency: string; next: string } | undefined
  faults?: readonly FieldError[]
}

/** For whom shall it be: for oneself, or for one of the firms. */
export function actingPage({ name, held, current, lapsed, names, wanted, faults = [] }: ActingFacts): PageParts {
  const options = [
    { value: 'self', label: '为自己办', help: name },
    ...held.map((agency) => ({
      value: agency.id,
      label: `为${agency.party.name}办`,
      help: html`${scopeWords(agency, names)}。可以：${powerWords(agency.powers)}。${daysWords(agency)}。`,
    })),
  ]
  return {
    title: '为谁办', section: 'me', hasFaults: faults.length > 0, back: { href: '/me', label: '返回我的办件' },
    main: html`${faultSummary(faults)}
${lapsed !== undefined && notice('care', html`<p>${lapsed}给您的授权已经撤销或者到期，您现在是为自己办。</p>`)}
${wanted !== undefined && notice('plain', html`<p>您要看的是${held.find(({ id }) => id === wanted.agency)?.party.name}的件，换成为它办就看得到。</p>`)}
<form method="post" action="/me/acting">
${wanted !== undefined && html`<input type="hidden" name="next" value="${wanted.next}">`}
${choices('agency', { legend: '您现在为谁办事？', options, value: wanted?.agency ?? current ?? 'self', faults, isHeading: true, hint: '只影响这一台设备上的这次登录，随时可以换。' })}
<div class="actions"><button class="button">确定</button></div>
</form>
${held.length === 0 ? html`<p>还没有单位授权您办事。由单位用自己的账号在“经办人”里授权，授权以后在这里选。</p>`
    : html`<h2>不想再替单位办了</h2><ul class="rows">${held.map(renounceRow)}</ul>`}`,
  }
}

function renounceRow({ id, party }: AgencyRow): Html {
  return html`<li><h3>${party.name}</h3><p>放弃以后马上看不到它的件，没办完的由单位另外安排。</p>
<form method="post" action="/me/acting/${id}/renounce"><button class="link">放弃${party.name}的授权</button></form></li>
`
}
