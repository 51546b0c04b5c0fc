import { html, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { choices, dayWords, faultSummary, pairs, type PageParts } from '#base/pages'
import type { Desk, FreeDay } from '../../appointments/free.ts'
import { openingWords } from '../../appointments/free.ts'
import { spanWords } from '../../hours.ts'

/** What has been chosen so far; the address of the page holds it, so that "back" goes one question back. */
export interface Chosen { hall?: string | undefined; day?: string | undefined; time?: number | undefined }
export interface BookingFacts {
  title: string
  /** Where the form leads, and where it posts to in the end. */
  path: string
  back: { href: string; label: string }
  desks: readonly Desk[]
  days: readonly FreeDay[]
  chosen: Chosen
  /** What the final button says. */
  verb: string
  faults?: readonly FieldError[]
}

/** One question a page: which hall, which day, which time; then everything once more to be confirmed. */
export function bookingPage(facts: BookingFacts): PageParts {
  const { title, back, faults = [] } = facts
  return { title, back, hasFaults: faults.length > 0, hasSearch: false, main: html`${faultSummary(faults)}${question(facts)}` }
}

function question(facts: BookingFacts): Html {
  const { chosen, days } = facts
  const day = days.find((one) => one.day === chosen.day)
  const slot = day?.slots.find(({ startMinute }) => startMinute === chosen.time)
  if (facts.desks.length === 0) return unbookable(facts)
  if (chosen.hall === undefined) return hallQuestion(facts)
  if (days.length === 0) return full(facts)
  if (day === undefined) return dayQuestion(facts)
  return slot === undefined ? timeQuestion(facts, day) : confirmation(facts, { day: day.day, slot })
}

function hallQuestion({ path, desks, faults }: BookingFacts): Html {
  const options = desks.map((desk) => ({ value: desk.hall, label: desk.hallName, help: [desk.address, openingWords(desk)].filter(Boolean).join('。') }))
  return ask(path, {}, { name: 'hall', content: choices('hall', { legend: '到哪个大厅办？', options, faults, isHeading: true }) })
}

function dayQuestion({ path, days, chosen, faults }: BookingFacts): Html {
  const options = days.map(({ day, slots }) => ({ value: day, label: dayWords(day), help: `还有 ${slots.reduce((sum, { free }) => sum + free, 0)} 个位子` }))
  return ask(path, chosen, { name: 'day', content: choices('day', { legend: '哪一天来？', hint: '只列出开放并且还有位子的日子', options, faults, isHeading: true }) })
}

function timeQuestion({ path, chosen, faults }: BookingFacts, { day, slots }: FreeDay): Html {
  const options = slots.map(({ startMinute, endMinute, free }) => ({
    value: String(startMinute),
    label: spanWords({ from: startMinute, until: endMinute }),
    help: `还有 ${free} 个位子`,
  }))
  return ask(path, { ...chosen, day }, { name: 'time', content: choices('time', { legend: `${dayWords(day)}，什么时间？`, options, faults, isHeading: true }) })
}

/** A question whose answer goes into the address of the next page. */
function ask(path: string, { hall, day }: Chosen, { name, content }: { name: string; content: Html }): Html {
  const kept = Object.entries({ hall, day })
    .flatMap(([key, value]) => (value === undefined || key === name ? [] : [html`<input type="hidden" name="${key}" value="${value}">`]))
  return html`<form action="${path}">${kept}<input type="hidden" name="asked" value="${name}">
${content}
<div class="actions"><button class="button">继续</button></div></form>`
}

function confirmation({ path, verb, title, desks, chosen }: BookingFacts, { day, slot }: { day: string; slot: FreeDay['slots'][number] }): Html {
  const desk = desks.find(({ hall }) => hall === chosen.hall)
  const back = `${path}?hall=${encodeURIComponent(chosen.hall ?? '')}`
  return html`<h1>请核对</h1>
${pairs([
    { label: '事项', value: title },
    { label: '大厅', value: [desk?.hallName, desk?.address].filter(Boolean).join('\n'), ...(desks.length > 1 && { action: { href: path, label: '修改' } }) },
    { label: '日子', value: dayWords(day), action: { href: back, label: '修改' } },
    { label: '时间', value: spanWords({ from: slot.startMinute, until: slot.endMinute }), action: { href: `${back}&day=${day}`, label: '修改' } },
  ])}
<p>到时间优先叫号。来不了的，请在开始前取消，让给别人；多次不来会暂停预约。</p>
<form method="post" action="${path}">
<input type="hidden" name="hall" value="${chosen.hall}"><input type="hidden" name="day" value="${day}"><input type="hidden" name="time" value="${slot.startMinute}">
<div class="actions"><button class="button">${verb}</button></div></form>`
}

function unbookable({ title }: BookingFacts): Html {
  return html`<h1>现在不能预约</h1>
<p>“${title}”不用预约，或者现在不在大厅的窗口办。在大厅办的，当天取号就可以；<a href="/hall">看有哪些大厅</a>，或者拨打 12345 询问。</p>`
}

function full({ desks, chosen }: BookingFacts): Html {
  const desk = desks.find(({ hall }) => hall === chosen.hall)
  return html`<h1>近期都约满了</h1>
<p>${desk?.hallName ?? '这个大厅'}近几个工作日没有空的时间。可以${desks.length > 1 ? '换一个大厅，或者' : ''}当天到大厅取号，也可以明天再来看。</p>`
}
