import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { mine } from '../mine.ts'
import { readCsv, type Columns } from './csv.ts'
import { rowsOf } from './csv-rows.ts'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}
const minedIn = async (text: string, columns?: Columns) => mine(await readCsv(pieces(text, 7), text, columns))

async function rows(text: string, { delimiter, size }: { delimiter: string; size: number }): Promise<string[][]> {
  const found: string[][] = []
  for await (const { cells } of rowsOf(pieces(text, size), delimiter)) found.push([...cells])
  return found
}

describe('CSV 的行和格', () => {
  it('任何内容，加引号写出，不论怎样切成几段，读回来都一样', async () => {
    const cell = fc.oneof(fc.constantFrom('', '"', ',', ';', '\n', '\r\n', '受理', '"",', ' a '), fc.string({ maxLength: 4 }))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 })
    await fc.assert(fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), fc.integer({ min: 1, max: 9 }), async (cells, delimiter, size) => {
      const kept = cells.map((row) => row.map((text) => text.replaceAll('\r', '')))
      const text = kept.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n')
      assert.deepEqual(await rows(text, { delimiter, size }), kept)
    }), { numRuns: 200 })
  })

  it('格子中间的引号不是引号；空行跳过；引号没有收尾说在第几行', async () => {
    assert.deepEqual(await rows('a,5" 管\n\nb,c', { delimiter: ',', size: 3 }), [['a', '5" 管'], ['b', 'c']])
    await assert.rejects(rows('a,b\nc,"d\ne,f', { delimiter: ',', size: 5 }), /第 2 行：有一个引号没有收尾/)
    await assert.rejects(rows(`a,"\n${'x\n'.repeat(1500)}`, { delimiter: ',', size: 500 }), /第 1 行：有一个引号没有收尾/)
  })
})

describe('CSV 的事件日志', () => {
  const spellings = [
    ['case:concept:name', 'concept:name', 'time:timestamp', 'org:resource'], ['case_id', 'activity', 'timestamp', 'resource'],
    ['Case ID', 'Activity', 'Complete Timestamp', 'Resource'], ['CaseID', 'Activity Name', 'Time', 'User'], ['办件编号', '步骤', '时间', '办理人'],
    ['CaseID', 'ActivityID', 'CompleteTimestamp', 'Resource'],
  ]
  for (const [caseId, activity, time, resource] of spellings) {
    it(`列名 ${caseId}、${activity}、${time}、${resource}，逗号、分号、制表符都认得`, async () => {
      for (const delimiter of [',', ';', '\t']) {
        const text = [['x', resource, time, activity, caseId], ['1,5', '示例甲', '2026-03-02 09:00', '受理', 'a'], ['2,5', '示例乙', '2026-03-03 09:00', '决定', 'a']]
          .map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\n')
        const { cases, topVariant, resources, maxDays } = await minedIn(`\ufeff${text}\n`.replace('\ufeff', ''))
        assert.deepEqual([cases, topVariant, resources, maxDays], [1, ['受理', '决定'], 2, 1])
      }
    })
  }

  it('有 concept:name 又有 Activity，用标准的那一列；也可以自己说用哪列', async () => {
    const text = 'Activity,concept:name,case:concept:name,time:timestamp\n别的,受理,a,2026-03-02\n'
    assert.deepEqual((await minedIn(text)).topVariant, ['受理'])
    assert.deepEqual((await minedIn(text, { activity: 'Activity' })).topVariant, ['别的'])
    assert.deepEqual((await minedIn('x,y,z\na,受理,2026-03-02', { case: 'x', activity: 'y', time: 'z' })).topVariant, ['受理'])
  })

  it('表格程序在末尾留下的空行不算事件；没有写时间的照行的次序', async () => {
    const found = await minedIn('case_id,activity,timestamp\na,受理,2026-03-02\na,审查,\n,,\n , ,\n')
    assert.deepEqual([found.events, found.untimedEvents, found.topVariant], [2, 1, ['受理', '审查']])
  })

  it('认不出的列、说错的列、少一格、空的格、不对的时间：第几行、怎么改', async () => {
    await assert.rejects(minedIn('case_id,做什么,timestamp\n'), /没有认出活动（activity）一列，请用 --activity 写明列名；这个文件的列有：case_id、做什么、timestamp/)
    await assert.rejects(minedIn('case_id,activity,timestamp\n', { case: '编码' }), /没有“编码”这一列/)
    await assert.rejects(minedIn('case_id,activity,timestamp\na,b\n'), /第 2 行：有 2 列，第 1 行有 3 列/)
    await assert.rejects(minedIn('case_id,activity,timestamp\na,b,2026-03-02\na,,2026-03-02\n'), /第 3 行：活动（activity）是空的/)
    await assert.rejects(minedIn('case_id,activity,timestamp\n"a\nb",b,三月\n'), /第 2 行：时间“三月”不是/)
    await assert.rejects(minedIn('\n\n'), /文件是空的/)
  })
})
