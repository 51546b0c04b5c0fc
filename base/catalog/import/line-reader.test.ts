import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { linesOf } from './line-reader.ts'

async function lines(...chunks: string[]): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = []
  for await (const { bytes } of linesOf((async function* () { for (const chunk of chunks) yield Buffer.from(chunk) })())) {
    found.push(bytes && Buffer.from(bytes).toString())
  }
  return found
}

it('行可以跨几块，最后一行可以没有换行', async () => {
  assert.deepEqual(await lines('一\n二', '还是二', '\n三'), ['一', '二还是二', '三'])
  assert.deepEqual(await lines('一\r\n二\r\n'), ['一', '二'])
  assert.deepEqual(await lines(''), [])
})

it('空行也占一个行号', async () => {
  assert.deepEqual(await lines('一\n\n三'), ['一', '', '三'])
})

it('太长的一行读不下就说读不下，前后各行照读', async () => {
  const long = 'x'.repeat(9 * 1024 * 1024)
  assert.deepEqual(await lines(`一\n${long}`, long, `尾\n三`), ['一', undefined, '三'])
})

it('不论怎样切块，行都一样', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z\n]{0,9}$/)), async (chunks) => {
    const whole = chunks.join('')
    const expected = whole === '' ? [] : whole.replace(/\n$/, '').split('\n')
    assert.deepEqual(await lines(...chunks), expected)
  }))
})
