import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, dayWords, digits, faultSummary, field, instantWords, notice, stateMark, type PageParts, type StateMark } from '#base/pages'
import { FOLLOW_UP_CALENDAR_DAYS } from '../../workflow.ts'

/** One thing somebody said, in the order in which it was said. */
export interface Said { by: string; at: Date; text: string; isAnswer: boolean }

export interface QuestionFacts {
  id: string
  title: string
  number: string
  state: string
  stateLabel: string
  closed: boolean
  itemCode: string
  owner: string
  dueOn: string | null
  said: readonly Said[]
  /** The steps open to her. */
  steps: readonly string[]
  followUp?: string
  faults?: readonly FieldError[]
}

const FOLLOW_UP = { type: 'string', title: '还想问什么', 'x-kind': 'long-text' } as const

/** A question and its answers, and what whoever asked can do next. */
export function questionPage(facts: QuestionFacts): PageParts {
  const { id, title, number, stateLabel, itemCode, said, steps, faults = [] } = facts
  return {
    title: `${stateLabel}：${title}`, section: 'me', hasFaults: faults.length > 0, back: { href: '/me', label: '返回我的办件' },
    main: html`${faultSummary(faults)}
<h1>${title}</h1>
<p>${stateMark(markOf(facts), stateLabel)}<br><span class="soft">办件编号 ${digits(number)}</span></p>
${notice(facts.state === 'answered' ? 'good' : 'plain', html`<p><strong>${turnSentence(facts)}</strong></p>`)}
${said.map(saidPart)}
${steps.includes('rate') && html`<div class="actions">${buttonLink(`/cases/${id}/rating`, '评价这次答复')}</div>`}
${steps.includes('followUp') && followUpForm(facts)}
${steps.includes('withdraw') && html`<form method="post" action="/questions/${id}/withdraw"><p><button class="link">不问了，撤回</button></p></form>`}
<p class="dots"><a href="/items/${itemCode}">看办事指南</a><a href="/items/${itemCode}/ask">另提一个问题</a></p>`,
  }
}

function markOf({ state, closed }: QuestionFacts): StateMark {
  if (state === 'answered') return 'good'
  return closed ? 'over' : 'going'
}

function turnSentence({ state, owner, dueOn }: QuestionFacts): string {
  const by = dueOn === null ? '' : `，最迟${dayWords(dueOn)}答复您`
  switch (state) {
    case 'answered': return '已经答复。没有说清的可以追问。'
    case 'withdrawn': return '您已经撤回这个问题。'
    case 'urged': return `单位没有按时答复，已转${owner}负责人督办${by}。让您久等了。`
    default: return `现在轮到${owner}${by}。`
  }
}

function saidPart({ by, at, text, isAnswer }: Said): Html {
  return html`<section><h2>${isAnswer ? `${by}答复` : '您问'}</h2><p class="said">${text}</p><p class="soft">${instantWords(at)}</p></section>
`
}

function followUpForm({ id, followUp = '', faults = [] }: QuestionFacts): Html {
  return html`<h2>没有说清楚？</h2>
<form method="post" action="/questions/${id}/follow-up">
${field('question', FOLLOW_UP, { value: followUp, faults })}
<div class="actions"><button class="button second">追问</button></div>
</form>
<p class="soft">答复后 ${FOLLOW_UP_CALENDAR_DAYS} 天内可以追问。</p>`
}
