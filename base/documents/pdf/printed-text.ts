import { inflateSync } from 'node:zlib'

/** One run of text on a page, as a reader of the file would find it. */
export interface PrintedText { page: number; text: string }

/** Reads our own PDFs back (pages in order, text in the order of printing): the tests hold it against what should have been printed. */
export function printedText(pdf: Buffer): PrintedText[] {
  const objects = objectsOf(pdf)
  const tree = [...objects.values()].find(({ head }) => head.includes('/Type /Pages'))
  const kids = /\/Kids \[([^\]]*)\]/.exec(tree?.head ?? '')?.[1]?.match(/\d+(?= 0 R)/g) ?? []
  const pages = kids.map((number) => objects.get(Number(number))).filter((page) => page !== undefined)
  return pages.flatMap((page, index) => textOf(page, objects).map((text) => ({ page: index + 1, text })))
}

interface PdfObject { number: number; head: string; stream: string }

function objectsOf(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString('latin1')
  const objects = new Map<number, PdfObject>()
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([^]*?)\n(stream\n|endobj)/g)) {
    const [whole, number = '', head = '', end] = match
    const start = match.index + whole.length
    const length = Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0)
    const raw = end === 'stream\n' ? pdf.subarray(start, start + length) : Buffer.alloc(0)
    const stream = head.includes('/FlateDecode') ? inflateSync(raw) : raw
    objects.set(Number(number), { number: Number(number), head, stream: stream.toString('latin1') })
  }
  return objects
}

function textOf(page: PdfObject, objects: Map<number, PdfObject>): string[] {
  const fonts = new Map([...target(page, 'Resources', objects).head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) =>
    [name, charactersOf(target(objects.get(Number(number)), 'ToUnicode', objects).stream)]))
  let characters: readonly string[] = []
  const texts: string[] = []
  for (const [, font, shown] of target(page, 'Contents', objects).stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) characters = fonts.get(font) ?? []
    else texts.push(glyphsIn(shown ?? '').map((glyph) => characters[glyph] ?? '�').join(''))
  }
  return texts
}

/** Glyph numbers of a TJ array: hexadecimal runs with kerning between them. */
function glyphsIn(shown: string): number[] {
  return (shown.match(/<[0-9a-f]*>/g) ?? []).flatMap((run) => run.match(/[0-9a-f]{4}/g) ?? []).map((glyph) => parseInt(glyph, 16))
}

function target(object: PdfObject | undefined, key: string, objects: Map<number, PdfObject>): PdfObject {
  const number = Number(new RegExp(`/${key} (\\d+) 0 R`).exec(object?.head ?? '')?.[1])
  return objects.get(number) ?? { number, head: '', stream: '' }
}

/** Character of each glyph of a font, from its ToUnicode table. */
function charactersOf(table: string): string[] {
  return [...table.matchAll(/<[0-9a-f]+> <[0-9a-f]+> \[([^\]]*)\]/g)].flatMap(([, entries = '']) =>
    [...entries.matchAll(/<([0-9a-f ]*)>/g)].map(([, units = '']) =>
      String.fromCharCode(...units.split(' ').filter((unit) => unit !== '').map((unit) => parseInt(unit, 16)))))
}
