import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import {
  buttonLink, dayWords, digits, dueDay, faultSummary, field, notice, stateMark, telephone, timeline, type Moment, type PageParts, type StateMark,
} from '#base/pages'
import type { caseView } from '#kernel'
import type { Filing } from '../../filing.ts'
import { approvalPath, draftPath, noticePath } from '../../names.ts'
import type { UnitStanding } from '../../units.ts'
import { filingPart } from './draft-pages.ts'
import { unitMark } from './notice-pages.ts'

type Shown = ReturnType<typeof caseView>
export interface BundleFacts {
  shown: Shown
  filing: Filing | undefined
  draftId: string | undefined
  events: readonly Moment[]
  documents: readonly { id: string; title: string; number: string }[]
  objections: { total: number; open: number }
  units: readonly UnitStanding[]
}

const MARKS: Readonly<Record<string, StateMark>> = {
  correcting: 'turn', hearing: 'pause', approved: 'good', denied: 'bad', notAccepted: 'bad', withdrawn: 'over', terminated: 'over',
}

/** A bundle as the one who filed it sees it. */
export function bundlePage({ shown, filing, draftId, events, documents, objections, units }: BundleFacts): PageParts {
  const { id, title, number, state, stateLabel, clock, steps } = shown
  const may = (step: string): boolean => steps.some((open) => open.step === step)
  const isPublic = ['publicity', 'publicised', 'hearing', 'reviewed', 'approved', 'denied'].includes(state)
  return {
    title: `${stateLabel}：${title}`, section: 'me', isSplit: true, back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>${title}</h1>
<p>${stateMark(MARKS[state] ?? 'going', stateLabel)}<br><span class="soft">办件编号 ${digits(number)}</span></p>
${notice(state === 'correcting' ? 'care' : state === 'approved' ? 'good' : 'plain', html`<p><strong>${turnSentence(shown)}</strong></p>`)}
<div class="actions">${may('supplement') && draftId && buttonLink(draftPath(draftId), '去补正')}
${state === 'approved' && buttonLink(approvalPath(id), '看批复和各单位现状')}${may('rate') && buttonLink(`/cases/${id}/rating`, '评价这次办事', 'second')}</div>
${isPublic && html`<p><a href="${noticePath(id)}">看公示</a>：收到意见 ${objections.total} 条${objections.open > 0 && `，${objections.open} 条等待答复`}。</p>`}
<h2>哪一天到期</h2>
${dueDay(clock)}
<div class="side">${documents.length > 0 && html`<h2>文书</h2><ul>${documents.map(documentRow)}</ul>`}
<h2>有问题找谁</h2>
<p>咨询${shown.owner.name}，或者拨打 ${telephone()}。请报办件编号。</p></div>
${units.length > 0 && html`<h2>各单位现状</h2><ul>${units.map((unit) => html`<li>${unit.name}　${unitMark(unit)}</li>`)}</ul>`}
<h2>办理经过</h2>
${timeline(events)}
${filing && html`<details><summary>申报的内容</summary>${filingPart(filing)}</details>`}
<p><a href="/cases/${id}/proof">核验这些记录有没有被改动</a></p>
${may('withdraw') && html`<p><a href="/cases/${id}/withdraw">不办了，撤回申请</a></p>`}`,
  }
}

function documentRow({ id, title, number }: BundleFacts['documents'][number]): Html {
  return html`<li><a href="/documents/${id}">${title}</a><br>
<span class="soft small">${number}　<a href="/api/documents/${id}.pdf">PDF<span class="hidden">${title}</span></a></span></li>`
}

function turnSentence({ turn, stateLabel, closed }: Shown): string {
  if (closed || turn === null) return `办件已结束：${stateLabel}。`
  const by = turn.dueOn === null ? '' : `，最迟${dayWords(turn.dueOn)}`
  return turn.relation === 'applicant' ? `现在轮到您补正${by}。` : `现在由${turn.label}办理这一步${by}。`
}

export interface UnitFacts {
  shown: Shown
  unit: { name: string; project: string; conditions: string; approval: string }
  bundleId: string
  events: readonly Moment[]
  change?: string
  faults?: readonly FieldError[]
}

/** One unit after the approval, as its own people see it. */
export function unitPage({ shown, unit, bundleId, events, change = '', faults = [] }: UnitFacts): PageParts {
  const { id, number, state, stateLabel, steps } = shown
  return {
    title: `${stateLabel}：${unit.project}`, section: 'me', hasFaults: faults.length > 0, back: { href: '/me', label: '返回我的办件' },
    main: html`${faultSummary(faults)}
<h1>${unit.project}</h1>
<p>${unitMark({ state, stateLabel })}<br><span class="soft">${unit.name}　批复 ${unit.approval}　编号 ${digits(number)}</span></p>
<h2>您的单位应当遵守的要求</h2>
<p class="said">${unit.conditions}</p>
<p>五年内没有开工的，要重新审核；地点、规模、工艺、防治措施有重大变动的，要重新报批（环境影响评价法第二十四条）。</p>
<p><a href="${approvalPath(bundleId)}">看批复全文和别的单位现状</a></p>
${steps.some(({ step }) => step === 'reportChange' || step === 'reportSeparateChange') && html`<h2>项目有变动？</h2>
<form method="post" action="/eia-units/${id}/change">
${field('note', { type: 'string', title: '变动了什么', description: '由生态环境部门认定是登记，还是重大变动', 'x-kind': 'long-text' }, { value: change, faults })}
<div class="actions"><button class="button second">报告变动</button></div></form>`}
<h2>经过</h2>
${timeline(events)}`,
  }
}
