import { inflateSync } from 'node:zlib'

/**
 * The words of a PDF as Chromium writes it, in the order they are drawn, without spaces. Each piece of text is given in the glyph
 * numbers of its font; the font brings the table back to letters (ToUnicode), by which readers search and copy too.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsIn(pdf)
  const fonts = fontTables(objects)
  return [...objects.values()].filter(({ stream }) => / Tf\b/.test(stream)).map(({ stream }) => wordsIn(stream, fonts)).join('').replace(/\s/g, '')
}

export function pdfPages(pdf: Buffer): number {
  return [...objectsIn(pdf).values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head)).length
}

interface PdfObject { head: string; stream: string }

function objectsIn(pdf: Buffer): Map<string, PdfObject> {
  const text = pdf.toString('latin1')
  const found = [...text.matchAll(/(?:^|\n)(\d+) 0 obj\s(.*?)endobj/gs)].map(([, id = '', body = '']): [string, PdfObject] => {
    const at = body.indexOf('stream\n')
    const head = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 'stream\n'.length, body.lastIndexOf('\nendstream'))
    return [id, { head, stream: head.includes('/FlateDecode') ? unpacked(raw) : raw }]
  })
  return new Map(found)
}

/** Pictures and fonts may be packed in ways of their own; their content is no text. */
function unpacked(raw: string): string {
  try {
    return inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
  } catch {
    return ''
  }
}

/** How many hexadecimal digits name a glyph, and which letters the glyphs are. */
interface Table { digits: number; letters: ReadonlyMap<number, string> }

/** The letters of every font by its name in the drawing (/F4). */
function fontTables(objects: ReadonlyMap<string, PdfObject>): Map<string, Table> {
  const named = [...objects.values()].flatMap(({ head }) =>
    [...head.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']): [string, string] => [name, id]))
  return new Map(named.flatMap(([name, id]): [string, Table][] => {
    const [, table = ''] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '') ?? []
    return table === '' ? [] : [[name, lettersIn(objects.get(table)?.stream ?? '')]]
  }))
}

function lettersIn(map: string): Table {
  const letters = new Map<number, string>()
  for (const [, block = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, from = '', to = ''] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)>/gi)) letters.set(Number.parseInt(from, 16), utf16(to))
  }
  for (const [, block = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, first = '', last = '', to = ''] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]+)>/gi)) {
      const [start, end] = [Number.parseInt(first, 16), Number.parseInt(last, 16)]
      for (let glyph = start; glyph <= end; glyph += 1) letters.set(glyph, String.fromCodePoint((utf16(to).codePointAt(0) ?? 0) + glyph - start))
    }
  }
  const [, first = ''] = /begincodespacerange\s*<([0-9A-F]+)>/i.exec(map) ?? []
  return { digits: first.length, letters }
}

function utf16(hex: string): string {
  return (hex.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('')
}

/** Where one glyph stands for several letters, the drawing says beside it which is meant (ActualText … EMC). */
function wordsIn(stream: string, fonts: ReadonlyMap<string, Table>): string {
  let [font, isSaid]: [Table | undefined, boolean] = [undefined, false]
  return [...stream.matchAll(/ActualText <FEFF([0-9A-F]*)>|(EMC)|\/(F\d+) [\d.]+ Tf|<([0-9A-F]+)>/gi)].map(([, said, end, name, glyphs = '']) => {
    if (name !== undefined) font = fonts.get(name)
    if (end !== undefined) isSaid = false
    if (said !== undefined) isSaid = true
    return said !== undefined ? utf16(said) : isSaid ? '' : lettersOf(glyphs, font)
  }).join('')
}

function lettersOf(glyphs: string, font: Table | undefined): string {
  return (glyphs.match(new RegExp(`.{${font?.digits ?? 4}}`, 'g')) ?? []).map((glyph) => font?.letters.get(Number.parseInt(glyph, 16)) ?? '').join('')
}
