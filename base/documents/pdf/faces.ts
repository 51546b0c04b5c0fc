import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

/** The part of a parsed font that we use. */
export interface Face {
  unitsPerEm: number
  hasGlyphForCodePoint: (codePoint: number) => boolean
  glyphForCodePoint: (codePoint: number) => { advanceWidth: number }
}

export type Weight = 'regular' | 'bold'

const FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
}
/** A parsed font never changes, and parsing ten megabytes for each document would be most of the work. */
const parsed = new Map<Weight, Face>()
const advances = new Map<string, number>()

/** Noto Sans SC in one weight, read and parsed once per process. */
export function faceOf(weight: Weight): Face {
  const known = parsed.get(weight)
  if (known) return known
  const path = createRequire(import.meta.url).resolve(FILES[weight])
  // Safe: pdfkit keeps the font it has opened here (0.20.2, pinned); the tests print with it and would fail at once.
  const opened = new PDFDocument({ font: path, autoFirstPage: false }) as unknown as { _font: { font: Face } }
  parsed.set(weight, opened._font.font)
  return opened._font.font
}

/** Width of a text in points. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
  let width = 0
  for (const character of text) width += advanceOf(character, weight)
  return width * size
}

/** Advance in em. */
function advanceOf(character: string, weight: Weight): number {
  const key = weight + character
  const known = advances.get(key)
  if (known !== undefined) return known
  const face = faceOf(weight)
  const advance = face.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth / face.unitsPerEm
  advances.set(key, advance)
  return advance
}
