import { html, type Content, type Html } from '#platform/html'
import { instantWords, dayWords } from './words.ts'

export interface Moment { at: string; label: string; by: string; note?: string | null | undefined; more?: Content }

/** What has happened, newest last, as it happened. Of a long story (several items at once) the end is told and the rest lies folded. */
export function timeline(moments: readonly Moment[]): Html {
  const folded = moments.length > OPEN_MAX ? moments.slice(0, -LAST) : []
  return html`${folded.length > 0 && html`<details><summary>看更早的 ${folded.length} 步</summary>${listOf(folded, null)}</details>
`}${listOf(moments.slice(folded.length), moments.at(-1) ?? null)}`
}

const OPEN_MAX = 12
const LAST = 5

function listOf(moments: readonly Moment[], now: Moment | null): Html {
  return html`<ol class="timeline">${moments.map((moment) => html`<li${moment === now && html` class="now"`}>
${momentHtml(moment)}</li>
`)}</ol>`
}

function momentHtml({ at, label, by, note, more }: Moment): Html {
  return html`<h3>${label}</h3><p class="soft"><time datetime="${at}">${instantWords(at)}</time>　${by}</p>
${note && html`<p>${note}</p>`}${more}`
}

/** The due day of a case as the clock reads it; the fields of the kernel's clock view. */
export interface DueFacts {
  dueOn: string | null
  noticeDueOn: string | null
  deliverBy: string | null
  statutoryDueOn: string | null
  state: string
  /** Null where nothing is being waited for and only the day is asked. */
  level: string | null
  explanation: readonly { on: string; text: string; article?: string }[]
}

/** The day by which the office must act, and on demand how it was counted, sentence by sentence with the article. */
export function dueDay(clock: DueFacts): Html {
  return html`<p>${dueSentence(clock)}</p>
<details><summary>${hasDay(clock) ? '为什么是这一天' : '期限是怎样算的'}</summary>
<ol class="plain">${clock.explanation.map(explanationLine)}</ol></details>`
}

function explanationLine({ on, text, article }: DueFacts['explanation'][number]): Html {
  const basis = article !== undefined && html`<br><small class="soft">依据：${article}</small>`
  return html`<li><strong>${dayWords(on)}</strong>　${text}${basis}</li>
`
}

/** Whether a day of its own is being waited for. */
function hasDay({ state, noticeDueOn, dueOn, deliverBy }: DueFacts): boolean {
  const days: Readonly<Record<string, string | null>> = { receiving: noticeDueOn, running: dueOn, decided: deliverBy }
  return typeof days[state] === 'string'
}

/** The level of the clock in words: never colour alone. */
export const LEVEL_WORDS: Readonly<Record<string, string>> = { none: '正常', reminder: '临期', yellow: '超期', red: '严重超期' }

function dueSentence(clock: DueFacts): Content {
  const { state, noticeDueOn, deliverBy } = clock
  switch (state) {
    case 'not-received': return '法定期限还没有开始：从主管部门收到材料之日起，在它自己的办件上计算。'
    case 'receiving': return noticeDueOn === null ? '窗口收到材料后开始计算期限。'
      : html`最迟 <strong>${dayWords(noticeDueOn)}</strong> 告诉您是否受理；没有告诉的，视为已经受理。`
    case 'correcting': return '等您补正，期间不计算办理期限。补正后，五个工作日重新起算。'
    case 'paused': return '特别程序正在进行，所需时间不计入办理期限；结束后从当天起继续计算。'
    case 'decided': return deliverBy === null ? '已经作出决定。' : html`已经作出决定，最迟 <strong>${dayWords(deliverBy)}</strong> 把证件送到您手里。`
    case 'running': return runningSentence(clock)
    case 'delivered': return '已经办结，期限不再计算。'
    default: return '期限已经不再计算。'
  }
}

function runningSentence({ dueOn, level, statutoryDueOn }: DueFacts): Content {
  if (dueOn === null) return '期限正在计算。'
  const isLater = statutoryDueOn !== null && statutoryDueOn !== dueOn
  return html`最迟 <strong>${dayWords(dueOn)}</strong> 作出决定${level !== null && `（${LEVEL_WORDS[level] ?? '正常'}）`}。${
    isLater && html`<span class="soft">法律规定的最后一天是${dayWords(statutoryDueOn)}。</span>`}`
}
