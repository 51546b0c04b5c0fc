import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { zip, type Part } from '../samples.test-support.ts'
import type { Window } from './window.ts'
import { readZip } from './zip.ts'

function windowOn(bytes: Buffer): Window {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

const part: fc.Arbitrary<Part> = fc.record({
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((name) => name.toWellFormed()),
  content: fc.string({ maxLength: 200 }),
  stored: fc.boolean(),
})
const parts = fc.array(part, { minLength: 1, maxLength: 8 })

describe('读压缩文件的目录，不展开', () => {
  it('任何好的压缩文件，名字和大小都读得对', async () => {
    await fc.assert(fc.asyncProperty(parts, async (drawn) => {
      const entries = await readZip(windowOn(zip(drawn)))
      assert.deepEqual(
        entries?.map(({ name, bytes }) => [name, bytes]), drawn.map(({ name, content }) => [name, Buffer.byteLength(content ?? '')]),
      )
    }), { numRuns: 200 })
  })

  it('前面、后面多出东西，或者截掉一截，都不认', async () => {
    const extra = fc.string({ minLength: 1, maxLength: 30 })
    await fc.assert(fc.asyncProperty(parts, extra, fc.nat(40), async (drawn, text, cut) => {
      const whole = zip(drawn)
      assert.equal(await readZip(windowOn(zip(drawn, { before: text }))), undefined)
      assert.equal(await readZip(windowOn(Buffer.concat([whole, Buffer.from(text)]))), undefined)
      assert.equal(await readZip(windowOn(whole.subarray(0, whole.length - 1 - cut))), undefined)
    }), { numRuns: 100 })
  })

  it('目录改动任何一个数，要么不认，要么读出来的部分仍然互不重叠', async () => {
    await fc.assert(fc.asyncProperty(parts, fc.nat(), fc.nat(255), async (drawn, place, value) => {
      const bytes = zip(drawn)
      bytes[place % bytes.length] = value
      const entries = (await readZip(windowOn(bytes))) ?? []
      const packed = entries.reduce((sum, { packedBytes }) => sum + packedBytes, 0)
      assert.ok(packed <= bytes.length, 'parts that share bytes would add up to more than the file')
    }), { numRuns: 500 })
  })

  it('空的、没有条目的不认', async () => {
    assert.equal(await readZip(windowOn(Buffer.alloc(0))), undefined)
    assert.equal(await readZip(windowOn(zip([]))), undefined)
  })

  it('结尾的记号出现在内容里也不会认错', async () => {
    const tricky = zip([{ name: 'a', content: 'PK\x05\x06'.repeat(20), stored: true }])
    assert.equal((await readZip(windowOn(tricky)))?.length, 1)
  })
})
