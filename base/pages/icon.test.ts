import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inflateSync } from 'node:zlib'
import { ICON_SVG, iconPng } from './icon.ts'

interface Picture { pixels: number; at: (x: number, y: number) => number[] }

/** Reads a PNG of ours: eight bits, red green blue and opacity, no filters. */
function read(png: Buffer): Picture {
  assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n')
  const pixels = png.readUInt32BE(16)
  assert.equal(png.readUInt32BE(20), pixels)
  const start = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4)))
  assert.equal(rows.length, pixels * (pixels * 4 + 1))
  return { pixels, at: (x, y) => [...rows.subarray(y * (pixels * 4 + 1) + 1 + x * 4, y * (pixels * 4 + 1) + 5 + x * 4)] }
}

const GREEN = [0x0f, 0x7b, 0x5f, 255]
const WHITE = [255, 255, 255, 255]

describe('平台的标志', () => {
  for (const pixels of [180, 192, 512]) {
    it(`${pixels} 像素的图片：绿底白芽，四角透明`, () => {
      const picture = read(iconPng(pixels))
      assert.equal(picture.pixels, pixels)
      const on = (x: number, y: number) => picture.at(Math.floor((x / 32) * pixels), Math.floor((y / 32) * pixels))
      assert.deepEqual(on(16, 22), WHITE)
      assert.deepEqual(on(6, 8), WHITE)
      assert.deepEqual(on(26, 7), WHITE)
      for (const [x, y] of [[3, 28], [28, 28], [16, 3], [11, 12]] as const) assert.deepEqual(on(x, y), GREEN, `${x},${y}`)
      assert.equal(picture.at(0, 0)[3], 0)
      assert.equal(picture.at(pixels - 1, pixels - 1)[3], 0)
    })
  }

  it('可以裁成别的形状的：铺满，要紧的部分离边至少一成', () => {
    const { pixels, at } = read(iconPng(192, { maskable: true }))
    for (let side = 0; side < pixels; side += 1) {
      for (const edge of [0, Math.floor(pixels / 10), pixels - 1 - Math.floor(pixels / 10)]) {
        assert.deepEqual(at(side, edge), GREEN)
        assert.deepEqual(at(edge, side), GREEN)
      }
    }
    assert.deepEqual(at(Math.floor(pixels / 2), Math.floor(pixels * 0.64)), WHITE)
  })

  it('图片很小，画和图片是同一个形状', () => {
    assert(iconPng(512).length < 20_000)
    assert.match(ICON_SVG, /^<svg [^>]*viewBox="0 0 32 32"><rect .*d="M16 26C.*M16 18C16 11 11 8 6 8C6 14 9 18 16 18M16 15C/)
  })
})
