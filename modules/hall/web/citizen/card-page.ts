import { html, type Html } from '#platform/html'
import { buttonLink, dayWords, digits, facts, notice, pager, pairs, stateMark, unbroken, type PageParts } from '#base/pages'
import { APPOINTMENT_STATES, type Appointment } from '../../appointments/appointment.ts'
import { minuteWords, spanWords } from '../../hours.ts'

export interface CardFacts { appointment: Appointment; isOpen: boolean; graceMinutes: number }

/** The appointment as a card: the number, when and where, and what to do if one cannot come. Prints on one sheet. */
export function cardPage({ appointment, isOpen, graceMinutes }: CardFacts): PageParts {
  const { id, code, itemCode, itemName, hall, hallName, address, phone, groupName, day, startMinute, endMinute, state } = appointment
  return {
    title: `预约：${itemName}`, section: 'me', back: { href: '/appointments', label: '我的预约' },
    main: html`<h1>${state === 'booked' ? '已经约好了' : '预约'}</h1>
<p>${stateMark(MARKS[state], APPOINTMENT_STATES[state])}<br>${itemName}</p>
${facts([
    { label: '预约号', value: digits(code) }, { label: '日子', value: dayWords(day) }, { label: '时间', value: spanWords({ from: startMinute, until: endMinute }) },
    { label: '到哪里', value: html`${hallName}<small>${groupName}</small>` },
  ])}
${isOpen && notice('good', html`<p><strong>请在 ${minuteWords(startMinute)} 前后到大厅</strong>，在取号机上输入预约号，或者请窗口签到，到时间优先叫号。时段结束 ${graceMinutes} 分钟以后才到的，与没有预约的一样排队。</p>`)}
${pairs([...(address === null ? [] : [{ label: '地址', value: address }]), ...(phone === null ? [] : [{ label: '电话', value: phone }])])}
<p class="no-print dots"><a href="/items/${itemCode}/checklist">看要带什么材料</a><a href="/hall/${hall}">看大厅现在要等多久</a></p>
${isOpen && html`<div class="actions">${buttonLink(`/appointments/${id}/change`, '改期', 'second')}
<a class="button second" href="/appointments/${id}/calendar.ics">加到手机日历</a></div>
<p class="no-print"><a href="/appointments/${id}/cancel">取消这个预约</a></p>`}
<p class="soft no-print">要带一张纸的，可以直接打印这一页。</p>`,
  }
}

const MARKS = { booked: 'going', arrived: 'good', cancelled: 'over', missed: 'bad' } as const

export function cancelPage({ appointment }: Pick<CardFacts, 'appointment'>): PageParts {
  const { id, itemName, hallName, day, startMinute } = appointment
  return {
    title: '取消预约',
    section: 'me',
    hasSearch: false,
    back: { href: `/appointments/${id}`, label: '返回预约' },
    main: html`<h1>要取消这个预约吗？</h1>
      <p>${itemName}，${dayWords(day)} ${minuteWords(startMinute)}，${hallName}。取消以后位子让给别人，不算爽约；以后可以重新预约。</p>
      <form method="post" action="/appointments/${id}/cancel">
        <div class="actions"><button class="button grave">取消预约</button> ${buttonLink(`/appointments/${id}`, '不取消', 'second')}</div>
      </form>`,
  }
}

export interface MineFacts { appointments: readonly Appointment[]; page: number; pages: number }

export function minePage({ appointments, page, pages }: MineFacts): PageParts {
  return {
    title: '我的预约',
    section: 'me',
    back: { href: '/me', label: '返回我的办件' },
    main: html`<h1>我的预约</h1>
      ${
        appointments.length === 0
          ? html`<p>还没有预约。要到窗口办事，先找到事项，按“到窗口办”，就可以预约。</p>
              <div class="actions">${buttonLink('/search', '找要办的事')}</div>`
          : html`<ul class="rows">
              ${appointments.map(mineRow)}
            </ul>`
      }
      ${pager(page, pages, (other) => `/appointments?page=${other}`)}`,
  }
}

function mineRow({ id, itemName, hallName, day, startMinute, endMinute, state }: Appointment): Html {
  return html`<li><h2><a href="/appointments/${id}">${itemName}</a></h2>
<p>${unbroken(`${dayWords(day)} ${spanWords({ from: startMinute, until: endMinute })}`)}　${hallName}</p><p>${stateMark(MARKS[state], APPOINTMENT_STATES[state])}</p></li>
`
}
