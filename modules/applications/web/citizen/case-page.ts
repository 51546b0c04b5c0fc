import { html, type Html } from '#platform/html'
import {
  buttonLink,
  dayWords,
  DECIDING_HELP,
  digits,
  dueDay,
  HOTLINE,
  laneRows,
  notice,
  pairs,
  plainDayWords,
  stateMark,
  telephone,
  timeline,
  unbroken,
  valueWords,
  type LaneRow,
  type Moment,
  type PageParts,
} from '#base/pages'
import type { Item } from '#base/catalog'
import { CONSEQUENCE } from '../../promise-words.ts'
import type { MaterialState } from '../../application.ts'
import { markOf, mayTake, turnSentence, type CaseView } from './case-words.ts'

export interface CaseFacts {
  shown: CaseView
  item: Item
  events: readonly (Omit<Moment, 'more'> & { document: { kind: string; number: string } | null })[]
  documents: readonly { id: string; title: string; number: string; issuedOn: string }[]
  materials: readonly MaterialState[]
  /** What became of a bad rating of hers. */
  answer?: { href: string; stateLabel: string }
  /** Where several items were applied for in one go: each on its way. */
  joint?: JointPart
  /** 长者版 */
  isSimple?: boolean
  /** The whole this item was applied for with, and what follows where it did not come about. */
  partOf?: { href: string; title: string; whatNext: string | undefined }
}

export interface JointPart { rows: readonly LaneRow[]; summary: string; hasFailed: boolean; explanation: readonly string[]; leftOut: readonly string[] }

/** A case as its applicant sees it: whose turn, by when and why, what was issued, and everything that happened. */
export function casePage(facts: CaseFacts): PageParts {
  const { shown, item, documents } = facts
  const { id, title, number, stateLabel, clock } = shown
  const { joint, partOf } = facts
  return {
    title: `${stateLabel}：${title}`, section: 'me', isSplit: true, back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>${title}</h1>
<p>${stateMark(markOf(shown), stateLabel)}<br><span class="soft">办件编号 ${digits(number)}</span></p>
${notice(toneOf(facts), html`<p><strong>${nowSentence(facts)}</strong></p>`)}
${partOf && notice('plain', html`<p>这是<a href="${partOf.href}">${partOf.title}</a>里的一项。${partOf.whatNext}</p>`)}
${actions(facts)}
${stillPromised(facts)}
${facts.answer && notice('plain', html`<p>您的差评：${facts.answer.stateLabel}。<a href="${facts.answer.href}">看核实、整改和答复</a></p>`)}
${joint && html`<h2>各项办到哪一步</h2>
${lanesPart(joint, facts.isSimple === true)}
${joint.leftOut.length > 0 && html`<p class="soft">按您的回答，这次没有办：${joint.leftOut.join('、')}。要办的，可以单独申请。</p>`}${permitLinks(facts)}`}
<h2>${joint ? '哪一天全部办好' : '哪一天到期'}</h2>
${dueDay(clock)}
${joint && joint.explanation.map((sentence) => html`<p class="soft">${sentence}</p>`)}
<div class="side">${documents.length > 0 && html`<h2>文书</h2><ul>${documents.map(documentRow)}</ul>`}
<h2>有问题找谁</h2>
<p>咨询${joint && '牵头的'}${shown.owner.name}：${unbroken(item.consultPhone ?? HOTLINE.number)}。<br>
对办理不满意：${unbroken(item.complaintPhone ?? HOTLINE.number)}，或者拨打 ${telephone()}。请报办件编号。</p></div>
<h2>办理经过</h2>
${timeline(facts.events.map(({ document, ...moment }) => ({ ...moment, more: documentLink(document, documents) })))}
${submitted(facts)}
<p><a href="/cases/${id}/proof">核验这些记录有没有被改动</a></p>
${mayTake(shown, 'withdraw') && html`<p><a href="/cases/${id}/withdraw">不想办了，撤回申请</a></p>`}`,
  }
}

/** In large letters the sentence above says enough, unless something did not come about. */
function lanesPart({ rows, hasFailed }: JointPart, isSimple: boolean): Html {
  const list = html`${laneRows(rows)}
${rows.some(({ isDeciding }) => isDeciding) && html`<p class="soft">${DECIDING_HELP}</p>`}`
  return isSimple && !hasFailed ? html`<details><summary>一项一项地看（${rows.length} 项）</summary>${list}</details>` : list
}

/** Permits of a building project: the enterprise decides how they are handled, and sees all of them together. */
function permitLinks({ shown: { id, form }, item }: CaseFacts): Html | false {
  const code = form['projectCode']
  return item.joint?.caseType === 'joint-permits'
    && html`<p class="dots"><a href="/cases/${id}/joint-choice">改变联办方式：退出、取出一个证、回到联办</a>${typeof code === 'string' &&
    html`<a href="/projects/${code}">这个项目全部的证</a>`}</p>`
}

/** Whose turn it is; once several departments are at it at the same time, how far they are. */
function nowSentence({ shown, joint }: CaseFacts): string {
  if (joint === undefined) return turnSentence(shown)
  if (!shown.closed) return `${turnSentence(shown)}${joint.summary}`
  return shown.state === 'complete' ? `${joint.summary}打开下面每一项，看证照和文书${joint.hasFailed ? '；没有办成的，理由和接下来怎么办也写在那里' : ''}。` : joint.summary
}

function documentRow({ id, title, number, issuedOn }: CaseFacts['documents'][number]): Html {
  const pdf = html`<a href="/api/documents/${id}.pdf">PDF<span class="hidden">${title}</span></a>`
  return html`<li><a href="/documents/${id}">${title}</a><br>
<span class="soft small">${number}　${unbroken(plainDayWords(issuedOn))}　${pdf}</span></li>
`
}

function toneOf({ shown: { state }, joint }: CaseFacts): 'plain' | 'good' | 'care' | 'bad' {
  if (state === 'correcting' || state === 'awaitingPromise') return 'care'
  if (state === 'delivered' || (state === 'complete' && joint?.hasFailed === false)) return 'good'
  return state === 'denied' || state === 'notAccepted' ? 'bad' : 'plain'
}

/** What she needs now comes first: after a no that is its reasons, after a withdrawal the way to begin again. */
function actions({ shown, item, documents, joint }: CaseFacts): Html | false {
  const reasons = WITH_REASONS.has(shown.state) && documents.at(-1)
  const again = shown.state === 'withdrawn' && buttonLink(`/items/${item.code}`, '重新申请')
  const links = [
    reasons && buttonLink(`/documents/${reasons.id}`, `看《${reasons.title}》`), again,
    mayTake(shown, 'supplement') && buttonLink(`/cases/${shown.id}/supplement`, '去补正材料'),
    mayTake(shown, 'handInPromised') && buttonLink(`/cases/${shown.id}/promised`, '补交约定的材料'),
    mayTake(shown, 'rate') && buttonLink(`/cases/${shown.id}/rating`, '评价这次办事', reasons || again || joint?.hasFailed ? 'second' : 'first'),
  ].filter((link) => link !== false && link !== undefined)
  return links.length > 0 && html`<div class="actions">${links}</div>`
}

/** States whose last document says why. */
const WITH_REASONS: ReadonlySet<string> = new Set(['notAccepted', 'denied', 'terminated'])

/** What she promised to bring later and has not brought: which, by when, and what follows if it does not come. */
function stillPromised({ shown, materials }: CaseFacts): Html | false {
  const open = materials.flatMap(({ name, given }) => given.flatMap(({ promisedBy, brokenOn, replaced }) => {
    return promisedBy === null || replaced ? [] : [{ name, promisedBy, isBroken: brokenOn !== null }]
  }))
  return open.length > 0 && mayTake(shown, 'handInPromised') && html`<h2>您约定补交的材料（容缺）</h2>
<ul>${open.map(({ name, promisedBy, isBroken }) => html`<li><strong>${name}</strong>：${isBroken
    ? html`${stateMark('turn', `已经过了${dayWords(promisedBy)}`)}，请尽快补交` : `${dayWords(promisedBy)}前补交`}</li>`)}</ul>
<p>${CONSEQUENCE}</p>`
}

function documentLink(issued: { number: string } | null, documents: CaseFacts['documents']): Html | undefined {
  const document = documents.find(({ number }) => number === issued?.number)
  return document && html`<p><a href="/documents/${document.id}">${document.title}</a></p>`
}

/** What she handed in herself, folded away. */
function submitted({ shown, item, materials }: CaseFacts): Html {
  // In the order of the form's pages: the database keeps no order among the fields.
  const filled = item.form['x-pages'].flatMap(({ fields }) => fields).flatMap((name) => {
    const shape = item.form.properties[name]
    return shape && Object.hasOwn(shown.form, name) ? [{ label: shape.title, value: valueWords(shape, shown.form[name]) }] : []
  })
  const given = materials.map((material) => ({ label: material.name, value: givenWords(shown.id, material) }))
  return html`<h2>我提交的内容</h2>
${filled.length > 0 && html`<details><summary>申请表</summary>${pairs(filled)}</details>`}
<details><summary>材料</summary>${given.length === 0 ? html`<p>这件事不用交材料。</p>` : pairs(given)}</details>`
}

function givenWords(caseId: string, { given, source, produced }: MaterialState): Html | string {
  const current = given.filter(({ replaced }) => !replaced)
  if (current.length === 0 && produced !== null) return '由前一项办出，不用交'
  if (current.length === 0) return source === 'shared' ? '系统核对，不用交' : '（没有交）'
  return html`${current.map(({ file, promisedBy, onPaper, brokenOn }) => {
    if (onPaper) return html`<p>已在窗口交纸质材料</p>`
    if (file === null) return html`<p>承诺在${dayWords(promisedBy ?? '')}前补交${brokenOn !== null && '，没有按期收到'}</p>`
    return html`<p><a href="/api/cases/${caseId}/files/${file.fileId}">${file.name}</a></p>`
  })}`
}
