import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { faultSummary, field, type FieldShape, type PageParts } from '#base/pages'
import { passwordWords } from '../password-policy.ts'

export interface RegisterFacts { values?: Readonly<Record<string, string>>; next: string; faults?: readonly FieldError[] }

const FIELDS = {
  name: { type: 'string', title: '姓名', description: '和身份证上的一样' },
  residentId: { type: 'string', title: '居民身份证号码', description: '18 位；最后一位是 X 的，大写小写都可以', 'x-kind': 'resident-id' },
  phone: { type: 'string', title: '手机号', 'x-kind': 'phone' },
  account: { type: 'string', title: '账号', description: '登录时用。4—32 个小写字母、数字或 . _ @ -，以字母或数字开头' },
  password: { type: 'string', title: '密码', description: passwordWords() },
} as const satisfies Record<string, FieldShape>

export function registerPage({ values = {}, next, faults = [] }: RegisterFacts): PageParts {
  return {
    title: '注册个人账号', hasSearch: false, hasFaults: faults.length > 0,
    back: { href: `/sign-in?next=${encodeURIComponent(next)}`, label: '已有账号，去登录' },
    main: html`${faultSummary(faults)}
<h1>注册个人账号</h1>
<p>姓名、身份证号码和手机号只用来确认是您本人，办成您申请的事。<a href="/privacy">个人信息怎样使用</a></p>
<form method="post" action="/register">
<input type="hidden" name="next" value="${next}">
${field('name', FIELDS.name, { value: values['name'], faults, autocomplete: 'name' })}
${field('residentId', FIELDS.residentId, { value: values['residentId'], faults, autocomplete: 'off' })}
${field('phone', FIELDS.phone, { value: values['phone'], faults, autocomplete: 'tel' })}
${field('account', FIELDS.account, { value: values['account'], faults, autocomplete: 'username' })}
${field('password', FIELDS.password, { faults, autocomplete: 'new-password', inputType: 'password' })}
<div class="actions"><button class="button">注册并登录</button></div>
</form>`,
  }
}
