import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '#platform/refusal'
import { DOCX_PARTS, jpeg, OFD_PARTS, PDF, pdfPacking, pdfWith, png, webp, XLSX_PARTS, zip, type Part } from '../samples.test-support.ts'
import { sniff } from './sniff.ts'
import { ENTRIES_MAX } from './zip.ts'

function kindOf(bytes: Buffer): Promise<string> {
  return sniff({ size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) })
}

async function refusalOf(bytes: Buffer): Promise<string> {
  try {
    return `taken as ${await kindOf(bytes)}`
  } catch (error) {
    assert.ok(error instanceof Refusal && error.code === 'unsupported-media', String(error))
    return error.message
  }
}

describe('看内容认类型，不看名字', () => {
  it('认得要收的各种文件', async () => {
    assert.equal(await kindOf(PDF), 'pdf')
    assert.equal(await kindOf(png(640, 480)), 'png')
    assert.equal(await kindOf(jpeg(640, 480)), 'jpeg')
    for (const kind of ['VP8 ', 'VP8L', 'VP8X'] as const) assert.equal(await kindOf(webp(kind, 640, 480)), 'webp')
    assert.equal(await kindOf(zip(DOCX_PARTS)), 'docx')
    assert.equal(await kindOf(zip(XLSX_PARTS)), 'xlsx')
    assert.equal(await kindOf(zip(OFD_PARTS)), 'ofd')
  })

  it('不收的，说明该怎么办', async () => {
    const cases: [string | Buffer, RegExp][] = [
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /另存为/], ['MZ\x90\x00', /程序/], ['\x7fELF', /程序/], ['#!/bin/sh', /程序/],
      ['<!DOCTYPE html><script>', /网页/], ['  <svg onload=1>', /网页/], ['<?xml version="1.0"?>', /网页/], ['GIF89a', /JPEG 或 PNG/],
      ['Rar!\x1a', /解开/], ['\x00\x00\x00\x18ftypheic', /兼容性最佳/], ['hello', /认不出/], ['', /认不出/], ['%PDF-9.9', /认不出/], ['x%PDF-1.4', /认不出/],
    ]
    for (const [content, reason] of cases) assert.match(
      await refusalOf(typeof content === 'string' ? Buffer.from(content, 'latin1') : content), reason, String(content),
    )
  })

  it('随便什么字节，要么认出来要么拒绝，不会出错', async () => {
    const heads = [
      '%PDF-1.4', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', 'RIFF1234WEBP', 'PK\x03\x04', '',
    ].map((text) => Buffer.from(text, 'latin1'))
    const bytes = fc.tuple(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 })).map(([head, tail]) => Buffer.concat([head, tail]))
    await fc.assert(fc.asyncProperty(bytes, async (drawn) => void (await refusalOf(drawn))), { numRuns: 500 })
  })

  it('好文件改坏任何几个字节，也不会出错', async () => {
    const whole = [PDF, png(9, 9), jpeg(9, 9), webp('VP8X', 9, 9), zip(DOCX_PARTS), pdfPacking('<< /S /GoTo >>')]
    const spoilt = fc.tuple(
      fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 8 }), fc.nat(400),
    )
    await fc.assert(fc.asyncProperty(spoilt, async ([bytes, changes, cut]) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of changes) copy[at % copy.length] = value
      await refusalOf(copy.subarray(0, copy.length - (cut % copy.length)))
    }), { numRuns: 500 })
  })
})

describe('图片', () => {
  it('像素多得不合常理的不收', async () => {
    for (const flood of [
      png(60_000, 60_000), png(20_000, 20_000), jpeg(65_535, 65_535), webp('VP8X', 16_000_000, 16_000_000), png(30_001, 1),
    ]) assert.match(await refusalOf(flood), /像素/)
    for (const fine of [png(10_000, 10_000), jpeg(12_000, 8_000)]) assert.doesNotMatch(await refusalOf(fine), /像素/)
  })

  it('没有大小、没有画面、半截的不收', async () => {
    const broken = [
      png(0, 5), jpeg(5, 0), png(5, 5).subarray(0, 20), jpeg(5, 5).subarray(0, 14),
      Buffer.from([0xff, 0xd8, 0xff, 0xd9, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0]),
      webp('VP8X', 5, 5).subarray(0, 20),
    ]
    for (const bytes of broken) assert.match(await refusalOf(bytes), /不完整/)
  })

  it('段落没完没了的不看到底', async () => {
    const segment = Buffer.from([0xff, 0xe0, 0, 2])
    assert.match(await refusalOf(Buffer.concat([Buffer.from([0xff, 0xd8]), ...Array(3000).fill(segment)])), /不完整/)
  })
})

describe('PDF', () => {
  it('带脚本、会启动程序的不收，改写字母、压缩隐藏也不行', async () => {
    const script = '<< /S /JavaScript /JS (app.alert(1)) >>'
    const active = [
      pdfWith(script), pdfWith('<</S/Launch/F(a.exe)>>'), pdfWith('<< /S /Java#53cript >>'),
      pdfWith('<< /S /#4a#61#76#61#53#63#72#69#70#74 >>'), pdfPacking(script), pdfPacking('<< /S /L#61unch >>', 'Obj#53tm'),
    ]
    for (const bytes of active) assert.match(await refusalOf(bytes), /脚本或程序/)
  })

  it('普通的链接、名字相近的词不误伤', async () => {
    for (const bytes of [
      pdfWith('<< /S /GoTo /D [1 0 R /Fit] >>'), pdfWith('<< /T /JavaScriptures >>'), pdfWith('<< /LaunchDate 1 >>'),
      pdfPacking('<< /Type /Page >>'), pdfPacking('not packed', 'Metadata'),
    ]) {
      assert.equal(await kindOf(bytes), 'pdf')
    }
  })

  it('加密的、展开后大得不正常的不收', async () => {
    assert.match(await refusalOf(pdfWith('<< /Encrypt 5 0 R >>')), /去掉保护/)
    assert.equal(await kindOf(pdfWith('<< /EncryptMetadata false >>')), 'pdf')
    assert.match(await refusalOf(pdfPacking(' '.repeat(40 * 1024 * 1024))), /太大/)
    assert.match(await refusalOf(pdfWith('/ObjStm '.repeat(3000))), /结构不正常/)
  })

  it('说是压缩却不是的，当作没有内容', async () => {
    assert.equal(await kindOf(pdfWith('<< /Type /ObjStm >>\nstream\nnothing packed\nendstream')), 'pdf')
  })
})

describe('压缩的文件不展开就看得出炸弹', () => {
  const bomb = (claims: Part['claims']): Buffer => zip([
    ...DOCX_PARTS, { name: 'word/media/a.bin', content: 'x'.repeat(3000), claims: claims ?? {} },
  ])

  it('目录里声称的大小超过限度', async () => {
    assert.match(await refusalOf(bomb({ bytes: 300 * 1024 * 1024 })), /大得不正常/)
    assert.match(await refusalOf(bomb({ bytes: 12 * 1024 * 1024 })), /大得不正常/)
    assert.equal(await kindOf(zip([...DOCX_PARTS, { name: 'a.xml', content: '<a/>'.repeat(200_000) }])), 'docx')
  })

  it('几个条目共用一段内容（重叠炸弹）', async () => {
    assert.match(await refusalOf(bomb({ offset: 0 })), /结构不正常/)
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', claims: { packedBytes: 4_000_000 } }])), /结构不正常/)
  })

  it('目录瞒报展开后的大小，或者瞒着没有列出的内容', async () => {
    const zeros = Buffer.alloc(2 * 1024 * 1024)
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', content: zeros, claims: { bytes: 4000 } }])), /与它自己的目录不符/)
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', content: zeros, claims: { bytes: zeros.length + 1 } }])), /与它自己的目录不符/)
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', content: zeros, claims: { bytes: 1000, packedBytes: 1000 } }])), /结构不正常/)
    assert.equal(await kindOf(zip([...DOCX_PARTS, { name: 'a', content: zeros }])), 'docx')
  })

  it('说是压缩过的部分其实没有压缩过', async () => {
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', content: 'plain text', stored: true, claims: { method: 8 } }])), /与它自己的目录不符/)
  })

  it('目录和内容对不上：名字、大小、数目、位置', async () => {
    for (const claims of [{ name: 'other' }, { offset: 4_000_000_000 }]) assert.match(await refusalOf(bomb(claims)), /结构不正常/)
    assert.match(await refusalOf(zip(DOCX_PARTS, { count: 3 })), /结构不正常/)
    assert.match(await refusalOf(zip(DOCX_PARTS, { after: 'trailer' })), /结构不正常/)
    assert.match(await refusalOf(zip([{ name: 'a', stored: true, content: 'abc', claims: { bytes: 9 } }, ...DOCX_PARTS])), /结构不正常/)
    assert.match(await refusalOf(zip(DOCX_PARTS).subarray(0, -5)), /结构不正常/)
  })

  it('条目太多、路径跑到外面、古怪的压缩方法', async () => {
    const many = Array.from({ length: ENTRIES_MAX + 1 }, (_, index) => ({ name: `f${index}`, stored: true }))
    assert.match(await refusalOf(zip(many)), /结构不正常/)
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a\\b', 'a/../../b']) assert.match(
      await refusalOf(zip([...DOCX_PARTS, { name }])), /结构不正常/, name,
    )
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', claims: { method: 12 } }])), /结构不正常/)
  })

  it('加密的、带宏的、普通压缩包、演示文稿不收', async () => {
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'a', claims: { flags: 1 } }])), /密码/)
    assert.match(await refusalOf(zip([...DOCX_PARTS, { name: 'word/vbaProject.bin' }])), /宏/)
    assert.match(await refusalOf(zip([{ name: 'a.exe' }])), /压缩包/)
    assert.match(await refusalOf(zip([{ name: '[Content_Types].xml' }, { name: 'ppt/presentation.xml' }])), /压缩包/)
  })
})
