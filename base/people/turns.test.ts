import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Turns } from './turns.ts'

describe('同名的事一件一件来', () => {
  it('前一件没完，后一件不开始；别的名字不等', async () => {
    const turns = new Turns()
    const story: string[] = []
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const first = turns.take('a', async () => {
      story.push('first begins')
      await gate
      story.push('first ends')
    })
    const second = turns.take('a', async () => { story.push('second') })
    await turns.take('b', async () => { story.push('other') })
    open()
    await Promise.all([first, second])
    assert.deepEqual(story, ['first begins', 'other', 'first ends', 'second'])
  })

  it('一件失败，后面的照常', async () => {
    const turns = new Turns()
    const first = turns.take('a', async () => { throw new Error('no') })
    const second = turns.take('a', async () => 7)
    await assert.rejects(first, /no/)
    assert.equal(await second, 7)
    assert.equal(await turns.take('a', async () => 8), 8)
  })

  it('排队有上限', async () => {
    const turns = new Turns()
    const { promise: gate, resolve: open } = Promise.withResolvers<void>()
    const waiting = Array.from({ length: 100 }, () => turns.take('a', () => gate))
    await assert.rejects(turns.take('a', () => gate), { code: 'too-many' })
    open()
    await Promise.all(waiting)
    await turns.take('a', async () => {})
  })
})
