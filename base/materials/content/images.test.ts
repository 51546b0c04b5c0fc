import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { jpeg, png, webp } from '../samples.test-support.ts'
import { jpegSize, pngSize, refuseFlood, webpSize } from './images.ts'
import type { Window } from './window.ts'

function windowOn(bytes: Buffer): Window {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) }
}

const side = (max: number) => fc.integer({ min: 1, max })

describe('图片的大小不打开图片就知道', () => {
  it('PNG、JPEG 和三种 WebP，写多大就读出多大', async () => {
    await fc.assert(fc.asyncProperty(side(16_383), side(16_383), async (width, height) => {
      const size = { width, height }
      assert.deepEqual(await pngSize(windowOn(png(width, height))), size)
      assert.deepEqual(await jpegSize(windowOn(jpeg(width, height))), size)
      for (const kind of ['VP8 ', 'VP8L', 'VP8X'] as const) assert.deepEqual(
        await webpSize(windowOn(webp(kind, width, height))), size, kind,
      )
    }), { numRuns: 100 })
  })

  it('各种格式写得下的最大尺寸也读得对', async () => {
    assert.deepEqual(await pngSize(windowOn(png(0xffff_ffff, 1))), { width: 0xffff_ffff, height: 1 })
    assert.deepEqual(await jpegSize(windowOn(jpeg(65_535, 65_535))), { width: 65_535, height: 65_535 })
    assert.deepEqual(await webpSize(windowOn(webp('VP8X', 1 << 24, 1 << 24))), { width: 1 << 24, height: 1 << 24 })
    assert.deepEqual(await webpSize(windowOn(webp('VP8L', 1 << 14, 1 << 14))), { width: 1 << 14, height: 1 << 14 })
  })

  it('一亿像素以内、边长三万以内的收，超过的不收，没有像素的不收', () => {
    fc.assert(fc.property(fc.nat(40_000), fc.nat(40_000), (width, height) => {
      const fine = width > 0 && height > 0 && width <= 30_000 && height <= 30_000 && width * height <= 100_000_000
      const look = (): void => refuseFlood({ width, height })
      if (fine) look()
      else assert.throws(look, { code: 'unsupported-media' })
    }))
    refuseFlood({ width: 10_000, height: 10_000 })
    assert.throws(() => refuseFlood({ width: 10_001, height: 10_000 }))
  })
})
