import { html, type Html } from '#platform/html'
import { stateMark, type StateMark } from '#base/pages'
import type { NamedLane } from '#base/catalog'
import { dataChecks, type CheckResult } from '#base/joint'
import { filedPartOf, questionsPath, type DraftView } from './draft-view.ts'

/** The items that will be applied for, each with who decides it, and the way to leave one out or take one in. */
export function lanesPart(view: DraftView): Html | false {
  const { taken, left } = view.lanes
  return taken.length > 0 && html`<h2>一起申请的 ${taken.length} 项</h2>
<ol>${taken.map((lane) => html`<li>${lane.name}<span class="soft">（${lane.owner}决定）</span>${lane.optional && changeLink(view, lane, '不办这一项')}</li>`)}</ol>
${left.length > 0 && html`<p>按您的回答，这次不办：</p>
<ul>${left.map((lane) => html`<li>${lane.name}${changeLink(view, lane, '要办这一项')}</li>`)}</ul>`}`
}

/** An item is in or out by the answers alone, so the way leads to the question that decides it. */
function changeLink({ item, answers }: DraftView, { name, when = {} }: NamedLane, words: string): Html | false {
  const question = Object.keys(when).findLast((id) => Object.hasOwn(answers, id))
  return question !== undefined && html`　<a class="no-print" href="${questionsPath(item, answers, question)}">${words}<span class="hidden">${name}</span></a>`
}

/** What the system has looked at itself, before anything is filed. */
export function checksPart(view: DraftView): Html | false {
  const { form } = filedPartOf(view)
  const asked = (view.item.joint?.checks ?? []).filter(({ field }) => Object.hasOwn(view.checklist.form.properties, field))
  const results = dataChecks(asked, form, view.today)
  return results.length > 0 && html`<h2>系统自己核对的</h2>
<p>下面这些不用您证明：</p>
<ul class="plain">${results.map(({ title, result, note }) => html`<li>${stateMark(MARKS[result], title)}<br><span class="soft">${note}</span></li>`)}</ul>
${results.some(({ result }) => result === 'wrong') && html`<p>对不上的，请看看是不是填错了。没有填错也可以提交，窗口会再核对。</p>`}`
}

const MARKS: Readonly<Record<CheckResult['result'], StateMark>> = { right: 'good', wrong: 'turn', unconnected: 'going', unknown: 'pause' }
