import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, choices, faultSummary, field, notice, type PageParts } from '#base/pages'
import { POWERS, type Power } from '#kernel'
import type { Organisation } from '../../organisations.ts'
import type { AgencyRow } from '../agencies.ts'
import { daysWords, POWER_WORDS, powerWords, scopeWords, STANDING_WORDS } from './words.ts'

/** Everybody a firm has empowered, and the way to take it back at once. */
export function agentsPage({
  party,
  granted,
  names,
  done,
}: {
  party: string
  granted: readonly AgencyRow[]
  names: ReadonlyMap<string, string>
  done: string | undefined
}): PageParts {
  return {
    title: '经办人',
    section: 'me',
    back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>经办人</h1>
      ${done === 'granted' && notice('good', html`<p>已经授权。经办人登录后选“为${party}办”就能开始。</p>`)}
      ${done === 'revoked' && notice('good', html`<p>已经撤销，马上生效：经办人不能再办，也看不到单位的件。</p>`)}
      <p>${party}授权这些人替单位办事。他们办的每一步，单位都看得到是谁办的。</p>
      <div class="actions">${buttonLink('/me/agents/new', '授权一位经办人')}</div>
      ${
        granted.length > 0
          ? html`<ul class="rows">
              ${granted.map((agency) => agentRow(agency, names))}
            </ul>`
          : html`<p class="soft">还没有授权过任何人。</p>`
      }`,
  }
}

function agentRow(agency: AgencyRow, names: ReadonlyMap<string, string>): Html {
  const { id, agent, powers, standing } = agency
  const isOpen = standing === 'running' || standing === 'coming'
  return html`<li><h2>${agent.name} <span class="tag">${STANDING_WORDS[standing]}</span></h2>
<p>${scopeWords(agency, names)}<br>可以：${powerWords(powers)}</p><p class="soft">账号 ${agent.account}　${daysWords(agency)}</p>
${isOpen && html`<form method="post" action="/me/agents/${id}/revoke"><button class="link">撤销<span class="hidden">${agent.name}的授权</span></button></form>`}</li>
`
}

export interface GrantFields {
  account: string
  name: string
  powers: readonly string[]
  scope: string
  items: readonly string[]
  organisations: readonly string[]
  q: string
  from: string
  until: string
}
export interface GrantFacts {
  party: string
  values: GrantFields
  /** Matters to choose from: those chosen, and what was found. */
  matters: readonly { code: string; name: string; organisation: string }[]
  organisations: readonly Organisation[]
  faults?: readonly FieldError[]
}

/** Whom, for what, what she may do, and for how long. Looking for a matter keeps what has been filled in. */
export function grantPage({ party, values, matters, organisations, faults = [] }: GrantFacts): PageParts {
  return {
    title: '授权一位经办人', section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: '/me/agents', label: '返回经办人' },
    main: html`${faultSummary(faults)}
<h1>授权一位经办人</h1>
<p>${party}授权一个人用他自己的账号替单位办事。随时可以撤销。</p>
<form method="post" action="/me/agents/new">
${field('account', { type: 'string', title: '经办人的账号', description: '他自己注册的个人账号' }, { value: values.account, faults, autocomplete: 'off' })}
${field('name', { type: 'string', title: '经办人的姓名', description: '和账号上的一样，防止授权给别人' }, { value: values.name, faults, autocomplete: 'off' })}
${choices('powers', { legend: '可以做什么', kind: 'checkbox', options: POWERS.map((power: Power) => ({ value: power, label: POWER_WORDS[power] })),
  value: values.powers, faults, hint: '不选“查看”的，只看得到他自己办的件。' })}
${choices('scope', { legend: '办哪些事', options: [{ value: 'some', label: '只办选定的事项或部门', help: '在下面选' }, { value: 'all', label: '全部事项' }], value: values.scope, faults })}
<div class="field"><label for="f-q">找事项</label><p class="hint" id="f-q-hint">写要办的事，如“食品经营”，按“找”，再在结果里勾选</p>
<input type="text" id="f-q" name="q" maxlength="100" value="${values.q}" aria-describedby="f-q-hint">
<div class="actions"><button class="button second" name="find" value="yes">找</button></div></div>
${matters.length > 0 && choices('items', { legend: '选定的事项', kind: 'checkbox',
  options: matters.map(({ code, name, organisation }) => ({ value: code, label: name, help: organisation })), value: values.items, faults })}
<details${values.organisations.length > 0 && html` open`}><summary>按部门选</summary>
${choices('organisations', { legend: '这些部门的全部事项', kind: 'checkbox',
  options: organisations.map(({ id, name }) => ({ value: id, label: name })), value: values.organisations, faults })}</details>
${field('from', { type: 'string', title: '从哪天起', 'x-kind': 'day' }, { value: values.from, faults })}
${field('until', { type: 'string', title: '到哪天止（含当天）', 'x-kind': 'day' }, { value: values.until, faults })}
<div class="actions"><button class="button">授权</button></div>
</form>`,
  }
}
