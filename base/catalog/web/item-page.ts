import { html, type Html } from '#platform/html'
import { buttonLink, facts, notice, type PageParts } from '#base/pages'
import type { Item, Material } from '../item.ts'
import { itemSections, type Asked, type Section } from './item-sections.ts'
import { feeOf, limitOf, visitsOf } from './item-words.ts'
import { isAsked, NEED_WORDS } from './material-words.ts'

export interface ItemFacts {
  item: Item
  owner: string
  receiving: string
  /** What is not needed to begin lies folded, and nothing stands beside the text (长者版). */
  isFolded?: boolean
  asked?: Asked | undefined
  /** That it will not be offered for long. */
  ending?: Html | undefined
}

/** What one gets, how long, what it costs, how often to come, what to bring — before any word of law. */
export function itemPage({ item, owner, receiving, asked, isFolded = false, ending }: ItemFacts): PageParts {
  const sections = itemSections({ item, owner, receiving, asked })
  return {
    title: item.name, section: 'search', isSplit: !isFolded, item: item.code, back: { href: '/search', label: '找别的事项' },
    main: html`<h1>${item.name}</h1>
<p>${owner}${item.everydayNames.length > 0 && html`<br><span class="soft">也叫：${item.everydayNames.slice(0, 5).join('、')}</span>`}</p>
${ending}${item.standing === 'example' && notice('care', html`<p><strong>示例</strong>　这份指南是演示用的，时限、材料和条件以${owner}公布的为准。</p>`)}
${keyFacts(item)}
<h2 id="prepare">您需要准备</h2>
${materialNames(item)}
<div class="actions">${buttonLink(startOf(item), '开始办理')}${buttonLink(`/items/${item.code}/window`, '到窗口办', 'second')}</div>
<p class="soft">${item.situations.length > 0 ? `先回答 ${item.situations.length} 个以内的小问题，只列出您真正要交的材料。不用登录。` : '先看材料清单，再决定要不要申请。不用登录。'}</p>
${isFolded ? folded(sections) : spread(item, sections)}`,
  }
}

function folded(sections: readonly Section[]): Html {
  return html`<h2>想知道得更细</h2>
${sections.map(({ title, content }) => html`<details class="part"><summary>${title}</summary><div>${content}</div></details>
`)}`
}

function spread(item: Item, sections: readonly Section[]): Html {
  return html`<nav class="side" aria-label="本页内容"><h2>本页还有</h2>
<ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${sections.map(({ id, title, content }) => html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`)}
<div class="actions">${buttonLink(startOf(item), '开始办理')}</div>`
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
  const looked = materials.filter((material) => !isAsked(material))
  return html`${always.length > 0 && html`<ul>${always.map(materialName)}</ul>`}
${sometimes.length > 0 && html`<p>看您的情形，可能还要其中几份：</p><ul>${sometimes.map(materialName)}</ul>`}
${looked.length > 0 && html`<p>不用您交，由系统核对：${looked.map(({ name }) => name).join('、')}。</p>`}`
}

function materialName({ name, need }: Material): Html {
  return html`<li>${name}${need !== 'required' && html` <span class="tag">${NEED_WORDS[need]}</span>`}</li>`
}
