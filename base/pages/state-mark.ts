import { html, type Html } from '#platform/html'

/** going 办理中 · turn 轮到您 · pause 暂停 · good 办成 · bad 没有办成 · over 已结束. */
export type StateMark = 'going' | 'turn' | 'pause' | 'good' | 'bad' | 'over'

const SHAPES: Readonly<Record<StateMark, Html>> = {
  going: html`<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="3"/>
<path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>`,
  turn: html`<path d="M8 1l7 13H1z" fill="currentColor"/>`,
  pause: html`<path d="M3 2h4v12H3zM9 2h4v12H9z" fill="currentColor"/>`,
  good: html`<path d="M2 8.5l4 4 8-9" fill="none" stroke="currentColor" stroke-width="3"/>`,
  bad: html`<path d="M3 3l10 10M13 3L3 13" fill="none" stroke="currentColor" stroke-width="3"/>`,
  over: html`<path d="M2 2h12v12H2z" fill="currentColor"/>`,
}

const TONES: Readonly<Record<StateMark, string>> = { going: 'going', turn: 'care', pause: 'going', good: 'good', bad: 'bad', over: 'going' }

/** A state in words, with a shape of its own for whoever cannot tell the colours apart. */
export function stateMark(mark: StateMark, words: string): Html {
  const shape = html`<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">${SHAPES[mark]}</svg>`
  return html`<span class="state ${TONES[mark]}">${shape}${words}</span>`
}
