/** Sentences that several documents share. Non-licence matters never mention 行政许可. */
import { citations, isLicensingLaw } from './articles.ts'
import type { DocumentFacts } from './facts.ts'
import type { Block, Field } from './layout.ts'
import { dayInFigures } from './official-day.ts'
import type { Article, Remedies } from './step-data.ts'

/** Named until the organ gives its own bodies (默认值). No court is guessed: a wrong name would cost the applicant the remedy. */
export const DEFAULT_REMEDIES = { reviewBodies: ['广州市花都区人民政府'], court: '有管辖权的人民法院' }

/** 你, 你单位, or both where it is not known. */
export function you({ case: { applicantKind } }: DocumentFacts): string {
  if (applicantKind === undefined) return '你（单位）'
  return applicantKind === 'person' ? '你' : '你单位'
}

/** How the first sentence of a notice takes up the application. */
export function applicationSentence(facts: DocumentFacts): string {
  const when = facts.clock.receivedOn === undefined ? '' : `于${dayInFigures(facts.clock.receivedOn)}`
  return `${you(facts)}${when}提出的“${facts.case.itemName}”申请（办件编号：${facts.case.number}），本机关已收悉。`
}

/** 根据《…》第…条的规定; `usual` are the articles of a licence when the step names none. */
export function basisPhrase(facts: DocumentFacts, usual: readonly string[] = []): string {
  const articles = articlesFor(facts, facts.basis.length > 0 ? facts.basis : licensingArticles(facts, usual))
  return articles.length > 0 ? `根据${citations(articles)}的规定` : '根据有关法律、法规、规章和本事项实施清单的规定'
}

/** The articles given with a reason, as a sentence. */
export function reasonBasis(facts: DocumentFacts, legalBasis: readonly Article[] = []): string {
  const articles = articlesFor(facts, legalBasis)
  return articles.length > 0 ? `依据：${citations(articles)}。` : ''
}

/** 行政复议法 20 gives sixty days, 行政诉讼法 46 six months; both run from knowing of the act. */
export function remediesText(remedies: Remedies | undefined, document: '通知书' | '决定书'): string {
  if (typeof remedies === 'string') return remedies
  const { reviewBodies, court } = remedies ?? DEFAULT_REMEDIES
  return `如不服本${document}，可以自收到本${document}之日起六十日内，依照《中华人民共和国行政复议法》第二十条的规定向`
    + `${reviewBodies.join('或者')}申请行政复议；也可以自收到本${document}之日起六个月内，依照《中华人民共和国行政诉讼法》`
    + `第四十六条的规定向${court}提起行政诉讼。`
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text }
}

/** Paragraphs of the texts that are there. */
export function paragraphs(...texts: readonly (string | undefined)[]): Block[] {
  return texts.filter((text) => text !== undefined && text !== '').map((text) => paragraph(text ?? ''))
}

/** The matter, its number and its people, then what the document adds. */
export function caseFields({ case: found }: DocumentFacts, ...more: readonly (Field | undefined)[]): Block {
  const fields = [
    field('事项名称', found.itemName), field('事项编码', found.itemCode), field('办件编号', found.number),
    field('申请人', found.applicantName), field('经办人', found.agentName), ...more,
  ]
  return { kind: 'fields', fields: fields.filter((given) => given !== undefined) }
}

export function field(label: string, value: string | undefined): Field | undefined {
  return value === undefined ? undefined : { label, value }
}

export function dayField(label: string, day: string | undefined): Field | undefined {
  return day === undefined ? undefined : { label, value: dayInFigures(day) }
}

function licensingArticles({ isLicence }: DocumentFacts, usual: readonly string[]): Article[] {
  return isLicence ? usual.map((article) => ({ law: '行政许可法', article })) : []
}

function articlesFor({ isLicence }: DocumentFacts, articles: readonly Article[]): readonly Article[] {
  return isLicence ? articles : articles.filter((article) => !isLicensingLaw(article))
}
