import { inflateSync } from 'node:zlib'

/** One run of text on a page, as a reader of the file would find it. */
export interface PrintedText { page: number; text: string }

/** Reads our own PDFs back (pages in order, text in the order of printing): the tests hold it against what should have been printed. */
export function printedText(pdf: Buffer): PrintedText[] {
  const objects = objectsOf(pdf)
  const pages = [...objects.values()].filter((object) => /\/Type \/Page\b(?!s)/.test(object.head))
  const order = (/\/Kids \[([^\]]*)\]/.exec([...objects.values()].map(({ head }) => head).find((head) => head.includes('/Type /Pages')) ?? '')?.[1] ?? '')
    .match(/\d+(?= 0 R)/g) ?? []
  const ordered = order.map((number) => pages.find((page) => page.number === Number(number))).filter((page) => page !== undefined)
  return ordered.flatMap((page, index) => textOf(page, objects).map((text) => ({ page: index + 1, text })))
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
  const resources = target(page, 'Resources', objects)
  const fonts = new Map([...resources.head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', number]) =>
    [name, charactersOf(target(objects.get(Number(number)), 'ToUnicode', objects).stream)]))
  let characters: readonly string[] = []
  const texts: string[] = []
  for (const [, font, shown] of target(page, 'Contents', objects).stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) characters = fonts.get(font) ?? []
    else texts.push((shown?.match(/<([0-9a-f]*)>/g) ?? []).flatMap((run) => run.match(/[0-9a-f]{4}/g) ?? []).map((glyph) => characters[parseInt(glyph, 16)] ?? '�').join(''))
  }
  return texts
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
