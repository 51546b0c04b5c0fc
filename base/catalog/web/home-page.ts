import { html, type Html } from '#platform/html'
import { HOTLINE, limitWords, telephone, type PageParts } from '#base/pages'
import type { ItemSummary, JointSummary } from '../guide.ts'

export interface HomeFacts {
  popular: readonly ItemSummary[]
  /** What can be had in one go (一件事). */
  joint: readonly JointSummary[]
  /** Organisations with items in force, and how many. */
  departments: readonly { id: string; name: string; count: number }[]
}

/** One question, and the shortest ways to what people come for. */
export function homePage({ popular, joint, departments }: HomeFacts): PageParts {
  return {
    title: '您要办什么事', hasSearch: false, hero: searchHero('用平时的话说就行，例如：开小吃店、给孩子上户口、社保卡丢了'),
    main: html`<h2 id="popular">常办的事</h2>
<ul class="tiles" aria-labelledby="popular">${popular.map(popularTile)}</ul>
${joint.length > 0 && html`<h2 id="joint">一件事一次办</h2>
<p>几个部门的事，一次申请、一套材料。<a href="/life-events">看全部一件事</a></p>
<ul class="tiles" aria-labelledby="joint">${joint.map(jointTile)}</ul>`}
<h2 id="mine">已经在办的事</h2>
<ul class="tiles" aria-labelledby="mine">
<li><a href="/progress">查进度</a><small>凭办件编号和查询密码，不用登录</small></li>
<li><a href="/me">我的办件</a><small>补材料、看文书、评价，接着填没填完的表</small></li>
<li>${telephone(`反映问题：拨打 ${HOTLINE.number}`)}<small>咨询、投诉、建议，或者事情办不成</small></li>
</ul>
<h2>按您是谁找</h2>
<ul class="links"><li><a href="/search?audience=person">个人办事</a></li><li><a href="/search?audience=enterprise">企业和单位办事</a></li></ul>
<h2>按部门和镇街找</h2>
<ul class="links">${departments.map(departmentLink)}</ul>`,
  }
}

/** The same with few and large choices (长者版): each leads to one more page with the next choice. */
export function simpleHomePage(): PageParts {
  return {
    title: '您要办什么事', hasSearch: false, hero: searchHero('用平时的话说就行，例如：社保卡丢了'),
    main: html`<h2 id="choices">或者直接选</h2>
<ul class="big-choices" aria-labelledby="choices">
<li><a href="/popular">看看常办的事</a></li>
<li><a href="/life-events">几件事一起办，一次办好</a></li>
<li><a href="/progress">查办到哪一步了</a></li>
<li><a href="/me">我的办件，接着办</a></li>
</ul>`,
  }
}

/** 常办: a page of its own where the home page has no room for it. */
export function popularPage(popular: readonly ItemSummary[]): PageParts {
  return {
    title: '常办的事', section: 'search', back: { href: '/', label: '返回首页' },
    main: html`<h1>常办的事</h1>
<p>要办哪一件？</p>
<ul class="big-choices">${popular.map(({ code, name, promisedWorkingDays }) => html`<li><a href="/items/${code}">${name}<small>${limitWords(promisedWorkingDays)}</small></a></li>
`)}</ul>
<p>没有您要办的？<a href="/search">找别的事</a>，或者拨打 ${telephone()} 问一问。</p>`,
  }
}

function popularTile({ code, name, promisedWorkingDays }: ItemSummary): Html {
  return html`<li><a href="/items/${code}">${name}</a><small>${limitWords(promisedWorkingDays)}</small></li>
`
}

function jointTile({ code, name, joint }: JointSummary): Html {
  return html`<li><a href="/items/${code}">${name}</a><small>一次办 ${joint.itemCodes.length} 项</small></li>
`
}

function departmentLink({ id, name, count }: HomeFacts['departments'][number]): Html {
  return html`<li><a href="/search?organisation=${encodeURIComponent(id)}">${name}</a> <span class="soft whole">${count} 项</span></li>
`
}

function searchHero(hint: string): Html {
  return html`<div class="hero"><div class="wide">
<form role="search" action="/search"><h1><label for="q">您要办什么事？</label></h1>
<div class="find"><input type="search" id="q" name="q" maxlength="200" aria-describedby="q-hint"><button class="button">搜索</button></div>
<p class="soft" id="q-hint">${hint}</p></form>
</div></div>`
}
