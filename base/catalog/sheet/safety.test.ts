import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { deflateRawSync } from 'node:zlib'
import { COLUMNS_MAX, rowsOfWorkbook } from './read-rows.ts'
import { newPath, rowsFor, item, written } from './workbook.test-support.ts'

const refusedAs = (code: string) => ({ code, message: /\p{Script=Han}/u })

interface Part { name: string; content: Buffer }

/** A zip file with these parts; the sizes it claims may be told. */
function zipOf(parts: readonly Part[], claimed: (content: Buffer) => number = (content) => content.length): Buffer {
  const [bodies, entries]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, content } of parts) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(claimed(content), 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0); entry.writeUInt16LE(8, 10); entry.writeUInt32LE(packed.length, 20); entry.writeUInt32LE(claimed(content), 24)
    entry.writeUInt16LE(name.length, 28); entry.writeUInt32LE(offset, 42)
    bodies.push(head, Buffer.from(name), packed)
    entries.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(parts.length, 8); end.writeUInt16LE(parts.length, 10); end.writeUInt32LE(directory.length, 12); end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, directory, end])
}

const TYPES: Part = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') }
const BOOK: Part = { name: 'xl/workbook.xml', content: Buffer.from('<workbook><sheets><sheet name="事项" r:id="r1"/></sheets></workbook>') }
const LINKS: Part = {
  name: 'xl/_rels/workbook.xml.rels', content: Buffer.from('<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'),
}
const sheet = (xml: string | Buffer): Part => ({ name: 'xl/worksheets/sheet1.xml', content: Buffer.from(xml) })

async function saved(content: Buffer | string): Promise<string> {
  const path = newPath()
  await writeFile(path, content)
  return path
}

describe('不该收的文件', () => {
  it('不是表格的、空的、半截的，都说清楚', async () => {
    await assert.rejects(rowsOfWorkbook(await saved('名称,编码')), refusedAs('unsupported-media'))
    await assert.rejects(rowsOfWorkbook(await saved('')), refusedAs('unsupported-media'))
    await assert.rejects(rowsOfWorkbook(await saved(zipOf([TYPES, BOOK, LINKS, sheet('<row/>')]).subarray(0, 200))), refusedAs('unsupported-media'))
  })

  it('展开以后大得不正常的不收，谎报大小的也不收', async () => {
    const huge = sheet(Buffer.alloc(220 * 1_048_576, 0x20))
    await assert.rejects(rowsOfWorkbook(await saved(zipOf([TYPES, BOOK, LINKS, huge]))), refusedAs('unsupported-media'))
    const lying = zipOf([TYPES, BOOK, LINKS, sheet(Buffer.alloc(30 * 1_048_576, 0x20))], (content) => Math.min(content.length, 1000))
    await assert.rejects(rowsOfWorkbook(await saved(lying)), refusedAs('unsupported-media'))
  })

  it('里面的内容读不懂的、夹了外部声明的，请人另存', async () => {
    for (const xml of ['<sheetData><row r="1"><c', '<!DOCTYPE x [<!ENTITY a "b">]><sheetData/>']) {
      await assert.rejects(rowsOfWorkbook(await saved(zipOf([TYPES, BOOK, LINKS, sheet(xml)]))), refusedAs('invalid'))
    }
  })

  it('列数超过上限、单元格地址在天边的，不收', async () => {
    const wide = rowsFor([item(1)])
    wide.get('流程')?.push(Array.from({ length: COLUMNS_MAX + 1 }, () => '甲'))
    await assert.rejects(rowsOfWorkbook(await written(wide)), refusedAs('too-large'))
    const far = sheet('<sheetData><row r="1"><c r="XFD1" t="str"><v>远</v></c></row></sheetData>')
    await assert.rejects(rowsOfWorkbook(await saved(zipOf([TYPES, BOOK, LINKS, far]))), refusedAs('too-large'))
  })

  it('别的软件写的：没有地址的格、行内文字、带前缀的标签，都读得出', async () => {
    const plain = sheet('<x:sheetData>'
      + '<x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>'
      + '<x:row r="5"><x:c r="C5" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData>')
    assert.deepEqual(await rowsOfWorkbook(await saved(zipOf([TYPES, BOOK, LINKS, plain]))), [
      { sheet: '事项', row: 1, cells: ['甲', '7'] }, { sheet: '事项', row: 5, cells: ['', '', '是'] },
    ])
  })
})
