/** How fast an item is found among 5,000 (real ones and variants). Run: node bench/search.ts [--items 事项.jsonl] [--json]. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { buildSearchIndex, search, type SearchDocument } from '../base/catalog/search/index.ts'
import { readItems, readQuestions } from '../cli/guide-files.ts'
import { percentile, rounded } from './figures.ts'

const ITEMS = 5000
const ROUNDS = 5
const LIMIT = 20
const beside = (file: string): string => path.join(import.meta.dirname, '..', file)

const REAL = beside('../shared/data/items/guangdong-items-2021.jsonl')

const { values } = parseArgs({ options: { items: { type: 'string', default: REAL }, json: { type: 'boolean' } } })
if (!existsSync(values.items)) {
  console.error(`没有事项文件“${values.items}”，请用 --items 写明`)
  process.exit(2)
}
const real = (await readItems(values.items, 'with')).read
const documents = enlarged(real, ITEMS)
const from = performance.now()
const index = buildSearchIndex(documents)
const buildMs = performance.now() - from
const queries = await typedQueries(real)
for (const query of queries) search(index, { query, limit: LIMIT })
const latencies = queries.map((query) => percentile(Array.from({ length: ROUNDS }, () => millisecondsOf(query)), 0.5))
const figures = {
  items: documents.length, queries: queries.length, buildMs: rounded(buildMs),
  p50Ms: rounded(percentile(latencies, 0.5)), p99Ms: rounded(percentile(latencies, 0.99)), maxMs: rounded(Math.max(...latencies)),
}
if (values.json === true) console.log(JSON.stringify(figures))
else {
  console.log(`${figures.items} 个事项，建索引 ${figures.buildMs} 毫秒`)
  console.log(`${figures.queries} 个查询：中位 ${figures.p50Ms} 毫秒，99 分位 ${figures.p99Ms} 毫秒，最慢 ${figures.maxMs} 毫秒（${ROUNDS} 次取中位）`)
}

function millisecondsOf(query: string): number {
  const begun = performance.now()
  search(index, { query, limit: LIMIT })
  return performance.now() - begun
}

/** The real items, then variants of them for other towns and stages, each with a name, a code and a text of its own. */
function enlarged(items: readonly SearchDocument[], count: number): SearchDocument[] {
  const towns = ['新华街', '花城街', '秀全街', '新雅街', '梯面镇', '花山镇', '狮岭镇', '炭步镇', '赤坭镇', '花东镇']
  const stages = ['首次', '变更', '延续', '补办', '注销']
  const variants = Array.from({ length: Math.max(0, count - items.length) }, (_, at) => {
    const item = items[at * 7 % items.length]
    const [town, stage] = [towns[at % towns.length] ?? '', stages[Math.floor(at / towns.length) % stages.length] ?? '']
    const text = `${stage} ${item?.text} ${town}办事指南第 ${at} 号`
    return item && { ...item, code: `${item.code}V${at}`, name: `${town}${item.name}（${stage}）`, text }
  })
  return [...items, ...variants.filter((variant) => variant !== undefined)].slice(0, count)
}

/** Sentences, names, names with an error, pinyin, initials and far too long ones. */
async function typedQueries(items: readonly SearchDocument[]): Promise<string[]> {
  const natural = (await readQuestions(beside('base/catalog/search/natural-questions.jsonl'))).read.map(({ question }) => question)
  const names = items.filter((_, at) => at % 10 === 0).map(({ name }) => name)
  const misspelt = names.map((name) => `${name.slice(0, 2)}某${name.slice(3)}`)
  const latin = ['jiehun dengji', 'jiashizheng', 'zuidishenghuobaozhang', 'gongzheng', 'xzfy', 'jhdj', 'ban shebaoka', 'kai fandian']
  const long = [natural.join('，'), '许可审批登记办理申请查询变更注销'.repeat(20), 'gongzhengdengjishenqing'.repeat(12)]
  return [...natural, ...names, ...misspelt, ...latin, ...long]
}
