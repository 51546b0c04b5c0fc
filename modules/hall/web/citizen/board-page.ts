import { html, type Html } from '#platform/html'
import { instantWords } from '#base/pages'
import type { Board } from '../../queue/board.ts'
import { estimateWords } from '../../queue/pace.ts'

/** What everybody in the hall looks at: the newest call first, then who comes next. Numbers and windows, nothing else. */
export function boardMain({ hall, called, groups, passed }: Board, now: Date): Html {
  return html`<div class="head"><h1>${hall.name}</h1><p class="soft">${instantWords(now)}</p></div>
<h2>正在叫</h2>
${called.length === 0 ? html`<p>现在没有在叫的号。</p>` : html`<ul class="calls" aria-live="polite">${called.map(callRow)}</ul>`}
<h2>在等的</h2>
<ul class="groups">${groups.map(({ name, waiting, next, estimate }) => html`<li><h3>${name}：${waiting} 人</h3>
${next.length > 0 && html`<p>接下来：${next.join('　')}</p>`}
${waiting > 0 && html`<p class="soft">${estimate === null ? estimateWords(null) : `现在取号的要等：${estimateWords(estimate)}`}</p>`}</li>`)}</ul>
${passed.length > 0 && html`<p class="soft">过号的请到窗口说一声：${passed.join('　')}</p>`}`
}

function callRow({ number, window, calls }: Board['called'][number], index: number): Html {
  return html`<li${index === 0 && html` class="newest"`}><strong>${number}</strong>
<span>请到 <b>${window}</b> 窗口${calls > 1 && html`<small>第 ${calls} 次叫</small>`}</span></li>`
}
