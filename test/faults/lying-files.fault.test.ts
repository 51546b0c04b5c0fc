import assert from 'node:assert/strict'
import { deflateRawSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { DOCX_PARTS, pdfWith, png, zip } from '../../base/materials/samples.test-support.ts'
import { halfDone, halfUploads } from './half-done.ts'
import { Person, type Answer } from './person.ts'
import { clear, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const MEGABYTE = 1024 * 1024
const BOMB_BYTES = 300 * MEGABYTE
/** Far less than any of the bombs would need unpacked. */
const GROWTH_KILOBYTES_MAX = 150 * 1024

const place = temporaryPlace()
let database: TestDatabase
let server: ServerProcess
let applicant: Person

before(async () => {
  database = await testDatabase()
  server = await ServerProcess.start({ DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data` })
  applicant = await Person.signIn(server.url, 'enterprise')
})

after(async () => {
  await server?.kill()
  await database?.close()
  await clear(place)
})

const upload = (name: string, content: Buffer, type: string): Promise<Answer | undefined> =>
  applicant.upload(name, new Uint8Array(content), type)

/** Refused because of what it is, with a sentence that says what to do. */
function refused(answer: Answer | undefined, name: string): void {
  assert([400, 413, 415].includes(answer?.status ?? 0), `${name}：${answer?.status} ${JSON.stringify(answer?.body)}`)
  assert.match(JSON.stringify(answer?.body), /请|可以上传/u, name)
}

const PDF = pdfWith('<</Type/Catalog>>')
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const LIES: readonly (readonly [name: string, content: Buffer, type: string])[] = [
  ['程序.pdf', Buffer.from('MZ\x90\x00这是程序'), 'application/pdf'],
  ['脚本.png', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'image/png'],
  ['网页.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'application/pdf'],
  ['图.png', PDF, 'image/png'],
  ['文.pdf', png(10, 10), 'application/pdf'],
  ['说是图.pdf', PDF, 'image/png'],
  ['两面.pdf', Buffer.from(`<svg onload="alert(1)"/>${PDF.toString('latin1')}`, 'latin1'), 'application/pdf'],
  ['洪水.png', png(60_000, 60_000), 'image/png'],
  ['空.pdf', Buffer.alloc(0), 'application/pdf'],
  ['压缩包.docx', zip([{ name: 'evil.exe' }]), DOCX],
]

const zeros = Buffer.alloc(BOMB_BYTES)
const packedZeros = deflateRawSync(zeros)

const BOMBS: readonly (readonly [name: string, content: Buffer])[] = [
  ['说实话的炸弹.docx', zip([...DOCX_PARTS, { name: 'word/media/bomb', content: zeros }])],
  ['瞒大小的炸弹.docx', zip([...DOCX_PARTS, { name: 'word/media/bomb', content: zeros, claims: { bytes: 1000, packedBytes: 1000 } }])],
  ['只瞒展开后大小的炸弹.docx', zip([...DOCX_PARTS, { name: 'word/media/bomb', content: zeros, claims: { bytes: 500_000 } }])],
  [
    '重叠的炸弹.docx',
    zip([
      ...DOCX_PARTS,
      ...Array.from({ length: 100 }, (_, index) => ({ name: `word/${index}`, content: packedZeros, stored: true, claims: { offset: 0 } })),
    ]),
  ],
  ['套娃.docx', zip([{ name: 'inner.zip', content: zip([{ name: 'bomb', content: zeros }]) }])],
  ['五千个文件.docx', zip(Array.from({ length: 6000 }, (_, index) => ({ name: `word/${index}` })))],
]

describe('名不副实的文件', () => {
  it('不论叫什么名字、声明什么类型，按内容认出来，说清楚怎么办', async () => {
    for (const [name, content, type] of LIES) refused(await upload(name, content, type), name)
  })

  it('压缩炸弹不展开就拒绝，服务的内存不涨', async () => {
    const before = residentKilobytes()
    for (const [name, content] of BOMBS) refused(await upload(name, content, DOCX), name)
    assert(residentKilobytes() - before < GROWTH_KILOBYTES_MAX, `涨了 ${residentKilobytes() - before} KB`)
  })

  it('超过二十兆的文件说太大，同时来几个也一样', async () => {
    const large = Buffer.concat([PDF, Buffer.alloc(21 * MEGABYTE, 'x')])
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload('大.pdf', large, 'application/pdf')))
    assert.deepEqual(
      answers.map((answer) => answer?.status),
      [413, 413, 413, 413],
    )
  })

  it('老实的文件照收；拒绝过的一个字节也不留', async () => {
    assert.equal((await upload('老实.pdf', PDF, 'application/pdf'))?.status, 201)
    assert.equal((await upload('老实.docx', zip(DOCX_PARTS), DOCX))?.status, 201)
    assert.deepEqual(halfUploads(`${place}/data`), [])
    assert.deepEqual(await halfDone(database.db, `${place}/data`), [])
    assert.deepEqual(server.faults(), [])
  })
})

/** Memory the server holds, as the system counts it. */
function residentKilobytes(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1])
}
