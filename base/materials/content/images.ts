import { Refusal } from '#platform/refusal'
import type { Window } from './window.ts'

export interface PixelSize { width: number; height: number }

/** A photograph of today has 50 million; a picture of a few kilobytes that claims more is meant to fill our memory. */
const PIXELS_MAX = 100_000_000
const SIDE_MAX = 30_000
/** A photograph has a dozen; a crafted file may have millions. */
const SEGMENTS_MAX = 500

/** Refuses pictures that would unfold to more than any scanner or camera makes. */
export function refuseFlood({ width, height }: PixelSize): void {
  if (width === 0 || height === 0) throw broken()
  if (width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX) {
    const sentence = `图片有 ${width}×${height} 像素，太大了，请缩小到一亿像素以内再上传`
    throw new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
  }
}

export async function pngSize(window: Window): Promise<PixelSize> {
  const head = await window.read(0, 33)
  if (head.length < 33 || head.toString('latin1', 12, 16) !== 'IHDR') throw broken()
  return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) }
}

/** Goes from segment to segment to the one that begins the picture (SOF). */
export async function jpegSize(window: Window): Promise<PixelSize> {
  let offset = 2
  for (let segment = 0; segment < SEGMENTS_MAX; segment++) {
    const head = await window.read(offset, 9)
    if (head.length < 9 || head[0] !== 0xff) throw broken()
    const marker = head.readUInt8(1)
    if (marker === 0xff) offset += 1
    else if (isStartOfFrame(marker)) return { height: head.readUInt16BE(5), width: head.readUInt16BE(7) }
    else offset += 2 + lengthOf(head)
  }
  throw broken()
}

export async function webpSize(window: Window): Promise<PixelSize> {
  const head = await window.read(0, 30)
  if (head.length < 30) throw broken()
  const chunk = head.toString('latin1', 12, 16)
  if (chunk === 'VP8X') return { width: 1 + head.readUIntLE(24, 3), height: 1 + head.readUIntLE(27, 3) }
  if (chunk === 'VP8L' && head[20] === 0x2f) {
    const bits = head.readUInt32LE(21)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  if (chunk === 'VP8 ' && head.readUIntBE(23, 3) === 0x9d012a) {
    return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff }
  }
  throw broken()
}

/** C0–CF begin a frame, except the tables C4 and CC and the reserved C8. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** A segment counts its own two length bytes. The picture data would come before any size was told. */
function lengthOf(head: Buffer): number {
  const length = head.readUInt16BE(2)
  if (length < 2 || head[1] === 0xda || head[1] === 0xd9) throw broken()
  return length
}

function broken(): Refusal {
  const sentence = '图片不完整或已损坏，请重新拍摄或扫描后再上传'
  return new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
}
