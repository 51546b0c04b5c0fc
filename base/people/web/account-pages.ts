import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, faultSummary, field, instantWords, notice, telephone, type PageParts } from '#base/pages'
import type { OwnSession } from '../own-sessions.ts'
import { passwordWords } from '../password-policy.ts'
import type { ResetTold } from '../key-reset-story.ts'
import type { Profile } from '../profile.ts'

const TO_ACCOUNT = { href: '/me/account', label: '返回账号与安全' }

/** What just happened, by the word in the address; anything else says nothing. */
const DONE: Readonly<Record<string, string>> = {
  password: '密码已经改好。其他地方的登录都已退出，请用新密码重新登录。',
  devices: '已经退出。那台设备要重新输入密码才能再用。',
  linked: '统一身份认证已经绑定，下次可以直接用它登录。',
}

export function doneNote(done: string | undefined): Html | false {
  const sentence = done === undefined || !Object.hasOwn(DONE, done) ? undefined : DONE[done]
  return sentence !== undefined && notice('good', html`<p>${sentence}</p>`)
}

export interface AccountLink { href: string; label: string; hint: string }

interface AccountFacts { profile: Profile; done?: string | undefined; links: readonly AccountLink[]; resets: readonly ResetTold[] }

/** Where one looks after one's own account. */
export function accountPage({ profile, done, links, resets }: AccountFacts): PageParts {
  return {
    title: '账号与安全', section: 'me', back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>账号与安全</h1>
${doneNote(done)}
<p>${profile.name}，账号 ${profile.account}${profile.party !== null && `，现在代表${profile.party.name}`}</p>
${resets.length > 0 && notice('care', html`<p><strong>您的密码被重置过</strong></p>
${resets.map(resetLine)}
<p>不是您要求的，请马上拨打 ${telephone()}。</p>`)}
<ul class="rows">${links.map(({ href, label, hint }) => html`<li><h2><a href="${href}">${label}</a></h2><p>${hint}</p></li>
`)}</ul>`,
  }
}

function resetLine({ at, askedBy, confirmedBy, reason }: ResetTold): Html {
  return html`<p>${instantWords(at)}，${askedBy}申请，${confirmedBy}确认。原因：${reason}</p>
`
}

export function passwordPage({ faults = [] }: { faults?: readonly FieldError[] }): PageParts {
  return {
    title: '修改密码', section: 'me', hasFaults: faults.length > 0, back: TO_ACCOUNT,
    main: html`${faultSummary(faults)}
<h1>修改密码</h1>
<p>改好以后，其他地方的登录会全部退出，这里不用重新登录。</p>
<form method="post" action="/me/password">
${field('current', { type: 'string', title: '现在的密码' }, { faults, autocomplete: 'current-password', inputType: 'password' })}
${field('next', { type: 'string', title: '新密码', description: passwordWords() }, { faults, autocomplete: 'new-password', inputType: 'password' })}
<div class="actions"><button class="button">改密码</button></div>
</form>`,
  }
}

/** For an account that so far is opened by the unified identity only. */
export function firstPasswordPage({ login, faults }: { login: string; faults: readonly FieldError[] }): PageParts {
  return {
    title: '设置密码', section: 'me', hasFaults: faults.length > 0, back: TO_ACCOUNT,
    main: html`${faultSummary(faults)}
<h1>设置密码</h1>
<p>您的账号还没有密码。设置以后，也可以用账号 <strong>${login}</strong> 和密码登录。</p>
<form method="post" action="/me/password">
${field('next', { type: 'string', title: '新密码', description: passwordWords() }, { faults, autocomplete: 'new-password', inputType: 'password' })}
<div class="actions"><button class="button">设置密码</button></div>
</form>`,
  }
}

export function devicesPage({ sessions, done }: { sessions: readonly OwnSession[]; done?: string | undefined }): PageParts {
  const others = sessions.filter(({ current }) => !current)
  return {
    title: '登录的设备', section: 'me', back: TO_ACCOUNT,
    main: html`<h1>登录的设备</h1>
${doneNote(done)}
<p>这些地方现在用您的账号登录着。有不认识的，请退出它，再${html`<a href="/me/password">改密码</a>`}。</p>
<ul class="rows">${sessions.map(deviceRow)}</ul>
${others.length > 0 && html`<form method="post" action="/me/devices/end-others"><div class="actions">
<button class="button second">退出其他 ${others.length} 处登录</button></div></form>`}
${others.length === 0 && html`<p class="soft">只有这一处。</p>`}
<div class="actions">${buttonLink('/me/account', '返回账号与安全', 'second')}</div>`,
  }
}

function deviceRow({ id, device: name, ip, createdAt, lastSeenAt, current, signedInBy }: OwnSession): Html {
  return html`<li><h2>${name}${current && html` <span class="tag">这一台</span>`}</h2>
<p class="soft">${instantWords(createdAt)} ${signedInBy === 'unified' ? '用统一身份认证' : '用密码'}登录，最近使用 ${instantWords(lastSeenAt)}，网络地址 ${ip}</p>
${!current && html`<form method="post" action="/me/devices/${id}/end">
<button class="link">退出<span class="hidden">${name}，${instantWords(createdAt)} 登录的</span></button></form>`}</li>
`
}
