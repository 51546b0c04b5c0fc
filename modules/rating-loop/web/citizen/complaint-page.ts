import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { dayWords, digits, faultSummary, field, notice, pairs, stateMark, timeline, type PageParts } from '#base/pages'
import { REOPEN_CALENDAR_DAYS } from '../../workflow.ts'

export interface ComplaintFacts {
  id: string
  title: string
  number: string
  stateLabel: string
  closed: boolean
  dueOn: string | null
  /** Which office must act now. */
  turn: string | null
  words: { levelLabel: string; tags: readonly string[]; text: string | null }
  events: readonly { at: string; label: string; by: string; data: Record<string, unknown> }[]
  ratedCaseId: string | null
  canConfirm: boolean
  /** The step that says 没有解决, if it is open. */
  unsolvedStep: string | null
  reason?: string
  faults?: readonly FieldError[]
}

const REASON = { type: 'string', title: '还有什么没有解决', description: '监督部门和单位看得到您写的话，单位看不到您是谁', 'x-kind': 'long-text' } as const

/** What became of a bad rating, step by step, and the rater's last word. */
export function complaintPage(facts: ComplaintFacts): PageParts {
  const { title, number, stateLabel, closed, words, events, faults = [], ratedCaseId } = facts
  return {
    title: `差评办理：${title}`, section: 'me', hasFaults: faults.length > 0,
    back: ratedCaseId === null ? { href: '/me', label: '返回我的办件' } : { href: `/cases/${ratedCaseId}`, label: '返回办件' },
    main: html`${faultSummary(faults)}
<h1>您的评价办得怎样了</h1>
<p>${title}</p>
<p>${stateMark(closed ? 'over' : 'going', stateLabel)}</p>
${notice(facts.canConfirm ? 'care' : 'plain', html`<p><strong>${turnSentence(facts)}</strong></p>`)}
${pairs([
    { label: '办理编号', value: digits(number) }, { label: '您的评价', value: words.levelLabel },
    ...(words.tags.length > 0 ? [{ label: '您选的', value: words.tags.join('、') }] : []),
    ...(words.text === null ? [] : [{ label: '您写的', value: words.text }]),
  ])}
<p class="soft">被评价的单位看得到评价的内容，看不到您是谁；核实和回访由监督部门做。</p>
${answerForms(facts)}
<h2>办理经过</h2>
${timeline(events.map(({ at, label, by, data }) => ({ at, label, by: by === '申请人' ? '您' : by, note: saidIn(data) })))}`,
  }
}

function turnSentence({ closed, canConfirm, turn, dueOn }: ComplaintFacts): string {
  if (closed) return `已经办结。没有解决的，办结后 ${REOPEN_CALENDAR_DAYS} 天内可以在这里提出来。`
  if (canConfirm) return '单位已经答复。请告诉我们解决了没有。'
  return `现在由${turn ?? '系统'}办理，应在${dueOn === null ? '近日' : dayWords(dueOn)}前完成这一步。`
}

function answerForms({ id, canConfirm, unsolvedStep, reason = '', faults = [] }: ComplaintFacts): Html | false {
  if (!canConfirm && unsolvedStep === null) return false
  return html`<h2>解决了吗</h2>
${canConfirm && html`<form method="post" action="/ratings/${id}/solved"><div class="actions"><button class="button">已经解决</button></div></form>`}
${unsolvedStep !== null && html`<form method="post" action="/ratings/${id}/unsolved">
${field('reason', REASON, { value: reason, faults })}
<div class="actions"><button class="button second">没有解决${unsolvedStep === 'escalate' && '，请升级督办'}</button></div></form>`}`
}

function saidIn(data: Record<string, unknown>): string | null {
  const said = data['reply'] ?? data['reason']
  return typeof said === 'string' ? said : null
}
