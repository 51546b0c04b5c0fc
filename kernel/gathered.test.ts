import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openDatabase } from '#platform/database'
import { gathered } from './gathered.ts'

/** Never connected: only told apart. */
const [one, other] = [openDatabase({ url: 'postgres://127.0.0.1/one' }), openDatabase({ url: 'postgres://127.0.0.1/other' })]
after(() => Promise.all([one.destroy(), other.destroy()]))

function doubling() {
  const rounds: (readonly number[])[] = []
  const double = gathered(async (_tx, all: readonly number[]) => {
    rounds.push(all)
    if (all.includes(0)) throw new Error('没有零')
    return all.map((number) => number * 2)
  })
  return { double, rounds }
}

describe('同一轮里问的，一次问完', () => {
  it('各得各的答案；下一轮另问', async () => {
    const { double, rounds } = doubling()
    const late = async (number: number) => { await Promise.resolve(); return double(one, number) }
    assert.deepEqual(await Promise.all([double(one, 1), double(one, 2), late(3)]), [2, 4, 6])
    assert.equal(await double(one, 4), 8)
    assert.deepEqual(rounds, [[1, 2, 3], [4]])
  })

  it('两个事务各问各的', async () => {
    const { double, rounds } = doubling()
    assert.deepEqual(await Promise.all([double(one, 1), double(other, 2)]), [2, 4])
    assert.deepEqual(rounds, [[1], [2]])
  })

  it('没有问成，一起问的都得知，下一轮不受影响', async () => {
    const { double } = doubling()
    const outcomes = await Promise.allSettled([double(one, 1), double(one, 0)])
    assert.deepEqual(outcomes.map(({ status }) => status), ['rejected', 'rejected'])
    assert.equal(await double(one, 5), 10)
  })
})
