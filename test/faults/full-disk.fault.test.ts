import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { openDatabase, runSql } from '#platform/database'
import { joinEmbedded } from '#platform/postgres'
import { sampleForm } from '../../cli/journey/sample-application.ts'
import { halfDone, halfUploads } from './half-done.ts'
import { readMatter, signInCrew, type Crew } from './load-client.ts'
import { type Answer } from './person.ts'
import { clear, eventually, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'
import { noSmallDisk, SmallDisk } from './small-disk.ts'

const skip = noSmallDisk()

/** A PDF of this size that differs from every other. */
function pdfOf(bytes: number, mark: string): Uint8Array<ArrayBuffer> {
  const head = `%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog>>endobj\n`
  const end = 'trailer<</Root 1 0 R>>\n%%EOF\n'
  return new TextEncoder().encode(`${head}%${'x'.repeat(Math.max(0, bytes - head.length - end.length - 2))}\n${end}`)
}

function saysFull(answer: Answer | undefined): void {
  assert.equal(answer?.status, 503, JSON.stringify(answer?.body))
  assert.match(JSON.stringify(answer.body), /"code":"unavailable".*满.*请/u)
}

describe('存材料的磁盘满了', { skip }, () => {
  const MEGABYTES = 4
  const place = temporaryPlace()
  let disk: SmallDisk | undefined
  let database: TestDatabase
  let server: ServerProcess
  let crew: Crew

  before(async () => {
    disk = SmallDisk.mount(`${place}/data/files`, MEGABYTES)
    database = await testDatabase()
    server = await ServerProcess.start({ DATABASE_URL: database.url, CHUNFENG_DATA: `${place}/data` })
    crew = await signInCrew(server.url)
  })
  after(async () => {
    await server?.kill()
    await database?.close()
    disk?.unmount()
    await clear(place)
  })

  it('放不下的文件说存储空间已满，不留半截；放得下的照收，服务照常', async () => {
    assert.equal((await crew.applicant.upload('一.pdf', pdfOf(2_500_000, '一')))?.status, 201)
    saysFull(await crew.applicant.upload('二.pdf', pdfOf(2_500_000, '二')))
    assert.deepEqual(halfUploads(`${place}/data`), [])
    assert.equal((await crew.applicant.upload('三.pdf', pdfOf(100_000, '三')))?.status, 201)
    assert.equal((await crew.applicant.send('GET', '/readyz'))?.status, 200)
  })

  it('几个人同时把磁盘写满，每个人都得到明白的答复，收下的都是整的', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => crew.applicant.upload(`${index}.pdf`, pdfOf(600_000, `同时 ${index}`))),
    )
    for (const answer of answers) if (answer?.status !== 201) saysFull(answer)
    assert(answers.some((answer) => answer?.status === 503))
    assert.deepEqual(await halfDone(database.db, `${place}/data`), [])
    assert.deepEqual(server.faults(), [])
  })
})

describe('整个数据目录的磁盘满了，数据库也在上面', { skip }, () => {
  const MEGABYTES = 260
  /** Long before these the first row would need a new page. */
  const APPLICATIONS_MAX = 2000
  const place = temporaryPlace()
  let disk: SmallDisk | undefined
  let server: ServerProcess
  let crew: Crew

  before(async () => {
    disk = SmallDisk.mount(`${place}/data`, MEGABYTES)
    server = await ServerProcess.start({ DATABASE_URL: '', CHUNFENG_DATA: `${place}/data` })
    crew = await signInCrew(server.url)
  })
  after(async () => {
    disk?.free()
    await server?.kill()
    await clear(`${place}/data`).catch(() => undefined)
    disk?.unmount()
    await clear(place)
  })

  it('写不下的时候说 503 和怎么办；腾出空间以后重发都得到确认，一件不丢一件不重，没有半截的事', async () => {
    const files = await applicationsOf(crew)
    disk?.fill()
    saysFull(await crew.applicant.upload('满.pdf', pdfOf(50_000, '满')))
    const keys: string[] = []
    let refused: Answer | undefined
    for (let index = 0; index < APPLICATIONS_MAX && refused === undefined; index += 1) {
      keys.push(`disk-${index}`)
      const answer = await files(`disk-${index}`)
      if (answer?.status !== 201) refused = answer ?? assert.fail('连接断了')
    }
    assert.deepEqual([refused?.status, server.faults()], [503, []], JSON.stringify(refused?.body))
    assert.match(JSON.stringify(refused?.body), /"code":"unavailable".*请/u)
    disk?.free()
    await server.ready()
    for (const key of keys) await eventually(async () => (await files(key))?.status === 201)
    await assertWhole(keys)
  })

  async function assertWhole(keys: readonly string[]): Promise<void> {
    const { url } = await joinEmbedded(`${place}/data`)
    const database = openDatabase({ url, max: 2 })
    assert.deepEqual(await runSql(database, 'select count(*) as cases, count(distinct id) as ids from kernel.case'), [
      { cases: keys.length, ids: keys.length },
    ])
    assert.deepEqual(await halfDone(database, `${place}/data`), [])
    await database.destroy()
  }
})

/** Files one application after the other, all the same but for the key. */
async function applicationsOf({ applicant }: Crew): Promise<(key: string) => Promise<Answer | undefined>> {
  const { item, answers, checklist } = await readMatter(applicant)
  const upload = await applicant.upload('材料.pdf', pdfOf(1000, '材料'))
  const { fileId } = upload?.body as { fileId: string } // as api.md promises
  const materials = checklist.materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId }))
  const body = { itemCode: item.code, answers, form: sampleForm(checklist.form), materials }
  return (key) => applicant.send('POST', '/api/applications', { body, key })
}
