import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { buttonLink, dayWords, faultSummary, field, notice, pairs, stateMark, telephone, type PageParts, type StateMark } from '#base/pages'
import { approvalPath, noticePath, OVERVIEW_PATH } from '../../names.ts'
import { OBJECTION_MAX, type ObjectionRow } from '../../objections.ts'
import type { Publicised } from '../../publicity.ts'
import type { UnitStanding } from '../../units.ts'

export interface NoticeFacts {
  publicised: Publicised
  organ: string
  key: string
  /** Under which number what was just said is kept. */
  saidAs?: string | undefined
  text?: string
  faults?: readonly FieldError[]
}

/** The notice itself with its seven fields, where to object, and every answer. No name of whoever said something. */
export function noticePage({ publicised, organ, key, saidAs, text = '', faults = [] }: NoticeFacts): PageParts {
  const { found, filing, from, until, objections } = publicised
  const { notice: words, units } = filing
  const isOpen = found.state === 'publicity'
  return {
    title: `公示：${filing.title}`, section: 'search', hasFaults: faults.length > 0, back: { href: OVERVIEW_PATH, label: '返回环评打捆' },
    main: html`${faultSummary(faults)}
<h1>拟审批公示：${filing.title}</h1>
${saidAs !== undefined && notice('good', html`<p><strong>收到您的意见了。</strong>答复会写在这一页，您的意见编号是 ${saidAs.slice(0, 8)}。</p>`)}
<p>${isOpen ? stateMark('going', '正在公示') : stateMark('over', '公示已结束')}<br>${dayWords(from)}起，到${dayWords(until)}为止（5 个工作日）。
${found.state === 'approved' && html`<a href="${approvalPath(found.id)}">已经批复，看批复</a>`}</p>
${pairs([
    { label: '项目名称', value: html`${filing.title}（打捆 ${units.length} 个项目）：${units.map(({ project }) => project).join('、')}` }, { label: '建设地点', value: words.place },
    { label: '建设单位', value: units.map(({ name }) => name).join('、') }, { label: '项目概况', value: words.overview }, { label: '环评机构', value: words.agency },
    { label: '主要环境影响及预防或减轻措施', value: words.impacts }, { label: '公众参与情况', value: words.participation },
  ])}
<h2>向哪里提意见</h2>
<p>审批部门：${organ}。可以在下面写，也可以到${organ}反映，或者拨打 ${telephone()}。申请人、利害关系人从公示之日起五个工作日内可以申请听证（行政许可法第四十七条）。</p>
${isOpen && objectionForm({ caseId: found.id, key, text, faults })}
<h2>意见和答复</h2>
${answersPart(objections)}`,
  }
}

function objectionForm({ caseId, key, text, faults }: { caseId: string; key: string; text: string; faults: readonly FieldError[] }): Html {
  return html`<form method="post" action="${noticePath(caseId)}">
<input type="hidden" name="key" value="${key}">
${field('text', { type: 'string', title: '您的意见', description: `最多 ${OBJECTION_MAX} 个字。批准以前每一条都要答复，答复写在这一页。不用写姓名电话；登录后提的，答复时通知您。`, 'x-kind': 'long-text' }, { value: text, faults })}
<div class="actions"><button class="button">提交意见</button></div></form>`
}

function answersPart(objections: readonly ObjectionRow[]): Html {
  const waiting = objections.filter(({ answer }) => answer === null).length
  if (objections.length === 0) return html`<p>还没有收到意见。</p>`
  return html`<p>收到 ${objections.length} 条，${waiting === 0 ? '都已答复' : `${waiting} 条等待答复`}。全部答复以后才能批准。</p>
${objections.filter(({ answer }) => answer !== null).map(({ gist, answer }) => html`<section><h3>意见：${gist}</h3><p class="said">答复：${answer}</p></section>
`)}`
}

const MARKS: Readonly<Record<string, StateMark>> = { liable: 'good', separate: 'good', changing: 'turn', changingSeparate: 'turn', anew: 'bad', revoked: 'bad' }

export const unitMark = ({ state, stateLabel }: Pick<UnitStanding, 'state' | 'stateLabel'>): Html => stateMark(MARKS[state] ?? 'going', stateLabel)

export interface ApprovalFacts { publicised: Publicised; organ: string; units: readonly UnitStanding[]; number: string | undefined }

/** One approval for several units: what each has to keep to, and how each stands today. */
export function approvalPage({ publicised: { found, filing, approvedOn }, organ, units, number }: ApprovalFacts): PageParts {
  return {
    title: `批复：${filing.title}`, section: 'search', back: { href: OVERVIEW_PATH, label: '返回环评打捆' },
    main: html`<h1>批复：${filing.title}</h1>
${pairs([
    { label: '文号', value: number ?? '' }, { label: '审批部门', value: organ },
    { label: '批准日期', value: approvedOn === null ? '' : dayWords(approvedOn) }, { label: '建设地点', value: filing.notice.place },
  ])}
<p>一份批复，${units.length} 个单位，各自遵守各自的要求，各自承担责任。一个单位的变更、分出或者撤销，不影响别的单位。五年内没有开工的，要重新审核；有重大变动的，要重新报批（环境影响评价法第二十四条）。</p>
${units.map((unit) => html`<section><h2>${unit.name}</h2><p>${unitMark(unit)}</p>
${pairs([{ label: '项目', value: unit.project }, { label: '地点', value: unit.place }, { label: '统一社会信用代码', value: unit.uscc }])}
<p class="said">${unit.conditions}</p></section>
`)}
<div class="actions">${buttonLink(noticePath(found.id), '看公示和意见的答复', 'second')}</div>`,
  }
}
