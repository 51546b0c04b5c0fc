import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { FOOD } from './citizen-filing.ts'
import { answerQuestions, fillForm, giveMaterials, press, signInHere } from './citizen-walk.ts'

export const CHECKLIST = `/items/${FOOD}/checklist?a=premises.shop&a=online.no&a=tenure.own&a=agent.no`

/** What was said, and the words of the passage that was marked meanwhile. */
export interface Heard { text: string; marked: string; lang: string }

/** A browser with a Chinese voice that speaks one sentence each time `said()` is called. Runs in the page, therefore as text. */
export const VOICE = `(() => {
  let now
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
  const voice = { lang: 'zh-CN', name: '测试的声音' }
  const synthesis = { getVoices: () => [{ lang: 'en-US', name: 'x' }, voice], speak: (utterance) => { now = utterance }, cancel: () => { now = undefined }, onvoiceschanged: null }
  Object.defineProperty(window, 'speechSynthesis', { value: synthesis })
  window.said = () => {
    const marked = document.querySelector('.spoken')
    const heard = { text: now.text, lang: now.lang, marked: marked?.textContent ?? '' }
    now.onend()
    return heard
  }
})()`

/** The whole way from the question on the home page to the receipt; answers with what stands there. */
export async function apply(page: Page, values: Readonly<Record<string, string>>): Promise<string> {
  await page.goto('/')
  await page.getByLabel('您要办什么事？').first().fill('想开个小吃店')
  await press(page, '搜索')
  await page.getByRole('link', { name: '食品经营许可（新办）' }).click()
  await page.getByRole('link', { name: '开始办理' }).first().click()
  await answerQuestions(page)
  await page.getByRole('link', { name: '登录后开始申请' }).click()
  await signInHere(page, 'citizen')
  await press(page, '开始申请')
  await fillForm(page, values)
  await giveMaterials(page)
  await press(page, '保存并继续')
  await page.locator('main').getByRole('checkbox').check()
  await press(page, '提交申请')
  return page.locator('main').innerText()
}

/** A fresh form on its first page; answers with its address. */
export async function beginForm(page: Page): Promise<string> {
  await page.goto(CHECKLIST)
  await press(page, '开始申请')
  await page.goto(page.url().replace(/\/apply\/([^/]+).*/, '/apply/$1/form/1'))
  return page.url()
}

/** What is kept of half-filled forms on this device. */
export function keptNames(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`Object.keys(localStorage).filter((name) => name.startsWith('kept:'))`)
}

/** Sealing takes a moment; what was typed last is what counts. */
export function settled(page: Page): Promise<void> {
  return until(page, `(() => {
    const all = JSON.stringify(localStorage)
    const same = window.before === all && all.includes('sealed')
    window.before = all
    return same
  })()`)
}

/** Asks the page until it says yes. The pages forbid what Playwright's own waiting does in them. */
export async function until(page: Page, expression: string): Promise<void> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    // Between two pages there is nobody to answer.
    if (await page.evaluate(expression).catch(() => false) === true) return
    await setTimeout(PAUSE_MILLISECONDS)
  }
  throw new Error(`等不到：${expression}`)
}

const TRIES_MAX = 100
const PAUSE_MILLISECONDS = 50
