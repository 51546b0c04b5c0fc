import { html, type Html } from '#platform/html'
import { buttonLink, dayWords, notice, pairs, telephone, unbroken, type PageParts } from '#base/pages'
import { hoursWords, openOn, spanWords } from '../../hours.ts'
import type { Board } from '../../queue/board.ts'
import { estimateWords } from '../../queue/pace.ts'
import type { Hall } from '../../register/register.ts'
import type { Day } from '#platform/day'
import type { Calendar } from '#kernel'

export const EXAMPLE = notice('care', html`<p><strong>示例</strong>　大厅、窗口和时间是演示用的，以实际公布的为准。</p>`)

/** Every hall, so that one can choose the nearest. */
export function hallsPage(halls: readonly Hall[]): PageParts {
  return {
    title: '办事大厅', back: { href: '/', label: '首页' },
    main: html`<h1>办事大厅</h1>
<p>到窗口办事，可以先预约，也可以当天到大厅取号。要知道一个事项在哪个窗口办，先<a href="/search">找到事项</a>，再按“到窗口办”。有的事可以就近交材料，看<a href="/anywhere">全市通办事项</a>。</p>
${halls.some(({ isExample }) => isExample) && EXAMPLE}
${halls.length === 0 ? html`<p>还没有登记大厅。可以拨打 ${telephone()} 询问。</p>` : html`<ul class="rows">${halls.map(hallRow)}</ul>`}`,
  }
}

function hallRow({ code, name, address, groups }: Hall): Html {
  const windows = groups.flatMap((group) => group.windows).filter(({ active }) => active)
  return html`<li><h2><a href="/hall/${code}">${name}</a></h2>
${address !== null && html`<p>${address}</p>`}
<p class="soft">${windows.length} 个窗口${windows.length > 0 && unbroken(`，${[...new Set(windows.map(({ hours }) => hoursWords(hours)))][0]}`)}</p></li>
`
}

export interface HallFacts { board: Board; today: Day; calendar: Calendar; nameOf: (organisation: string) => string }

/** One hall: open today or not, how long the queues are, what each window is for. */
export function hallPage({ board, today, calendar, nameOf }: HallFacts): PageParts {
  const { hall, groups } = board
  const open = new Set(
    hall.groups.flatMap(({ windows }) => windows).filter(({ active }) => active).flatMap(({ hours }) => openOn(calendar, hours, today)).map(spanWords),
  )
  return {
    title: hall.name, back: { href: '/hall', label: '别的大厅' },
    main: html`<h1>${hall.name}</h1>
${hall.isExample && EXAMPLE}
${pairs([
    { label: '今天', value: unbroken(`${dayWords(today)}，${open.size === 0 ? '不开放' : `开放 ${[...open].toSorted().join('、')}`}`) },
    ...(hall.address === null ? [] : [{ label: '地址', value: hall.address }]),
    ...(hall.phone === null ? [] : [{ label: '电话', value: html`<a href="tel:${hall.phone}">${hall.phone}</a>` }]),
  ])}
<h2>现在要等多久</h2>
<ul class="rows">${groups.map(({ name, waiting, estimate }) => html`<li><h3>${name}</h3>
<p>${waiting === 0 ? '没有人在等' : `${waiting} 人在等，${estimate === null ? estimateWords(null) : `现在取号的要等${estimateWords(estimate)}`}`}</p></li>`)}</ul>
<p>取号在大厅的取号机上，或者请窗口代取。<a href="/hall/${hall.code}/board">看叫到几号了</a></p>
<h2>窗口</h2>
${hall.groups.map((group) => windowTable(group, nameOf))}
<div class="actions">${buttonLink('/search', '找要办的事，去预约')}</div>`,
  }
}

function windowTable({ name, windows }: Hall['groups'][number], nameOf: HallFacts['nameOf']): Html {
  const open = windows.filter(({ active }) => active)
  if (open.length === 0) return html`<h3>${name}</h3><p>现在没有开放的窗口。</p>`
  return html`<h3>${name}</h3>
    <ul class="rows">
      ${open.map(
        ({ number, kind, organisation, hours }) =>
          html`<li>
            <p><strong>${number}</strong>　${kind === 'general' ? '综合窗口' : `专窗：${nameOf(organisation)}`}</p>
            <p class="soft">${unbroken(hoursWords(hours))}</p>
          </li>`,
      )}
    </ul>`
}
