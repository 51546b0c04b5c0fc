import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, faultSummary, faultAt, fieldId, notice, type PageParts } from '#base/pages'
import type { Item, Situation } from '#base/catalog'
import { OTHER_DISTRICTS, OUR_PLACES, PLACES, type Place } from '../../places.ts'
import { RULES } from '../../rules.ts'

export interface PlanFacts {
  item: Pick<Item, 'code' | 'name'>
  owner: string
  /** 'question.option', once for each. */
  pairs: readonly string[]
  /** The question still open, if there is one. */
  next?: Situation | undefined
  chosen?: { ownerPlace?: string | undefined; receivingPlace?: string | undefined; returnPlace?: string | undefined }
  /** Sent along, so that pressing twice chooses once. */
  key: string
  faults?: readonly FieldError[]
}

/** First the item's own questions, one a page; then where to hand in, and where to fetch. */
export function planPage(facts: PlanFacts): PageParts {
  const { item, next, faults = [] } = facts
  return {
    title: `选地点：${item.name}`, section: 'search', hasSearch: false, hasFaults: faults.length > 0,
    item: item.code, back: { href: `/items/${item.code}/places`, label: '返回' },
    main: html`${faultSummary(faults)}${next ? question(facts, next) : places(facts)}`,
  }
}

function question({ item, pairs, faults }: PlanFacts, { id, question: legend, options }: Situation): Html {
  return html`<form action="/items/${item.code}/elsewhere">${pairs.map((pair) => html`<input type="hidden" name="a" value="${pair}">`)}<input type="hidden" name="q" value="${id}">
${choices('o', { legend, options: options.map((one) => ({ value: one.id, label: one.label })), faults, isHeading: true })}
<div class="actions"><button class="button">继续</button></div></form>`
}

function places({ item, owner, pairs, chosen = {}, key, faults = [] }: PlanFacts): Html {
  const owners = [{ code: '440114', name: `花都区（${owner}）` }, ...OTHER_DISTRICTS.map(({ code, name }) => ({ code, name: `${name}（模拟）` }))]
  return html`<h1>在哪里交，在哪里领</h1>
    <p>${item.name}</p>
    <form method="post" action="/items/${item.code}/elsewhere">
      ${pairs.map((pair) => html`<input type="hidden" name="a" value="${pair}" />`)}<input type="hidden" name="key" value="${key}" />
      ${select('ownerPlace', '由哪个区的部门办', owners, { value: chosen.ownerPlace ?? '440114', faults })}
      ${select('receivingPlace', '到哪里交材料', OUR_PLACES, { value: chosen.receivingPlace, faults })}
      ${select('returnPlace', '在哪里领结果', PLACES, { value: chosen.returnPlace, faults })}
      <p class="soft">
        花都的部门办的，交材料选镇街；区政务服务中心是普通窗口，直接去就可以。请在 ${RULES.planned.workingDays}
        个工作日内带材料和身份证件去（默认值），过期自动取消，可以重新选。
      </p>
      ${notice('plain', html`<p>主管部门的办理期限<strong>从它收到材料之日起算</strong>，不从您交给收件窗口那天起算（行政许可法第三十二条）。</p>`)}
      <div class="actions"><button class="button">就选这些地点</button></div>
    </form>`
}

interface Choice { value: string | undefined; faults: readonly FieldError[] }

function select(name: string, label: string, options: readonly Pick<Place, 'code' | 'name'>[], { value, faults }: Choice): Html {
  const [id, fault] = [fieldId(name), faultAt(name, faults)]
  const chosen = (code: string) => code === value && html` selected`
  return html`<div class="field${fault && ' wrong'}"><label for="${id}">${label}</label>${fault}
<select id="${id}" name="${name}"${fault && html` aria-describedby="${id}-fault" aria-invalid="true"`}><option value="">请选择</option>
${options.map((one) => html`<option value="${one.code}"${chosen(one.code)}>${one.name}</option>`)}</select></div>
`
}
