/** How the file one looks at is shown: 100 fills the width of the box. `turns` are quarter turns clockwise by file. */
export interface Viewing { zoom: number; isWide: boolean; turns: Readonly<Record<string, number>> }

export const ZOOMS: readonly number[] = [25, 50, 75, 100, 150, 200, 300, 400]
export const FIT_WIDTH = 100
export const USUAL: Viewing = { zoom: FIT_WIDTH, isWide: false, turns: {} }
const QUARTERS = 4

/** The next larger or smaller zoom; the ends hold. */
export function zoomed(viewing: Viewing, by: 1 | -1): Viewing {
  const at = ZOOMS.indexOf(viewing.zoom) + by
  return { ...viewing, zoom: ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at))] ?? FIT_WIDTH }
}

export function turned(viewing: Viewing, fileId: string): Viewing {
  return { ...viewing, turns: { ...viewing.turns, [fileId]: ((viewing.turns[fileId] ?? 0) + 1) % QUARTERS } }
}

/** What was kept of an earlier visit; a turn belongs to one file and is not kept. */
export function keptViewing(kept: unknown): Viewing {
  if (typeof kept !== 'object' || kept === null) return USUAL
  const { zoom, isWide }: { zoom?: unknown; isWide?: unknown } = kept
  return { ...USUAL, zoom: ZOOMS.find((known) => known === zoom) ?? FIT_WIDTH, isWide: isWide === true }
}

export interface Size { width: number; height: number }

/** The box a turned picture fills, and the picture in it, as fractions of the box's own width. Pure. */
export function turnedBox({ width, height }: Size, turns: number): { ratio: number; pictureWidth: number } {
  if (turns % 2 === 0) return { ratio: width / height, pictureWidth: 1 }
  return { ratio: height / width, pictureWidth: width / height }
}
