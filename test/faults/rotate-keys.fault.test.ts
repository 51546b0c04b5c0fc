import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Checklist, Item } from '#base/catalog'
import { runSql } from '#platform/database'
import { testDatabase, testKeys, type TestDatabase } from '#platform/testing'
import { ACTIVATION_MILLISECONDS } from '#platform/vault'
import { png } from '../../base/materials/samples.test-support.ts'
import { sampleAnswers, sampleForm } from '../../cli/journey/sample-application.ts'
import { PROJECT } from '../source.ts'
import { chunfeng, type Said } from './command-line.ts'
import { Person } from './person.ts'
import { clear, temporaryPlace } from './place.ts'
import { ServerProcess } from './server-process.ts'

const FOOD = 'SL4401140100001'
const WORKERS = 3
/** Long enough for a command to be in the middle of its work. */
const HALF_WAY_MILLISECONDS = 250

const place = temporaryPlace()
const [keys, oldKeys] = [join(place, 'keys'), join(place, 'old-keys')]
let database: TestDatabase
let server: ServerProcess
let environment: Record<string, string>
const phones = new Map<string, string>()
const troubles: string[] = []
let isOver = false

before(async () => {
  database = await testDatabase()
  for (const copy of [keys, oldKeys]) cpSync(testKeys(), copy, { recursive: true })
  environment = { DATABASE_URL: database.url, CHUNFENG_DATA: join(place, 'data'), CHUNFENG_KEYS: keys, CHUNFENG_DEMO: '1' }
  server = await ServerProcess.start(environment)
})
after(async () => {
  isOver = true
  await server?.stop()
  await database?.close()
  await clear(place)
})

describe('更换密钥的时候，大家照常办事', () => {
  let work: Promise<void[]>
  it('一边办件，一边换主密钥和数据密钥，中间还断了一次', async () => {
    const person = await Person.signIn(server.url, 'citizen')
    work = Promise.all(Array.from({ length: WORKERS }, (_, worker) => fileOn(person, worker)))
    await until(() => phones.size >= WORKERS)
    assert.equal((await rotate()).code, 0)
    await killedHalfWay()
    const again = await rotate()
    assert.equal(again.code, 0, again.note)
    await pause(ACTIVATION_MILLISECONDS)
    const count = phones.size
    await until(() => phones.size >= count + WORKERS * 3)
    isOver = true
    await work
    assert.deepEqual(troubles, [])
  })

  it('新的办件用了新的数据密钥，旧的照样读得出，一个字不差', async () => {
    const person = await Person.signIn(server.url, 'citizen')
    const used = await runSql<{ key: string }>(database.db, `
      select distinct split_part(form->'contactPhone'->>'sealed', '.', 2) as key from kernel.case where form ? 'contactPhone'`)
    assert(used.length >= 2, JSON.stringify(used))
    for (const [caseId, phone] of phones) {
      const found = await person.get<{ form: Record<string, unknown> }>(`/api/cases/${caseId}`)
      assert.equal(found.form['contactPhone'], phone)
    }
    assert.equal((await chunfeng(['verify'], environment)).code, 0)
  })

  it('主密钥文件里只剩新的；用旧的主密钥起不来，说得出为什么', async () => {
    const idsIn = (folder: string): string[] => JSON.parse(readFileSync(join(folder, 'master-key.json'), 'utf8')).keys.map(({ id }: { id: string }) => id)
    const [now, then] = [idsIn(keys), idsIn(oldKeys)]
    assert.equal(now.length, 1)
    assert(!then.includes(now[0] ?? ''))
    await server.stop()
    const { code, note, out } = await chunfeng(['serve'], { ...environment, CHUNFENG_KEYS: oldKeys, PORT: '0' })
    assert.notEqual(code, 0)
    assert.match(note + out, /主密钥/)
    await server.startAgain()
  })
})

/** Applies again and again, each time with a telephone number of its own, and reads it back. */
async function fileOn(person: Person, worker: number): Promise<void> {
  const item = await person.get<Item>(`/api/items/${FOOD}`)
  const answers = sampleAnswers(item)
  const asked = await person.send('POST', `/api/items/${FOOD}/checklist`, { body: { answers } })
  // Safe: the checklist of an item, as its route describes it.
  const { materials, form } = asked?.body as Pick<Checklist, 'materials' | 'form'>
  const uploaded = await person.upload('证明.png', new Uint8Array(png(3, worker + 1)), 'image/png')
  const given = materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId: Object(uploaded?.body)['fileId'] }))
  for (let round = 0; !isOver; round += 1) {
    const contactPhone = `13${worker}${String(10_000_000 + round)}`
    const filed = await person.send(
      'POST', '/api/applications', { body: { itemCode: FOOD, answers, form: { ...sampleForm(form), contactPhone }, materials: given } },
    )
    const caseId = String(Object(filed?.body)['caseId'])
    const read = await person.send('GET', `/api/cases/${caseId}`)
    if (filed?.status !== 201 || Object(Object(read?.body)['form'])['contactPhone'] !== contactPhone)
      troubles.push(`${filed?.status} ${JSON.stringify(filed?.body)} ${read?.status}`)
    else phones.set(caseId, contactPhone)
    await pause(50)
  }
}

const rotate = (): Promise<Said> => chunfeng(['rotate-keys'], environment)

async function killedHalfWay(): Promise<void> {
  const child = spawn(process.execPath, ['cli.ts', 'rotate-keys'], { cwd: PROJECT, env: { ...process.env, ...environment }, stdio: 'ignore' })
  await pause(HALF_WAY_MILLISECONDS)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    assert.deepEqual(troubles, [])
    await pause(50)
  }
}
