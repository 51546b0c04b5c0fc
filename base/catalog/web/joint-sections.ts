import { html, type Content, type Html } from '#platform/html'
import { comparison, DECIDING_HELP, laneRows, limitWords, notice, type Comparison, type Span } from '#base/pages'
import type { DataCheck } from '../joint-matter.ts'
import type { Section } from './item-sections.ts'

/** One of the items a joint matter joins, as its guide tells of it. */
export interface GuideLane {
  id: string
  /** Where its own guide stands; absent where the item is not in force. */
  code: string | undefined
  name: string
  owner: string
  promisedWorkingDays: number
  /** Under which answers it belongs to the matter, in words. */
  when: string | undefined
  optional: boolean
  after: readonly { name: string; outcome: string | undefined; needs: 'start' | 'release'; basis: string | undefined }[]
  /** On the whole time; absent where the order cannot be worked out. */
  span: Span | undefined
  isDeciding: boolean
}

export interface JointGuide {
  isReady: boolean
  lead: string
  /** In the order in which they begin. */
  lanes: readonly GuideLane[]
  /** The longest way through all of it; null where it cannot be worked out. */
  workingDays: number | null
  compared: readonly Comparison[]
  checks: readonly DataCheck[]
  appointments: readonly { name: string; what: string }[]
  note: string | undefined
}

/** What a joint matter says beside what every guide says. */
export function jointSections(guide: JointGuide): Section[] {
  if (guide.lanes.length === 0) return []
  return [
    { id: 'order', title: '先办哪项，后办哪项', content: order(guide) },
    ...(guide.compared.length > 0 ? [{ id: 'compared', title: '分开办和一起办', content: compared(guide) }] : []),
    ...(guide.checks.length > 0 ? [{ id: 'checks', title: '系统自己核对的', content: checks(guide) }] : []),
    ...(guide.appointments.length > 0 ? [{ id: 'visits', title: '要约时间的', content: appointments(guide) }] : []),
    ...(guide.note === undefined ? [] : [{ id: 'sure', title: '这些事项是怎样定的', content: html`<p>${guide.note}</p>` }]),
  ]
}

/** Before anything else: which items, and who decides each; where there is little room, only which. */
export function joinedItems({ lanes, isReady, lead }: JointGuide, isShort = false): Html {
  return html`${!isReady && notice('care', html`<p><strong>待完善，现在还不能在这里申请。</strong>这件事的牵头部门是${lead}；要办里面的事项，请分别申请。</p>`)}
${lanes.length > 0 && html`<h2 id="joined">一次办好 ${lanes.length} 项</h2>
<p>一次申请、一套材料、一起受理，各部门各办各的，最后一起送到您手里。您的情形用不到的不办。</p>
<ul>${lanes.map((lane) => joinedItem(lane, isShort))}</ul>`}`
}

function joinedItem({ code, name, owner, when, optional }: GuideLane, isShort: boolean): Html {
  const heading = code === undefined ? name : html`<a href="/items/${code}">${name}</a>`
  return html`<li>${heading}${!isShort && html`<span class="soft">（${owner}决定）</span>`}${optional && html` <span class="tag">可以不办</span>`}${
    !isShort && when !== undefined && html`<br><small class="soft">${when}</small>`}</li>
`
}

function order({ lanes, workingDays }: JointGuide): Html {
  const isWhole = workingDays !== null && workingDays > 0
  return html`<p>没有写“等”的，受理以后同时办。${isWhole && html`按各项的承诺时限，全部办好最长 <strong>${limitWords(workingDays)}</strong>。`}</p>
${laneRows(lanes.map((lane) => ({ heading: lane.name, lines: [afterWords(lane), ...basisOf(lane)], span: isWhole ? lane.span : undefined, isDeciding: lane.isDeciding })))}
<p class="soft">${DECIDING_HELP}各项从自己开始的那天起算；补正、现场核查等特别程序的时间另算。</p>`
}

function afterWords({ owner, promisedWorkingDays, after }: GuideLane): Content {
  const own = `${owner}，${promisedWorkingDays === 0 ? '当场办结' : `${limitWords(promisedWorkingDays)}内`}`
  const [starts, releases] = [after.filter(({ needs }) => needs === 'start'), after.filter(({ needs }) => needs === 'release')]
  const waits = [
    starts.length > 0
      && `等${namesOf(starts)}办好，${starts.some(({ outcome }) => outcome !== undefined) ? `拿到${starts.flatMap(({ outcome }) => outcome ?? []).join('、')}，` : ''}再开始。`,
    releases.length > 0 && `同时审查；等${namesOf(releases)}批准以后，这一项才能批准。`,
  ].filter((words) => words !== false)
  return html`${own}。${waits.length > 0 ? waits.join('') : '受理以后就开始。'}`
}

const namesOf = (edges: GuideLane['after']): string => edges.map(({ name }) => `“${name}”`).join('和')

function basisOf({ after }: GuideLane): Html[] {
  const articles = [...new Set(after.flatMap(({ basis }) => basis ?? []))]
  return articles.length === 0 ? [] : [html`<small class="soft">先后的依据：${articles.join('；')}</small>`]
}

function compared({ compared: rows }: JointGuide): Html {
  return html`${comparison('同样的情形，分开办和一起办各要多少', rows)}
<p class="soft">由系统按这些事项的办事指南数出来，按全部都办、别的问题选第一个答案的数；您的数看回答问题以后的材料清单。工作日是各部门承诺的时限：分开办是一项办完再办下一项，一起办是能同时的同时办。</p>`
}

function checks({ checks: all }: JointGuide): Html {
  return html`<p>下面这些由系统核对，不用您证明：</p>
<ul>${all.map(({ title, kind, source }) => html`<li>${title}${kind === 'shared' && html`<br><span class="soft">要用${source ?? '有关部门的数据'}核对，没有接通以前由窗口人工核对</span>`}</li>`)}</ul>`
}

function appointments({ appointments: all }: JointGuide): Html {
  return html`<ul>${all.map(({ name, what }) => html`<li>${what}（${name}）</li>`)}</ul>
<p>部门到您那里看的、别的机构办的，会先和您约时间。要到窗口的，可以先<a href="/hall">看大厅和窗口</a>，约好再来，不用排队。</p>`
}
