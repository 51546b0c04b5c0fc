import { crc32, deflateSync } from 'node:zlib'

/** A sprout on spring green: the mark of the platform, drawn by us, on a square of 32. Each line starts at a point and bends on. */
const LINES: readonly { start: Point; bends: readonly Bend[] }[] = [
  { start: [16, 26], bends: [[16, 22, 16, 18, 16, 14]] },
  { start: [16, 18], bends: [[16, 11, 11, 8, 6, 8], [6, 14, 9, 18, 16, 18]] },
  { start: [16, 15], bends: [[16, 10, 20, 7, 26, 7], [26, 13, 22, 16, 16, 16]] },
]
const SIDE = 32
const CORNER = 7
const LINE_WIDTH = 2.4
const GREEN = [0x0f, 0x7b, 0x5f] as const
/** Launchers cut the picture to a shape of their own; what matters lies within four fifths of it. */
const SAFE_PART = 0.74

type Point = readonly [x: number, y: number]
/** Two handles and the end of a cubic curve. */
type Bend = readonly [number, number, number, number, number, number]

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}"><rect width="${SIDE}" height="${SIDE}" rx="${CORNER}" fill="#0f7b5f"/>`
  + `<path d="${LINES.map(({ start, bends }) => `M${start.join(' ')}${bends.map((bend) => `C${bend.join(' ')}`).join('')}`).join('')}" `
  + `fill="none" stroke="#fff" stroke-width="${LINE_WIDTH}" stroke-linecap="round" stroke-linejoin="round"/></svg>`

/** The same as a PNG for launchers that take no drawing. `maskable` fills the whole square and keeps away from its edges. */
export function iconPng(pixels: number, { maskable = false } = {}): Buffer {
  const white = linesOn(pixels, maskable ? SAFE_PART : 1)
  const scale = pixels / SIDE
  const rows = Buffer.alloc(pixels * (pixels * 4 + 1))
  for (let y = 0; y < pixels; y += 1) {
    for (let x = 0; x < pixels; x += 1) {
      const pixel = y * (pixels * 4 + 1) + 1 + x * 4
      for (const [channel, green] of GREEN.entries()) rows[pixel + channel] = Math.round(green + (255 - green) * (white[y * pixels + x] ?? 0))
      rows[pixel + 3] = maskable ? 255 : Math.round(255 * covered(-outside([(x + 0.5) / scale, (y + 0.5) / scale]) * scale))
    }
  }
  return png(pixels, rows)
}

/** How white each pixel is. Each piece of a line looks only at the pixels around it: the picture is drawn while somebody waits for it. */
function linesOn(pixels: number, shrink: number): Float32Array {
  const white = new Float32Array(pixels * pixels)
  const place = (along: number): number => ((along - SIDE / 2) * shrink + SIDE / 2) * (pixels / SIDE)
  const half = (LINE_WIDTH / 2) * shrink * (pixels / SIDE)
  const range = (one: number, other: number): [number, number] => [Math.floor(Math.min(one, other) - half - 1), Math.ceil(Math.max(one, other) + half + 1)]
  for (const [from, to] of LINES.flatMap(segmentsOf)) {
    const [ax, ay, bx, by] = [place(from[0]), place(from[1]), place(to[0]), place(to[1])]
    const [[left, right], [top, bottom]] = [range(ax, bx), range(ay, by)]
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const at = y * pixels + x
        white[at] = Math.max(white[at] ?? 0, covered(half - distance([ax, ay], [bx, by], [x + 0.5, y + 0.5])))
      }
    }
  }
  return white
}

const STEPS = 24
type Segment = readonly [from: Point, to: Point]

function segmentsOf({ start, bends }: (typeof LINES)[number]): Segment[] {
  let from = start
  return bends.flatMap(([ax, ay, bx, by, ex, ey]) => {
    const origin = from
    return Array.from({ length: STEPS }, (_, step): Segment => {
      const t = (step + 1) / STEPS
      const part = (one: number, two: number, three: number, four: number): number =>
        (1 - t) ** 3 * one + 3 * (1 - t) ** 2 * t * two + 3 * (1 - t) * t ** 2 * three + t ** 3 * four
      const segment: Segment = [from, [part(origin[0], ax, bx, ex), part(origin[1], ay, by, ey)]]
      from = segment[1]
      return segment
    })
  })
}

function distance([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

/** How far a point lies outside of the rounded square; negative inside. */
function outside([x, y]: Point): number {
  const [dx, dy] = [Math.abs(x - SIDE / 2) - SIDE / 2 + CORNER, Math.abs(y - SIDE / 2) - SIDE / 2 + CORNER]
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - CORNER
}

/** Which part of a pixel lies inside an edge that is so many pixels away. */
function covered(pixels: number): number {
  return Math.max(0, Math.min(1, pixels + 0.5))
}

function png(pixels: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels, 0)
  header.writeUInt32BE(pixels, 4)
  // Eight bits a channel, red green blue and opacity.
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
