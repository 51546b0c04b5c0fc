/**
 * 朗读: reads the main text of a citizen's page aloud where the browser has a Chinese voice. Without one, and without scripts, the
 * button is simply not there. The server sends this file to browsers with its types taken away; see base/pages/scripts.ts.
 */

/** Elements that are read one after the other, each marked while it is read. */
const PASSAGES = 'h1, h2, h3, p, li, dt, dd, legend, label, caption, summary, th, td, .button'
/** Not for the ear: ways to elsewhere, and what only helps screen readers tell equal links apart. */
const SILENT = 'nav, .hidden, .no-print, select, textarea, svg'
/** Voices from the network break off after some fifteen seconds; a passage is therefore said sentence by sentence. */
const SENTENCE_LENGTH_MAX = 80
const RATE = 0.95
/** A little slower where the reader has chosen the large letters. */
const RATE_ELDER = 0.85

interface Spoken { element: Element; text: string }

let voice: SpeechSynthesisVoice | undefined
let isReading = false
/** Which reading goes on: what an earlier one still has to say no longer counts. */
let reading = 0
let marked: Element | undefined

if ('speechSynthesis' in window && document.querySelector('main') !== null) {
  lookForVoice()
  speechSynthesis.onvoiceschanged = lookForVoice
}

/** Many browsers learn of their voices only after the page is there. */
function lookForVoice(): void {
  const chinese = speechSynthesis.getVoices().filter(({ lang }) => /^(zh|cmn)\b/i.test(lang.replace('_', '-')))
  const found = chinese.find(({ lang }) => /cn|hans/i.test(lang)) ?? chinese[0]
  if (found !== undefined && voice === undefined) addButtons()
  voice = found ?? voice
}

function addButtons(): void {
  const start = button('朗读', 'link', () => (isReading ? stop() : read()))
  start.id = 'read-aloud'
  document.querySelector('.themes')?.prepend(start)
  addEventListener('keydown', ({ key }) => { if (key === 'Escape' && isReading) stop() })
  addEventListener('pagehide', stop)
}

function button(words: string, kind: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = kind
  made.textContent = words
  made.addEventListener('click', press)
  return made
}

function read(): void {
  const main = document.querySelector('main')
  const sentences = main === null ? [] : passagesIn(main).flatMap(({ element, text }) => sentencesOf(text).map((sentence) => ({ element, text: sentence })))
  if (sentences.length === 0) return
  speechSynthesis.cancel()
  show(true)
  reading += 1
  say(sentences, 0, reading)
}

function stop(): void {
  reading += 1
  if (isReading) speechSynthesis.cancel()
  show(false)
}

/** The bar with the way to stop stays in sight however far the page has moved on. */
function show(on: boolean): void {
  isReading = on
  mark(undefined)
  const start = document.querySelector('#read-aloud')
  if (start !== null) start.textContent = on ? '停止朗读' : '朗读'
  document.documentElement.classList.toggle('reading', on)
  document.querySelector('.aloud')?.remove()
  if (!on) return
  const bar = document.createElement('div')
  bar.className = 'aloud'
  bar.setAttribute('role', 'region')
  bar.setAttribute('aria-label', '朗读')
  const words = document.createElement('span')
  words.textContent = '正在朗读，按 Esc 键也可以停'
  bar.append(button('停止朗读', 'button', stop), words)
  document.body.append(bar)
}

function say(sentences: readonly Spoken[], at: number, own: number): void {
  const next = sentences[at]
  if (next === undefined) { stop(); return }
  mark(next.element)
  const utterance = new SpeechSynthesisUtterance(next.text)
  utterance.lang = 'zh-CN'
  utterance.rate = document.documentElement.classList.contains('elder') ? RATE_ELDER : RATE
  if (voice !== undefined) utterance.voice = voice
  utterance.onend = () => { if (own === reading) say(sentences, at + 1, own) }
  utterance.onerror = () => { if (own === reading) stop() }
  speechSynthesis.speak(utterance)
}

function mark(element: Element | undefined): void {
  if (element === marked) return
  marked?.classList.remove('spoken')
  marked = element
  element?.classList.add('spoken')
  element?.scrollIntoView({ block: 'center' })
}

/** In the order of the page. What lies folded and what cannot be seen is not read. */
function passagesIn(main: Element): Spoken[] {
  return [...main.querySelectorAll(PASSAGES)]
    .filter((element) => element.closest('nav, .hidden, .no-print, details:not([open]) > :not(summary)') === null && element.getClientRects().length > 0)
    .map((element) => ({ element, text: ownText(element) }))
    .filter(({ text }) => text !== '')
}

/** The words of an element without those of passages inside it. Passwords are for the eye: somebody may stand beside. */
function ownText(element: Element): string {
  const copy = document.createElement('div')
  copy.append(...[...element.childNodes].map((node) => node.cloneNode(true)))
  for (const secret of copy.querySelectorAll('[data-quiet]')) secret.replaceWith('请看屏幕')
  for (const inner of copy.querySelectorAll(`${PASSAGES}, ${SILENT}`)) inner.remove()
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim().replace(/\d{5,}/g, (digits) => [...digits].join(' '))
}

function sentencesOf(text: string): string[] {
  const sentences = text.match(/[^。！？；]+[。！？；]*/g) ?? []
  return sentences.flatMap((sentence) => (sentence.length <= SENTENCE_LENGTH_MAX ? [sentence] : sentence.match(/[^，、：]+[，、：]*/g) ?? []))
    .filter((part) => part.trim() !== '')
}

export {}
