import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, faultSummary, field, instantWords, notice, type PageParts } from '#base/pages'
import { STATUTORY_WHY, WANTS, type OwnSms, type preferenceOf, type SmsState } from '../index.ts'

export interface PreferenceFacts {
  preference: Awaited<ReturnType<typeof preferenceOf>>
  /** What was lately sent to her. */
  sms: readonly OwnSms[]
  isDone?: boolean
  faults?: readonly FieldError[]
}

const DIGEST_AT = { type: 'string', title: '每天几点发合成的那一条', description: '例如 18:00。当天没有新消息就不发' } as const

/** How I am told outside of the inbox. */
export function preferencePage({ preference, sms, isDone = false, faults = [] }: PreferenceFacts): PageParts {
  const { wants, digestAt, hasPhone, quiet, isDefault } = preference
  return {
    title: '消息怎样提醒', section: 'me', hasFaults: faults.length > 0, back: { href: '/me/messages', label: '返回消息' },
    main: html`${faultSummary(faults)}
<h1>消息怎样提醒</h1>
${isDone && notice('good', html`<p>已经保存。</p>`)}
${!hasPhone && notice('care', html`<p>您没有登记手机号，消息只在“我的－消息”里看。要用短信提醒，请带身份证到政务服务窗口登记手机号。</p>`)}
<p>全部消息随时都在“我的－消息”里。下面选的是另外用短信提醒您哪些。${isDefault && '现在是默认的做法。'}</p>
<form method="post" action="/me/messages/preference">
${choices('wants', { legend: '用短信提醒我', options: options(), value: wants, faults })}
${field('digestAt', DIGEST_AT, { value: digestAt, faults, autocomplete: 'off' })}
<div class="actions"><button class="button">保存</button></div>
</form>
${sms.length > 0 && html`<h2>最近给您发的短信</h2><ul class="rows">${sms.map(smsRow)}</ul>`}
<h2>哪些不能关，为什么</h2>
<p>${STATUTORY_WHY}</p>
<h2>什么时候不打扰您</h2>
<p>${quiet.from} 到次日 ${quiet.until} 不发短信（默认值），夜里的消息早上再发。同一件事半天里只提醒一次；您已经在这里看过的，不再发短信。短信里只写办件编号和要做什么，不写您的姓名，也不附网址。</p>`,
  }
}

/** As somebody who waits for one reads it. */
const STATES: Readonly<Record<SmsState, string>> = {
  waiting: '正在发送', sending: '正在发送', sent: '已发出', kept: '没有真的发出：这个平台还没有接短信服务', dead: '没有发出，请以这里的消息为准',
}

function smsRow({ words, state, createdAt }: OwnSms): Html {
  return html`<li><p>${words}</p><p class="soft">${instantWords(createdAt)}　${STATES[state]}</p></li>
`
}

function options(): { value: string; label: string; help: Html | string }[] {
  return Object.entries(WANTS).map(([value, { label, help }]) => ({ value, label, help }))
}
