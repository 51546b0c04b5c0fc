import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { digits, unbroken } from './parts.ts'

const wholes = (words: string): string[] => [...unbroken(words).text.matchAll(/<span class="whole">([^<]*)<\/span>/g)].map(([, one]) => one ?? '')

describe('不拆开的日子、时段和电话', () => {
  it('日子、时段、电话各是一整块，别的字照常换行', () => {
    assert.deepEqual(wholes('受理通知书上的日子。例如 2026-05-07'), ['例如 2026-05-07'])
    assert.deepEqual(wholes('2026年3月2日（周一），开放 09:00—12:00、13:00—17:00'), ['2026年3月2日', '09:00—12:00', '13:00—17:00'])
    assert.deepEqual(wholes('咨询电话：020-10000001（示例）'), ['020-10000001'])
    assert.deepEqual(wholes('4—32 个小写字母；18 位，共 20 MB；拨打 12345'), [])
  })

  it('字一个不多、一个不少，写进去的也变不成代码', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('2026-05-07', '09:00—12:00', '<b>', '020-10000001', '2026年3月2日')))
    fc.assert(fc.property(words.map((some) => some.join('')), (all) => {
      const shown = unbroken(all).text.replaceAll('<span class="whole">', '').replaceAll('</span>', '')
      assert.doesNotMatch(shown, /[<>]/)
      assert.equal(shown.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&'), all)
    }))
  })

  it('办件编号四位一组，抄下来没有空格', () => {
    assert.equal(digits('4401142603020000010').text.replace(/<[^>]*>/g, ''), '4401142603020000010')
    assert.equal(digits('4401142603020000010').text.match(/<span>/g)?.length, 5)
  })
})
