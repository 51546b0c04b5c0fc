import { html } from '#platform/html'
import { maskName } from '#platform/mask'
import type { FieldError } from '#platform/refusal'
import { buttonLink, faultSummary, field, instantWords, notice, pairs, telephone, type PageParts } from '#base/pages'
import type { Arrived } from '../oidc/attempts.ts'
import type { OwnLink } from '../oidc/own-link.ts'
import { TROUBLES, type TroubleName } from '../oidc/troubles.ts'

/** Where one begins; the way goes over to another site, so this is a link and no form. */
export function unifiedHref(next: string): string {
  return `/sign-in/unified?next=${encodeURIComponent(next)}`
}

/** Why it came to nothing, and what to do. */
export function troublePage({ why, next, label }: { why: TroubleName; next: string; label: string }): PageParts {
  const { title, words } = TROUBLES[why]
  const isStaff = next.startsWith('/staff')
  return {
    title, hasSearch: false,
    main: html`<h1>${title}</h1>
<p>${words}</p>
<p>没有登录，也没有改动任何东西。</p>
<div class="actions">${buttonLink(unifiedHref(next), `重新用${label}登录`)}
${buttonLink(isStaff ? next : `/sign-in?next=${encodeURIComponent(next)}`, '用账号和密码登录', 'second')}</div>
<p class="soft">还是不行，请拨打 ${telephone()} 询问。</p>`,
  }
}

export interface ConfirmFacts { arrived: Arrived; login: string; label: string; faults?: readonly FieldError[] }

/** Who came back is known; that the account is hers has still to be shown. */
export function confirmPage({ arrived, login, label, faults = [] }: ConfirmFacts): PageParts {
  const isCode = arrived.asks === 'code'
  const title = isCode ? '请输入动态码' : '绑定到您的账号'
  return {
    title, hasSearch: false, hasFaults: faults.length > 0,
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
${pairs([{ label, value: whoWords(arrived) }, { label: '这里的账号', value: login }])}
<p>${reasonWords(arrived)}</p>
<form method="post" action="/sign-in/unified/confirm">
${isCode
    ? field('secret', { type: 'string', title: '动态码', description: '身份验证器上的六位数字，或者一个恢复码' }, { faults, autocomplete: 'one-time-code' })
    : field('secret', { type: 'string', title: '这个账号的密码' }, { faults, autocomplete: 'current-password', inputType: 'password' })}
<div class="actions"><button class="button">${isCode ? '登录' : '确认绑定'}</button></div>
</form>
${!isCode && html`<p class="soft">不记得密码，或者这个账号不是您开的，请带身份证到政务服务大厅办理，或者拨打 ${telephone()} 询问。</p>`}`,
  }
}

/** Enough to know oneself by; somebody may look over the shoulder. */
function whoWords({ identity }: Arrived): string {
  return identity.kind === 'agent' ? `${identity.organisation.name}，经办人 ${maskName(identity.name)}` : maskName(identity.name)
}

function reasonWords({ asks, linkTo }: Arrived): string {
  if (asks === 'code') return '您的账号绑定了身份验证器，用统一身份登录也要动态码。'
  if (linkTo !== null) return '绑定以后，用统一身份就能登录这个账号。为了确认是您本人，请再输入一次密码。'
  return '有人用您的身份证号码注册过这个账号。请输入它的密码，确认那就是您；绑定以后不用再输。'
}

/** One's own link, in 账号与安全. */
export function ownLinkPage({ link, faults = [], done }: { link: OwnLink; faults?: readonly FieldError[]; done?: string | undefined }): PageParts {
  const { label, linkedAt, lastUsedAt, hasPassword } = link
  return {
    title: label, section: 'me', hasFaults: faults.length > 0, back: { href: '/me/account', label: '返回账号与安全' },
    main: html`${faultSummary(faults)}
<h1>${label}</h1>
${done === 'unlinked' && notice('good', html`<p>已经解除绑定。用它登录的其他地方都已退出。</p>`)}
${linkedAt === null
    ? html`<p>绑定以后，可以用${label}登录这个账号，不用再记密码。绑定时要去${label}证明是您本人。</p>
<div class="actions">${buttonLink('/sign-in/unified/link', `去${label}绑定`)}</div>`
    : html`<p>已经绑定：${instantWords(linkedAt)}${lastUsedAt !== null && `，最近一次用它登录是 ${instantWords(lastUsedAt)}`}。</p>
${hasPassword ? unlinkForm(faults) : html`<p>这个账号还没有密码，${label}是唯一的登录办法。要解除绑定，请先<a href="/me/password">设置密码</a>。</p>`}`}`,
  }
}

function unlinkForm(faults: readonly FieldError[]) {
  return html`<form method="post" action="/me/unified/removal">
${field('password', { type: 'string', title: '密码', description: '解除绑定要再输入一次' }, { faults, autocomplete: 'current-password', inputType: 'password' })}
<div class="actions"><button class="button second">解除绑定</button></div>
</form>`
}

/** Signing out here does not sign out there: at a machine others use, the next one would be in with one press. */
export function signedOutPage({ label, farewell }: { label: string; farewell: string | null }): PageParts {
  return {
    title: '已经退出', hasSearch: false,
    main: html`<h1>已经退出本平台</h1>
<p>您在${label}那边还登录着。用的是公用电脑，请也退出那边，不然下一个人点一下就能用您的身份登录。</p>
<div class="actions">${farewell !== null && buttonLink(farewell, `退出${label}`)}
${buttonLink('/', '回到首页', 'second')}</div>`,
  }
}
