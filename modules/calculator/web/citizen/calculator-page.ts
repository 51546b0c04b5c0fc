import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { dueDay, faultSummary, field, notice, type PageParts } from '#base/pages'
import type { answerTo } from '../../limit.ts'

export interface CalculatorFacts {
  typed: Readonly<Record<string, string>>
  faults?: readonly FieldError[]
  answer?: ReturnType<typeof answerTo>
}

const ACCEPTED = { type: 'string', title: '哪一天受理', description: '受理通知书上的日子', 'x-kind': 'day' } as const
const LIMIT = { type: 'integer', title: '办理期限（工作日）', description: '办事指南或者受理通知书上写的天数' } as const
const FROM = { type: 'string', title: '哪一天开始暂停（没有暂停的不填）', description: '听证、检验、专家评审等特别程序，不算在期限里', 'x-kind': 'day' } as const
const TO = { type: 'string', title: '哪一天结束暂停', 'x-kind': 'day' } as const

export function calculatorPage({ typed, faults = [], answer }: CalculatorFacts): PageParts {
  return {
    title: '期限计算器', hasFaults: faults.length > 0, back: { href: '/', label: '首页' },
    main: html`${faultSummary(faults)}
<h1>期限计算器</h1>
<p>写上受理的日子和期限，算出最迟哪一天应当办好，并说明为什么是这一天。节假日和调休按国务院办公厅公布的放假安排；受理当天不计入。</p>
${answer !== undefined && result(answer)}
<form action="/calculator">
${field('accepted', ACCEPTED, { value: typed['accepted'], faults, isRequired: true })}
${field('days', LIMIT, { value: typed['days'], faults, isRequired: true })}
${field('from', FROM, { value: typed['from'], faults })}
${field('to', TO, { value: typed['to'], faults })}
<div class="actions"><button class="button">算一算</button></div>
</form>
<p class="soft">这里算的与每个办件用的是同一套规则。具体办件以办件页上的日期为准。</p>`,
  }
}

function result(answer: ReturnType<typeof answerTo>): Html {
  return html`<section><h2>算出来的日子</h2>
${dueDay({ ...answer, level: null })}
${answer.provisional && notice('care', html`<p>其中有的年份放假安排还没有公布，先按没有节假日和调休算，公布后可能会变。</p>`)}</section>`
}
