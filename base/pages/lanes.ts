import { html, type Content, type Html } from '#platform/html'

/** From where to where on the whole, both between 0 and 1. */
export interface Span { from: number; to: number }

/** One of several matters that go their way side by side (泳道). */
export interface LaneRow {
  heading: Content
  /** How it stands, in words with a shape. */
  mark?: Content
  /** Who, by when, what it waits for: a sentence each. */
  lines: readonly Content[]
  /** When it runs; drawn for the eye, said in the lines. */
  span?: Span | undefined
  /** The whole cannot be over before this one is. */
  isDeciding: boolean
  /** Links and what lies folded. */
  more?: Content
}

/** Matters side by side, each with a bar that shows when it runs. Whoever cannot see the bars misses nothing: the lines say it. */
export function laneRows(rows: readonly LaneRow[]): Html {
  return html`<ol class="lanes">${rows.map(laneRow)}</ol>`
}

function laneRow({ heading, mark, lines, span, isDeciding, more }: LaneRow): Html {
  return html`<li${isDeciding && html` class="deciding"`}><h3>${heading}${isDeciding && html` <span class="tag">${DECIDING}</span>`}</h3>
${mark && html`<p>${mark}</p>`}${span && spanBar(span, isDeciding)}
${lines.map((line) => html`<p>${line}</p>`)}${more}</li>
`
}

/** What one calls the lanes of the longest way: no shorter time for the whole without a shorter one of these. */
export const DECIDING = '决定总时间'

/** Beside a list in which some are marked. */
export const DECIDING_HELP = `标着“${DECIDING}”的最花时间：它们提前办好，全部才会提前；别的提前，全部办好的日子不变。`

/** Thin where it can wait, thick where it cannot, so that it needs no colour. */
function spanBar({ from, to }: Span, isDeciding: boolean): Html {
  return html`<svg class="span" aria-hidden="true" focusable="false"><rect class="ground" x="0" y="7" width="100%" height="2"/>
<rect class="way" x="${percent(from)}" y="${isDeciding ? 1 : 5}" width="${percent(Math.max(to - from, LEAST))}" height="${isDeciding ? 14 : 6}"/></svg>`
}

/** What is done on the spot still has to be seen. */
const LEAST = 0.015

function percent(part: number): string {
  return `${(Math.min(Math.max(part, 0), 1) * 100).toFixed(1)}%`
}

export interface Comparison { label: string; separately: Content; together: Content }

/** 分开办 beside 一起办, counted. */
export function comparison(caption: string, rows: readonly Comparison[]): Html {
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table class="compared"><caption>${caption}</caption>
<thead><tr><th scope="col">数什么</th><th scope="col" class="figure">分开办</th><th scope="col" class="figure">一起办</th></tr></thead>
<tbody>${rows.map(comparedRow)}</tbody></table></div>`
}

function comparedRow({ label, separately, together }: Comparison): Html {
  return html`<tr><th scope="row">${label}</th><td class="figure">${separately}</td><td class="figure"><strong>${together}</strong></td></tr>
`
}
