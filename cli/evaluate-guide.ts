import { existsSync } from 'node:fs'
import {
  buildSearchIndex, HITS_MAX, NO_SYNONYMS, sameName, search, SHIPPED_SYNONYMS, type SearchDocument,
} from '../base/catalog/search/index.ts'
import { runCommand, type Command, type ExitCode, type Invocation } from './command.ts'
import { readItems, readQuestions, type GuideQuestion } from './guide-files.ts'

const USAGE = 'evaluate guide --items 事项.jsonl --questions 问题.jsonl [--json] [--without-everyday-names] [--without-synonyms]'

export const evaluateGuideCommand: Command = {
  name: 'evaluate guide',
  summary: '测量找事项找得准不准：每行一个问题和可接受的事项编码，报首位命中、前三命中、平均倒数名次和耗时；同名事项算同一个',
  usage: USAGE,
  options: {
    items: { type: 'string' },
    questions: { type: 'string' },
    json: { type: 'boolean' },
    'without-everyday-names': { type: 'boolean' },
    'without-synonyms': { type: 'boolean' },
  },
  details: [
    '  --items 文件   事项，格式同 import items', '  --questions 文件  一行一个 {"question", "accept": [编码…]}',
    '  --without-everyday-names  不用事项自己的俗称', '  --without-synonyms        不用我们写的同义词：看它们值多少',
  ],
  examples: ['evaluate guide --items items.jsonl --questions questions.jsonl'],
  exits: '0 测完，1 有的行不对，2 用法不对或没有文件',
  run: evaluate,
}

/** The command by itself, with its arguments behind `evaluate guide`. 2 wrong usage · 1 some line was bad · 0 done. */
export function evaluateGuide(args: string[], out: (line: string) => void, note: (line: string) => void = out): Promise<ExitCode> {
  return runCommand([evaluateGuideCommand], ['evaluate', 'guide', ...args], { out, note })
}

export interface Measured {
  /** Questions asked. */
  n: number
  /** Shares of the questions whose right item stood first, or among the first three. */
  top1: number
  top3: number
  /** Mean of 1 ÷ place, 0 where the item is not among the first hundred. */
  mrr: number
  /** Of one search; each question is asked five times and its median counts, so that what else the machine does is not measured. */
  p50Ms: number
  p99Ms: number
}

const ASKED_TIMES = 5

async function evaluate({ words, options, out, note }: Invocation): Promise<ExitCode> {
  const { items, questions } = options
  if (typeof items !== 'string' || typeof questions !== 'string' || words.length > 0) {
    note(`请用 --items 写明事项文件，用 --questions 写明问题文件\n用法：chunfeng ${USAGE}`)
    return 2
  }
  const missing = [items, questions].find((file) => !existsSync(file))
  if (missing !== undefined) {
    note(`读不到文件“${missing}”，请核对路径`)
    return 2
  }
  const catalogue = await readItems(items, options['without-everyday-names'] === true ? 'without' : 'with')
  const asked = await readQuestions(questions)
  const { answerable, unknown } = sortOut(asked.read, catalogue.read)
  const wrong = [...catalogue.wrong, ...asked.wrong, ...unknown]
  for (const sentence of wrong) note(sentence)
  const measured = measure(catalogue.read, answerable, options['without-synonyms'] === true ? NO_SYNONYMS : SHIPPED_SYNONYMS)
  if (options['json'] === true) out(JSON.stringify(measured))
  else for (const line of tableOf(measured, catalogue.read.length)) out(line)
  return wrong.length > 0 ? 1 : 0
}

interface Sorted { answerable: GuideQuestion[]; unknown: string[] }

/** A question none of whose accepted items is in the list cannot be answered and would only spoil the measure. */
function sortOut(questions: readonly GuideQuestion[], documents: readonly SearchDocument[]): Sorted {
  const codes = new Set(documents.map(({ code }) => code))
  const isAnswerable = ({ accept }: GuideQuestion) => accept.some((code) => codes.has(code))
  return {
    answerable: questions.filter(isAnswerable),
    unknown: questions.filter((question) => !isAnswerable(question)).map(({ question }) => `“${question}”可接受的事项都不在事项文件里，没有计入`),
  }
}

/** Asks every question over all items. */
export function measure(documents: readonly SearchDocument[], questions: readonly GuideQuestion[], synonyms = SHIPPED_SYNONYMS): Measured {
  const index = buildSearchIndex(documents, synonyms)
  const nameOf = new Map(documents.map(({ code, name }) => [code, sameName(name)]))
  const find = (question: string) => search(index, { query: question, limit: HITS_MAX })
  const places = questions.map(({ question, accept }) => {
    const accepted = new Set(accept.map((code) => nameOf.get(code)))
    return find(question).findIndex(({ code }) => accepted.has(nameOf.get(code))) + 1
  })
  const times = questions.map(({ question }) => millisecondsOf(() => find(question))).sort((one, other) => one - other)
  const share = (isCounted: (place: number) => boolean) => rounded(places.filter(isCounted).length / Math.max(1, places.length), 4)
  return {
    n: places.length,
    top1: share((place) => place === 1),
    top3: share((place) => place >= 1 && place <= 3),
    mrr: rounded(places.reduce((sum, place) => sum + (place === 0 ? 0 : 1 / place), 0) / Math.max(1, places.length), 4),
    p50Ms: rounded(quantile(times, 0.5), 3),
    p99Ms: rounded(quantile(times, 0.99), 3),
  }
}

/** The median of a few runs. */
function millisecondsOf(run: () => unknown): number {
  const times = Array.from({ length: ASKED_TIMES }, () => {
    const from = performance.now()
    run()
    return performance.now() - from
  })
  return quantile(times.sort((one, other) => one - other), 0.5)
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

function tableOf({ n, top1, top3, mrr, p50Ms, p99Ms }: Measured, items: number): string[] {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return [
    `事项 ${items} 个，问题 ${n} 个（同名事项算同一个）`,
    `首位命中 top1：${percent(top1)}`,
    `前三命中 top3：${percent(top3)}`,
    `平均倒数名次 mrr：${mrr.toFixed(3)}`,
    `每次查找耗时：中位 ${p50Ms} 毫秒，99 分位 ${p99Ms} 毫秒`,
  ]
}
