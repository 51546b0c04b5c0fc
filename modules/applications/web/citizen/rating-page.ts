import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, faultSummary, field, type PageParts } from '#base/pages'
import { RATING_LEVELS, RATING_TAGS } from '#base/ratings'

export interface RatingFacts {
  caseId: string
  title: string
  level?: string
  tags?: readonly string[]
  text?: string
  faults?: readonly FieldError[]
}

const WORDS = [...RATING_TAGS.good, ...RATING_TAGS.bad].map((tag) => ({ value: tag, label: tag }))
const FREE_TEXT = { type: 'string', title: '想说的话', description: '最多 500 字', 'x-kind': 'long-text' } as const

/** 好差评: five levels, ready words, free words; voluntary and once. */
export function ratingPage({ caseId, title, level, tags = [], text = '', faults = [] }: RatingFacts): PageParts {
  const levels = Object.entries(RATING_LEVELS).toSorted(([one], [other]) => Number(other) - Number(one))
  return {
    title: `评价：${title}`, section: 'me', hasSearch: false, hasFaults: faults.length > 0, back: { href: `/cases/${caseId}`, label: '返回办件' },
    main: html`${faultSummary(faults)}
<h1>评价这次办事</h1>
<p>${title}</p>
<p class="soft">自愿评价，一件事评一次，提交后不能改。不满意的，会有人核实并答复您。</p>
<form method="post" action="/cases/${caseId}/rating">
${choices('level', { legend: '您满意吗？', faults, value: level, options: levels.map(([value, label]) => ({ value, label })) })}
${choices('tags', { legend: '哪里好，哪里不好（可以不选）', faults, kind: 'checkbox', value: tags, options: WORDS })}
${field('text', FREE_TEXT, { value: text, faults, isRequired: false })}
<div class="actions"><button class="button">提交评价</button></div>
</form>`,
  }
}
