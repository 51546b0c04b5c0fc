import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, faultSummary, field, notice, telephone, type PageParts } from '#base/pages'
import { passwordWords } from '../password-policy.ts'
import { unifiedHref } from './unified-pages.ts'

export interface SignInFacts {
  account?: string
  /** Where to go on afterwards: a path of this site. */
  next: string
  faults?: readonly FieldError[]
  /** What else is needed beside account and password. */
  asks?: { totp?: boolean; newPassword?: boolean }
  /** Somebody is signed in already; she may change over. */
  signedInAs?: string | null
  /** What the unified identity is called, where it is set up. */
  unified?: string | undefined
  demo?: { accounts: readonly { login: string; name: string }[]; password: string } | undefined
}

export function signInPage({ account = '', next, faults = [], asks = {}, signedInAs, unified, demo }: SignInFacts): PageParts {
  return {
    title: '登录', hasSearch: false, hasFaults: faults.length > 0,
    main: html`${faultSummary(faults)}
<h1>登录</h1>
${signedInAs !== undefined && signedInAs !== null && notice('plain', html`<p>您现在用“${signedInAs}”登录着。登录别的账号，会自动退出这一个。</p>`)}
${unified !== undefined && html`<div class="actions">${buttonLink(unifiedHref(next), `用${unified}登录`, 'second')}</div>
<p class="hint">第一次用它登录，会按实名信息（姓名、证件号码、手机号）给您开好账号，不用注册；单位的经办人也可以用。<a href="/privacy">个人信息怎样使用</a></p>
<h2>用账号和密码登录</h2>`}
<form method="post" action="/sign-in">
<input type="hidden" name="next" value="${next}">
${field('account', { type: 'string', title: '账号' }, { value: account, faults, autocomplete: 'username' })}
${field('password', { type: 'string', title: '密码' }, { faults, autocomplete: 'current-password', inputType: 'password' })}
${asks.newPassword && field('newPassword', { type: 'string', title: '新密码', description: passwordWords() }, {
    faults, autocomplete: 'new-password', inputType: 'password',
  })}
${asks.totp && field('totp', { type: 'string', title: '动态码', description: '身份验证器上的六位数字，或者一个恢复码' }, { faults, autocomplete: 'one-time-code' })}
<div class="actions"><button class="button">登录</button></div>
</form>
<p>还没有账号？<a href="/register?next=${encodeURIComponent(next)}">注册个人账号</a>。${unified === undefined && '单位的经办人请到政务服务大厅开通。'}</p>
<p class="soft">忘记密码，请带身份证到政务服务大厅重新设置，或者拨打 ${telephone()} 询问。</p>
${demo !== undefined && notice('care', html`<p><strong>演示环境</strong>　口令都是 ${demo.password}：</p>
<ul>${demo.accounts.map(({ login, name }) => html`<li>${login}　${name}</li>`)}</ul>`)}`,
  }
}
