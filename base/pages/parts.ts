import { html, type Content, type Html } from '#platform/html'

/** A link that looks like a button: it leads on and changes nothing. */
export function buttonLink(href: string, label: Content, kind: 'first' | 'second' = 'first'): Html {
  return html`<a class="button${kind === 'second' && ' second'}" href="${href}">${label}</a>`
}

/** Shown by the script of the page: without one the browser's own menu prints just as well. */
export function printButton(): Html {
  return html`<button type="button" class="button second" data-print hidden>打印这一页</button>`
}

export type Tone = 'plain' | 'good' | 'care' | 'bad'

/** Something to know before reading on. The words say it all; the colour only repeats it. */
export function notice(tone: Tone, content: Content): Html {
  return html`<div class="notice${tone !== 'plain' && ` ${tone}`}">${content}</div>`
}

export interface Pair { label: string; value: Content; action?: { href: string; label: string } | undefined }

/** What was answered, line by line, each with the way to change it. */
export function pairs(rows: readonly Pair[]): Html {
  return html`<dl class="pairs">${rows.map(({ label, value, action }) => html`<div><dt>${label}</dt><dd>${value}</dd>${action &&
    html`<dd class="no-print"><a href="${action.href}">${action.label}<span class="hidden">${label}</span></a></dd>`}</div>
`)}</dl>`
}

/** Few facts, large, side by side. */
export function facts(rows: readonly { label: string; value: Content }[]): Html {
  return html`<dl class="facts">${rows.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** Earlier and later pages of a list; nothing when one page holds it all. */
export function pager(page: number, pages: number, hrefOf: (page: number) => string): Html | false {
  if (pages <= 1) return false
  return html`<nav class="pager" aria-label="翻页">
${page > 1 && html`<a href="${hrefOf(page - 1)}" rel="prev">上一页</a>`}
<span>第 ${page} 页，共 ${pages} 页</span>
${page < pages && html`<a href="${hrefOf(page + 1)}" rel="next">下一页</a>`}
</nav>`
}

const ONE_PIECE = /(\d{4}年\d{1,2}月\d{1,2}日|(?:例如 )?\d{4}-\d\d-\d\d|\d\d:\d\d—\d\d:\d\d|\d{3,4}-\d{7,8})/

/** Words in which no line ends inside a day, a span of hours or a telephone number: half of one is misread. */
export function unbroken(words: string): Html {
  return html`${words.split(ONE_PIECE).map((piece, index) => (index % 2 === 1 ? html`<span class="whole">${piece}</span>` : piece))}`
}

const GROUP_DIGITS = /\d{1,4}/g

/** A long number in groups of four, as one reads it out; copied, it has no gaps. */
export function digits(number: string): Html {
  return html`<span class="digits">${(number.match(GROUP_DIGITS) ?? []).map((group) => html`<span>${group}</span><wbr>`)}</span>`
}
