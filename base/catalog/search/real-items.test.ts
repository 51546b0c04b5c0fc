import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { measure, type Measured } from '../../../cli/evaluate-guide.ts'
import { readItems, readQuestions, type GuideQuestion } from '../../../cli/guide-files.ts'
import { buildSearchIndex, sameName, search, type SearchDocument } from './index.ts'

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url))
const DATA = here('../../../../shared/data/items/')
const absent = !existsSync(DATA) && !process.env['CI'] && '没有 ../shared/data 里的真实事项清单'

describe('两千多个真实事项', { skip: absent }, () => {
  let full: SearchDocument[]
  let bare: SearchDocument[]
  const ask = async (file: string): Promise<GuideQuestion[]> => (await readQuestions(file)).read
  before(async () => {
    full = (await readItems(`${DATA}guangdong-items-2021.jsonl`, 'with')).read
    bare = (await readItems(`${DATA}guangdong-items-2021.jsonl`, 'without')).read
    assert.equal(full.length, 2262)
  })

  it('索引里没有日常用语，拿日常用语来问，首位命中不低于 0.78', async () => {
    const { n, top1, p99Ms } = measure(bare, await ask(`${DATA}everyday-name-queries-dev.jsonl`))
    assert.equal(n, 413)
    assert.ok(top1 >= 0.78, String(top1))
    assert.ok(p99Ms <= 10, `99 分位 ${p99Ms} 毫秒`)
  })

  it('索引里有日常用语时，首位命中不低于 0.86（同一句话指几个事项的，只能中一个）', async () => {
    const { top1 } = measure(full, await ask(`${DATA}everyday-name-queries-dev.jsonl`))
    assert.ok(top1 >= 0.86, String(top1))
  })

  const natural: Record<string, [string, Pick<Measured, 'top1' | 'top3'>]> = {
    自己写的市民问题: ['natural-questions.jsonl', { top1: 0.83, top3: 0.93 }],
    定好权重以后才写的市民问题: ['natural-questions-held.jsonl', { top1: 0.74, top3: 0.86 }],
  }
  for (const [title, [file, least]] of Object.entries(natural)) {
    it(`${title}，首位命中不低于 ${least.top1}，前三不低于 ${least.top3}`, async () => {
      const { top1, top3 } = measure(full, await ask(here(file)))
      assert.ok(top1 >= least.top1 && top3 >= least.top3, `${top1} ${top3}`)
    })
  }

  it('写对任何一个事项的名称，它就在首位（同名算同一个）', () => {
    const index = buildSearchIndex(full)
    const nameOf = new Map(full.map(({ code, name }) => [code, sameName(name)]))
    for (const { name } of full) {
      const [first] = search(index, { query: name, limit: 1 })
      assert.equal(nameOf.get(first?.code ?? ''), sameName(name))
    }
  })

  it('市民问题的文件里，每个可接受的编码都在清单里，没有重复的问题', async () => {
    const codes = new Set(full.map(({ code }) => code))
    const questions = [...await ask(here('natural-questions.jsonl')), ...await ask(here('natural-questions-held.jsonl'))]
    assert.equal(new Set(questions.map(({ question }) => question)).size, questions.length)
    for (const { question, accept } of questions) assert.ok(accept.length > 0 && accept.every((code) => codes.has(code)), question)
  })
})
