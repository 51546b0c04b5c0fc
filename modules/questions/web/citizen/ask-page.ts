import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { faultSummary, field, HOTLINE, unbroken, type PageParts } from '#base/pages'
import type { Item } from '#base/catalog'
import type { FaqEntry } from '#base/faq'
import { DEADLINES } from '../../deadlines.ts'

export interface AskFacts {
  item: Pick<Item, 'code' | 'name' | 'consultPhone'>
  owner: string
  asked: readonly Pick<FaqEntry, 'question' | 'answer'>[]
  /** Sent along, so that pressing twice asks once. */
  key: string
  question?: string
  faults?: readonly FieldError[]
}

const QUESTION = {
  type: 'string', title: '您想问什么', description: '请不要写身份证号、手机号；单位知道是谁问的，会在这里答复您', 'x-kind': 'long-text',
} as const

/** A question at an item; what others have asked stands first. */
export function askPage({ item, owner, asked, key, question = '', faults = [] }: AskFacts): PageParts {
  return {
    title: `提问：${item.name}`, section: 'search', hasSearch: false, hasFaults: faults.length > 0, back: { href: `/items/${item.code}`, label: '返回办事指南' },
    main: html`${faultSummary(faults)}
<h1>就“${item.name}”提问</h1>
${asked.length > 0 && html`<p>先看看别人问过的：</p>
${asked.map(({ question: said, answer }) => html`<details><summary>${said}</summary><p class="said">${answer}</p></details>
`)}`}
<form method="post" action="/items/${item.code}/ask">
<input type="hidden" name="key" value="${key}">
${field('question', QUESTION, { value: question, faults })}
<div class="actions"><button class="button">提交问题</button></div>
</form>
<p>由${owner}答复，${DEADLINES.answer.workingDays} 个工作日内（默认值）；过了时间没有答复，会自动转给单位负责人督办。急的事请打电话：${unbroken(item.consultPhone ?? HOTLINE.number)}。</p>
<p class="soft">答复对大家有用的，单位可能改写以后放进这个事项的常见问题，不写是谁问的。</p>`,
  }
}
