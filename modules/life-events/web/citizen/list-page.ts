import { html, type Html } from '#platform/html'
import { limitWords, notice, telephone, type PageParts } from '#base/pages'
import type { JointSummary } from '#base/catalog'
import { byStage, type Side } from './stages.ts'

/** A 一件事 with the names of the items it joins. */
export type Listed = JointSummary & { items: readonly string[] }

const SIDES: readonly (readonly [Side, heading: string])[] = [['person', '个人的一件事'], ['enterprise', '企业和单位的一件事']]

/**
 * All of them by stage of life: those that can be applied for are doors, the others are named and no more.
 * @param isShort of the items of each only the first few are named (长者版)
 */
export function listPage(matters: readonly Listed[], isShort = false): PageParts {
  const ready = matters.filter(({ joint }) => joint.readiness === 'ready')
  const later = matters.filter(({ joint }) => joint.readiness !== 'ready')
  return {
    title: '一件事一次办', section: 'search', back: { href: '/', label: '返回首页' },
    main: html`<h1>一件事一次办</h1>
<p>生孩子、开店、退休，要找好几个部门。在这里<strong>一次申请、一张表、一套材料</strong>，几个部门同时办，最后一起送到您手里。</p>
${ready.length === 0 && notice('plain', html`<p>现在还没有能一起办的事。要办哪一项，请到<a href="/search">找事项</a>。</p>`)}
${SIDES.map(([side, heading]) => sidePart(heading, byStage(ready, side), isShort ? FEW : Infinity))}
<p>没有您要办的？<a href="/search">找别的事</a>，或者拨打 ${telephone()} 问一问。</p>
${later.length > 0 && laterPart(later)}`,
  }
}

function sidePart(heading: string, stages: ReturnType<typeof byStage<Listed>>, namedMax: number): Html | false {
  return stages.length > 0 && html`<h2>${heading}</h2>
${stages.map(({ stage, matters }) => html`<h3>${stage}</h3>
<ul class="rows">${matters.map((matter) => door(matter, namedMax))}</ul>`)}`
}

const FEW = 3

function door({ code, name, promisedWorkingDays, items }: Listed, namedMax: number): Html {
  return html`<li><h4><a href="/items/${code}">${name}</a></h4>
<p>一次办 ${items.length} 项：${items.slice(0, namedMax).join('、')}${items.length > namedMax && '等'}</p>
<p class="soft">受理以后，最长 ${limitWords(promisedWorkingDays)}全部办好</p></li>
`
}

/** Nothing to press: a door that does not open is worse than none. */
function laterPart(later: readonly Listed[]): Html {
  return html`<h2>待完善，现在还不能在这里申请</h2>
<p>国家清单里还有 ${later.length} 件，这里还没有准备好。里面的事项可以在<a href="/search">找事项</a>里一项一项申请。</p>
<details><summary>看是哪 ${later.length} 件</summary><ul class="links">${later.map(({ name }) => html`<li>${name}</li>`)}</ul></details>`
}
