import { html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import {
  DECIDING_HELP,
  digits,
  dueDay,
  faultSummary,
  field,
  laneRows,
  notice,
  pairs,
  stateMark,
  timeline,
  type LaneRow,
  type Moment,
  type PageParts,
  type StateMark,
} from '#base/pages'
import type { PublicTimeline } from '../../timeline.ts'

export interface QueryFacts { number?: string; faults?: readonly FieldError[] }

const NUMBER = { type: 'string', title: '办件编号', description: '19 位数字，在回执上；中间有空格也可以' } as const
const PASSWORD = { type: 'string', title: '查询密码', description: '8 位数字和字母，在回执上；大写小写都可以' } as const

export function queryPage({ number = '', faults = [] }: QueryFacts): PageParts {
  return {
    title: '查办件进度', section: 'progress', hasFaults: faults.length > 0,
    main: html`${faultSummary(faults)}
<h1>查办件进度</h1>
<p>不用登录，凭回执上的办件编号和查询密码，就能看到办到哪一步、轮到谁、哪天到期。</p>
<form method="post" action="/progress">
${field('number', NUMBER, { value: number, faults, autocomplete: 'off' })}
${field('password', PASSWORD, { faults, autocomplete: 'off' })}
<div class="actions"><button class="button">查进度</button>
<button class="button second" formaction="/progress/proof">核验记录有没有被改动</button></div>
</form>
<p>是您自己办的？登录后在<a href="/me">我的办件</a>里看得更全，不需要查询密码。编号或密码丢了，请带身份证到政务服务大厅查询。</p>`,
  }
}

/** What anybody with number and password may see: every step and no personal data beyond a masked name. */
export function progressPage(shown: PublicTimeline, together?: { rows: readonly LaneRow[]; moments: readonly Moment[] }): PageParts {
  const { number, title, applicant, state, stateLabel, owner, turn, clock, timeline: moments } = shown
  const last = moments.at(-1)
  return {
    title: `${stateLabel}：${title}`, section: 'progress', back: { href: '/progress', label: '查别的办件' },
    main: html`<h1>${title}</h1>
<p>${stateMark(markOf(state), stateLabel)}</p>
${notice('plain', html`<p><strong>${turn.replace(/。$/, '')}。</strong></p>`)}
${pairs([{ label: '办件编号', value: digits(number) }, { label: '申请人', value: applicant }, { label: together ? '由谁牵头' : '由谁决定', value: owner }])}
${together && html`<h2>各项办到哪一步</h2>
${laneRows(together.rows)}
${together.rows.some(({ isDeciding }) => isDeciding) && html`<p class="soft">${DECIDING_HELP}</p>`}`}
<h2>${together ? '哪一天全部办好' : '哪一天到期'}</h2>
${dueDay(clock)}
<h2>办理经过</h2>
${timeline(together?.moments ?? moments)}
<h2>可核验</h2>
<p>每一步都有一个摘要，由这一步的内容和上一步的摘要算出；事后改动任何一步，后面的摘要就对不上。要核验，请<a href="/progress">返回</a>，填好编号和密码后按“核验记录有没有被改动”。</p>
${last !== undefined && html`<p>最新一步的摘要：<span class="hash">${last.hash}</span></p>`}
<details><summary>每一步的摘要（SM3）</summary>
<ol>${moments.map(({ label, hash }) => html`<li>${label}<br><span class="hash">${hash}</span></li>`)}</ol></details>`,
  }
}

const MARKS: Readonly<Record<string, StateMark>> = {
  correcting: 'turn', awaitingPromise: 'turn', special: 'pause', delivered: 'good', archived: 'over', notAccepted: 'bad', denied: 'bad', withdrawn: 'over',
  terminated: 'over', complete: 'over',
}

function markOf(state: string): StateMark {
  return MARKS[state] ?? 'going'
}
