import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, faultSummary, type PageParts } from '#base/pages'
import { settledAnswers, situationsAsked } from '../checklist.ts'
import type { Answers, Item, Situation } from '../item.ts'
import { addressWith, answerPairs } from './address.ts'

export interface QuestionFacts { item: Item; answers: Answers; situation: Situation; faults?: readonly FieldError[] }

/** One question on a page; the question is the heading. Back goes to the question before, with its answer still chosen. */
export function questionPage({ item, answers, situation, faults = [] }: QuestionFacts): PageParts {
  const path = `/items/${item.code}/questions`
  const asked = situationsAsked(item, answers)
  const at = asked.findIndex(({ id }) => id === situation.id)
  return {
    title: situation.question, section: 'search', hasSearch: false, item: item.code, hasFaults: faults.length > 0,
    back: backTo({ item, answers, previous: asked[at - 1] }),
    main: html`${faultSummary(faults)}
<form action="${path}">
<p class="soft">${item.name}　第 ${at + 1} 个问题</p>
${answerPairs(answers).map((pair) => html`<input type="hidden" name="a" value="${pair}">`)}
<input type="hidden" name="q" value="${situation.id}">
${choices('o', {
    legend: situation.question, isHeading: true, hint: situation.help, value: answers[situation.id], faults,
    options: situation.options.map(({ id, label, help }) => ({ value: id, label, help })),
  })}
<div class="actions"><button class="button">继续</button></div>
</form>`,
  }
}

function backTo({ item, answers, previous }: Pick<QuestionFacts, 'item' | 'answers'> & { previous: Situation | undefined }) {
  if (previous === undefined) return { href: `/items/${item.code}`, label: '返回办事指南' }
  return { href: addressWith(`/items/${item.code}/questions`, answers, { change: previous.id }), label: '上一个问题' }
}

/** The answers after this question was answered: what is asked no more is forgotten. */
export function answersAfter(item: Item, answers: Answers, [question, option]: [string, string]): Answers {
  return settledAnswers(item, { ...answers, [question]: option })
}
