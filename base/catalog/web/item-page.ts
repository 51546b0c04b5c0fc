import { html, type Html } from '#platform/html'
import { buttonLink, facts, notice, type PageParts } from '#base/pages'
import type { Item, Material } from '../item.ts'
import { itemSections, type Asked, type Section } from './item-sections.ts'
import { feeOf, isOpenYet, limitOf, visitsOf } from './item-words.ts'
import { jointSections, joinedItems, type JointGuide } from './joint-sections.ts'
import { isAsked, NEED_WORDS } from './material-words.ts'
import { relatedPage } from './related-pages.ts'

export interface ItemFacts {
  item: Item
  owner: string
  receiving: string
  /** What is not needed to begin lies folded, and nothing stands beside the text (长者版). */
  isFolded?: boolean
  asked?: Asked | undefined
  /** That it will not be offered for long. */
  ending?: Html | undefined
  /** Where it joins others: which, and how. */
  joint?: JointGuide | undefined
  /** The joint matters it is part of. */
  partOf?: readonly { code: string; name: string }[]
}

/** What one gets, how long, what it costs, how often to come, what to bring — before any word of law. */
export function itemPage({ item, owner, receiving, asked, isFolded = false, ending, joint, partOf = [] }: ItemFacts): PageParts {
  const [own, all] = [joint ? jointSections(joint) : [], itemSections({ item, owner, receiving, asked })]
  return {
    title: item.name, section: 'search', isSplit: !isFolded, item: item.code, back: { href: '/search', label: '找别的事项' },
    main: html`<h1>${item.name}</h1>
<p>${owner}${item.everydayNames.length > 0 && html`<br><span class="soft">也叫：${item.everydayNames.slice(0, 5).join('、')}</span>`}</p>
${ending}${item.standing === 'example' && notice('care', html`<p><strong>示例</strong>　这份指南是演示用的，时限、材料和条件以${owner}公布的为准。</p>`)}
${keyFacts(item)}
${partOf.length > 0 && together(partOf)}${relatedPage(item.code)}${joint && joinedItems(joint, isFolded)}
<h2 id="prepare">您需要准备</h2>
${materialNames(item)}
<div class="actions">${startLink(item)}${buttonLink(`/items/${item.code}/window`, '到窗口办', 'second')}</div>
${!joint && html`<p><a href="/items/${item.code}/places">可以在这些地方办</a></p>`}
${item.joint?.caseType === 'joint-permits' && html`<p><a href="/items/${item.code}/joint-plan">联办还是分别办，先比一比</a>：由企业自己决定</p>`}
<p class="soft">${!isOpenYet(item) ? '配好以前，请分别申请里面的事项。' : item.situations.length > 0 ? `先回答 ${item.situations.length} 个以内的小问题，只列出您真正要交的材料。不用登录。` : '先看材料清单，再决定要不要申请。不用登录。'}</p>
${isFolded ? folded([...own, ...all]) : joint ? partlyFolded(item, own, all) : spread(item, all)}`,
  }
}

function folded(sections: readonly Section[]): Html {
  return html`<h2 id="more">${MORE}</h2>
${sections.map(({ id, title, content }) => html`<details class="part" id="${id}"><summary>${title}</summary><div>${content}</div></details>
`)}`
}

const MORE = '想知道得更细'

/** A joint matter has the rules of many items: what tells it from applying for each alone stays open, the rest lies folded. */
function partlyFolded(item: Item, own: readonly Section[], others: readonly Section[]): Html {
  const isOpen = ({ id }: Section): boolean => id === 'order' || id === 'compared'
  return html`${besides([...own.filter(isOpen), { id: 'more', title: MORE }])}
${own.filter(isOpen).map(sectionPart)}
${folded([...own.filter((section) => !isOpen(section)), ...others])}
<div class="actions">${startLink(item)}</div>`
}

function spread(item: Item, sections: readonly Section[]): Html {
  return html`${besides(sections)}
${sections.map(sectionPart)}
<div class="actions">${startLink(item)}</div>`
}

function besides(sections: readonly Pick<Section, 'id' | 'title'>[]): Html {
  return html`<nav class="side" aria-label="本页内容"><h2>本页还有</h2>
<ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>`
}

function sectionPart({ id, title, content }: Section): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`
}

function together(partOf: NonNullable<ItemFacts['partOf']>): Html {
  return notice('plain', html`<p>这件事可以和别的事一起办，一次申请、一套材料：</p>
<ul>${partOf.map(({ code, name }) => html`<li><a href="/items/${code}">${name}</a></li>`)}</ul>`)
}

function startLink(item: Item): Html | false {
  return isOpenYet(item) && buttonLink(startOf(item), '开始办理')
}

/** Where the way through an item begins. */
function startOf({ code, situations }: Item): string {
  return situations.length > 0 ? `/items/${code}/questions` : `/items/${code}/checklist`
}

function keyFacts(item: Item): Html {
  const limits = [item.promisedWorkingDays, ...item.limitsByAnswer.map(({ promisedWorkingDays }) => promisedWorkingDays)]
  const [least, most] = [Math.min(...limits), Math.max(...limits)]
  const { name, validity } = item.outcome
  return facts([
    { label: '办成后您会拿到', value: html`${name}${validity !== undefined && html`<small>有效期：${validity}</small>`}` },
    { label: '要多久', value: html`${limitOf(item)}${least < most && html`<small>看情形，${least} 到 ${most} 个工作日</small>`}` },
    { label: '要多少钱', value: feeOf(item) },
    { label: '要跑几次', value: html`${visitsOf(item)}${item.visits > 0 && item.visitReason && html`<small>${item.visitReason}</small>`}` },
  ])
}

function materialNames({ materials }: Item): Html {
  if (materials.length === 0) return html`<p>不用准备材料。</p>`
  const asked = materials.filter(isAsked)
  const [sometimes, always] = [asked.filter(({ when }) => when !== undefined), asked.filter(({ when }) => when === undefined)]
  // What some answers ask for is not promised away in the next sentence.
  const looked = materials.filter((material) => !isAsked(material) && !asked.some(({ name }) => name === material.name))
  return html`${always.length > 0 && html`<ul>${always.map(materialName)}</ul>`}
${sometimes.length > 0 && perhaps(onceEach(sometimes))}
${looked.length > 0 && html`<p>不用您交，由系统核对：${onceEach(looked).map(({ name }) => name).join('、')}。</p>`}`
}

/** So many that nobody reads them lie folded: the questions pick those that are needed. */
function perhaps(some: readonly Material[]): Html {
  const list = html`<ul>${some.map(materialName)}</ul>`
  return some.length > OPEN_MAX
    ? html`<details><summary>看您的情形，可能还要其中几份（一共 ${some.length} 种）</summary>${list}</details>`
    : html`<p>看您的情形，可能还要其中几份：</p>${list}`
}

const OPEN_MAX = 8

/** Different answers may ask for papers of the same name; here the name is enough. */
function onceEach(materials: readonly Material[]): Material[] {
  return materials.filter(({ name }, index) => materials.findIndex((other) => other.name === name) === index)
}

function materialName({ name, need }: Material): Html {
  return html`<li>${name}${need !== 'required' && html` <span class="tag">${NEED_WORDS[need]}</span>`}</li>`
}
