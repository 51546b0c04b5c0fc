import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { FIT_WIDTH, keptViewing, turned, turnedBox, USUAL, zoomed, ZOOMS } from './viewing.ts'

describe('看材料', () => {
  it('放大、缩小一级一级来，到头不动；总在这几级里', () => {
    assert.equal(zoomed(USUAL, 1).zoom, 150)
    assert.equal(zoomed({ ...USUAL, zoom: 400 }, 1).zoom, 400)
    assert.equal(zoomed({ ...USUAL, zoom: 25 }, -1).zoom, 25)
    fc.assert(fc.property(fc.array(fc.constantFrom<1 | -1>(1, -1)), (presses) => ZOOMS.includes(presses.reduce(zoomed, USUAL).zoom)))
  })

  it('转四次回到原样；一份转了，别的不转', () => {
    const once = turned(USUAL, 'a')
    assert.deepEqual(once.turns, { a: 1 })
    assert.equal(turned(turned(turned(once, 'a'), 'a'), 'a').turns['a'], 0)
    assert.deepEqual(turned(once, 'b').turns, { a: 1, b: 1 })
  })

  it('记得放大了多少、是不是宽的；哪份转过不记；记坏了照平常', () => {
    assert.deepEqual(keptViewing({ zoom: 200, isWide: true, turns: { a: 1 } }), { zoom: 200, isWide: true, turns: {} })
    assert.deepEqual(keptViewing({ zoom: 123, isWide: 'yes' }), USUAL)
    for (const bad of [undefined, null, 'x', 3]) assert.equal(keptViewing(bad).zoom, FIT_WIDTH)
  })

  it('横过来以后，图的高成了框的宽，图不变形也不出框', () => {
    assert.deepEqual(turnedBox({ width: 400, height: 200 }, 0), { ratio: 2, pictureWidth: 1 })
    assert.deepEqual(turnedBox({ width: 400, height: 200 }, 1), { ratio: 0.5, pictureWidth: 2 })
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), fc.nat(3), (width, height, turns) => {
      const { ratio, pictureWidth } = turnedBox({ width, height }, turns)
      const [boxHeight, pictureHeight] = [1 / ratio, pictureWidth * height / width]
      const [across, down] = turns % 2 === 0 ? [pictureWidth, pictureHeight] : [pictureHeight, pictureWidth]
      assert(Math.abs(across - 1) < 1e-9 && Math.abs(down - boxHeight) < 1e-9 * boxHeight)
    }))
  })
})
