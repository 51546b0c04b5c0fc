import { numberInCharacters } from './official-day.ts'
import type { Article } from './step-data.ts'

/** Laws cited by their short names in daily use; a document writes them out. */
const NATIONAL_LAWS = new Set([
  '行政许可法', '行政复议法', '行政诉讼法', '行政处罚法', '民法典', '食品安全法', '建筑法', '消防法', '城乡规划法', '土地管理法',
  '城市房地产管理法', '人民防空法', '环境影响评价法', '环境保护法', '民办教育促进法', '社会保险法', '残疾人保障法', '传染病防治法', '药品管理法',
])

/** '行政许可法第32条第1款' → {law: '行政许可法', article: '第32条第1款'}; a text without an article is a law by itself. */
export function articleOf(text: string): Article {
  const [, law = text, article] = /^(.+?)(第[\d〇零一二三四五六七八九十百]+条.*)$/.exec(text.trim()) ?? []
  return article === undefined ? { law } : { law, article }
}

/** {law: '行政许可法', article: '第32条'} → 《中华人民共和国行政许可法》第三十二条. */
export function citation(article: Article): string {
  return `《${fullName(article)}》${articleText(article)}`
}

/** 《甲》第一条、第二条、《乙》第三条: a law is named once for the articles that follow each other. */
export function citations(articles: readonly Article[]): string {
  const texts = articles.map((article, index) => {
    const before = articles[index - 1]
    return before && article.article !== undefined && fullName(before) === fullName(article) ? articleText(article) : citation(article)
  })
  return texts.join('、')
}

/** Whether the article is one of the Administrative Licensing Law, which binds licences only. */
export function isLicensingLaw({ law }: Article): boolean {
  return law.includes('行政许可法')
}

function fullName({ law }: Article): string {
  const bare = law.replace(/^《(.*)》$/, '$1')
  return NATIONAL_LAWS.has(bare) ? `中华人民共和国${bare}` : bare
}

function articleText({ article = '' }: Article): string {
  return article.replace(/\d+/g, (digits) => numberInCharacters(Number(digits)))
}
