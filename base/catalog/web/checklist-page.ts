import { html, type Html } from '#platform/html'
import { buttonLink, HOTLINE, limitWords, notice, pairs, printButton, type PageParts } from '#base/pages'
import type { Checklist } from '../checklist.ts'
import type { Answers, Item, Material } from '../item.ts'
import { lanesBy, servedBy, type NamedLane } from '../lane-names.ts'
import { addressWith, answerPairs } from './address.ts'
import { feeOf, isOnline, isOpenYet } from './item-words.ts'
import { isAsked, NEED_WORDS, paperWords } from './material-words.ts'

export interface ChecklistFacts { item: Item; owner: string; answers: Answers; checklist: Checklist; isSignedIn: boolean; lanes?: readonly NamedLane[] }

/** Exactly what this applicant needs; to read, to print, and to go on from. */
export function checklistPage(list: ChecklistFacts): PageParts {
  const { item, owner, answers, checklist } = list
  return {
    title: `材料清单：${item.name}`, section: 'search', item: item.code, back: backOf(list),
    main: html`<h1>您的材料清单</h1>
<p>${item.name}（${owner}）</p>
${item.standing === 'example' && notice('care', html`<p><strong>示例</strong>　以${owner}公布的为准。</p>`)}
${answersGiven(list)}
${lanesTaken(list)}
<h2>您要交的</h2>
${item.joint && html`<p>每份材料<strong>只交一次</strong>，要用到它的事项都用这一份。</p>`}
${materialRows(list, '您的情形不用交材料。')}
${lookedUp(checklist.materials)}
<h2>要多久、多少钱</h2>
${pairs([
    { label: item.joint ? '受理之后全部办好' : '受理之后', value: `${limitWords(checklist.promisedWorkingDays)}${checklist.promisedWorkingDays === 0 ? '' : item.joint ? '内' : '内作出决定'}` },
    { label: '法律规定', value: checklist.statutoryWorkingDays === 0 ? '当场办结' : `最长 ${limitWords(checklist.statutoryWorkingDays)}` },
    { label: '费用', value: feeOf(item) },
  ])}
${start(list)}
<p class="soft no-print">想到窗口办，把这一页打印下来，带上材料就可以。</p>
<div class="actions">${printButton()}</div>`,
  }
}

function backOf({ item, answers }: ChecklistFacts): { href: string; label: string } {
  const last = item.situations.findLast(({ id }) => Object.hasOwn(answers, id))
  if (last === undefined) return { href: `/items/${item.code}`, label: '返回办事指南' }
  return { href: addressWith(`/items/${item.code}/questions`, answers, { change: last.id }), label: '上一个问题' }
}

function answersGiven({ item, answers }: ChecklistFacts): Html | false {
  const given = item.situations.filter(({ id }) => Object.hasOwn(answers, id))
  return given.length > 0 && html`<h2>您的情形</h2>${pairs(given.map(({ id, question, options }) => ({
    label: question, value: options.find((option) => option.id === answers[id])?.label ?? '',
    action: { href: addressWith(`/items/${item.code}/questions`, answers, { change: id }), label: '修改' },
  })))}`
}

/** Which of the joined items she will be applying for, and which her answers leave out. */
function lanesTaken({ item, answers, lanes = [] }: ChecklistFacts): Html | false {
  const { taken, left } = lanesBy(lanes, answers)
  return lanes.length > 0 && html`<h2>一起办的 ${taken.length} 项</h2>
<ul>${taken.map(({ name, owner }) => html`<li>${name}<span class="soft">（${owner}）</span></li>`)}</ul>
${left.length > 0 && html`<p>按您的回答，这次不办：${left.map(({ name }) => name).join('、')}。${item.situations.length > 0 && '要办的话，把上面的回答改一改。'}</p>`}`
}

function materialRows(list: ChecklistFacts, empty: string): Html {
  const materials = list.checklist.materials.filter(isAsked)
  if (materials.length === 0) return html`<p>${empty}</p>`
  return html`<ul class="rows">${materials.map((material) => materialRow(material, list))}</ul>`
}

function materialRow(material: Material, { item, answers, lanes = [] }: ChecklistFacts): Html {
  const { id, name, need, guidance } = material
  const serves = servedBy(item, lanesBy(lanes, answers).taken, id)
  return html`<li><h3>${name} <span class="tag">${NEED_WORDS[need]}</span></h3>
${serves.length > 0 && html`<p>用于：${serves.join('、')}</p>`}${guidance !== undefined && html`<p>${guidance}</p>`}<p class="soft">网上办：拍照或者扫描上传。到窗口办：${paperWords(material)}。</p></li>
`
}

function lookedUp(materials: readonly Material[]): Html | false {
  const shared = materials.filter((material) => !isAsked(material))
  return shared.length > 0 && html`<h2>不用您交的</h2><p>下面这些由系统向有关部门核对：</p><ul>${shared.map(({ name }) => html`<li>${name}</li>`)}</ul>`
}

function start({ item, owner, answers, isSignedIn }: ChecklistFacts): Html {
  if (!isOpenYet(item)) return notice('care', html`<p><strong>这件事还在完善，现在不能在这里申请。</strong>可以先分别申请里面的事项，或者向${owner}咨询。</p>`)
  if (!isOnline(item)) return atWindow(item)
  if (!isSignedIn) {
    const next = addressWith(`/items/${item.code}/checklist`, answers)
    return html`<div class="actions">${buttonLink(`/sign-in?next=${encodeURIComponent(next)}`, '登录后开始申请')}</div>`
  }
  return html`<form class="actions" method="post" action="/apply"><input type="hidden" name="itemCode" value="${item.code}">
${answerPairs(answers).map((pair) => html`<input type="hidden" name="a" value="${pair}">`)}
<button class="button">开始申请</button><span class="soft">可以随时保存，改天接着填</span></form>`
}

function atWindow({ places, consultPhone }: Item): Html {
  return notice('plain', html`<p><strong>这件事要到窗口办。</strong>带上这些材料，到下面的地方：</p>
<ul>${places.map(({ name, address, hours }) => html`<li>${name}${address}${hours !== undefined && `，${hours}`}</li>`)}</ul>
<p>去之前可以先打电话问：${consultPhone ?? HOTLINE.number}。</p>`)
}
