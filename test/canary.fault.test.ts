import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Checklist, Item } from '#base/catalog'
import { demoAccounts } from '#base/people'
import { runSql } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { png } from '../base/materials/samples.test-support.ts'
import { sampleAnswers, sampleForm } from '../cli/journey/sample-application.ts'
import { residentIdOf } from './faults/made-up-people.ts'
import { operationsOf } from './faults/operations.ts'
import { Person } from './faults/person.ts'
import { clear, temporaryPlace } from './faults/place.ts'
import { ServerProcess } from './faults/server-process.ts'

const BIRTH = 'SL4401140700011'
const PEOPLE = 143
const PASSWORD = 'Canary-Chunfeng-2026'
const LEAST = 1000

interface Told { person: Person; caseId: string; number: string; own: string[] }

const place = temporaryPlace()
let database: TestDatabase
let server: ServerProcess
let told: Told[]
let canaries: string[]

before(async () => {
  database = await testDatabase()
  server = await ServerProcess.start({
    DATABASE_URL: database.url, CHUNFENG_DATA: place, CHUNFENG_DEMO: '1', CHUNFENG_LOG: 'trace', CHUNFENG_RATE_LIMIT: '0', CHUNFENG_PASSWORD_KIB: '64',
  })
  told = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => live(index)))
  canaries = told.flatMap(({ own }) => own)
})
after(async () => {
  await server?.stop()
  await database?.close()
  await clear(place)
})

/** Registers, applies for a birth to be registered, and leaves seven pieces of personal data on the way. */
async function live(index: number): Promise<Told> {
  const [phone, contactPhone] = [`139${10_000_000 + index}`, `137${20_000_000 + index}`]
  const [residentId, motherId, fatherId] = [1, 2, 3].map((who) => residentIdOf(index + who * 100_000))
  const [hukouAddress, birthCertificateNumber] = [`花都区金丝雀路${4000 + index}号`, `CANARY${70_000 + index}`]
  const account = `canary${index}`
  const stranger = new Person(server.url)
  const registered = await stranger.send('POST', '/api/accounts', { body: { account, password: PASSWORD, name: '金丝雀', phone, residentId } })
  assert.equal(registered?.status, 201, JSON.stringify(registered?.body))
  const person = await signIn(account, PASSWORD)
  const item = await person.get<Item>(`/api/items/${BIRTH}`)
  const answers = sampleAnswers(item)
  const asked = await person.send('POST', `/api/items/${BIRTH}/checklist`, { body: { answers } })
  // Safe: the checklist of an item, as its route describes it.
  const { materials, form } = asked?.body as Pick<Checklist, 'materials' | 'form'>
  const uploaded = await person.upload('证明.png', new Uint8Array(png(3, index + 1)), 'image/png')
  const given = materials.filter(({ source }) => source !== 'shared').map(({ id }) => ({ materialId: id, fileId: Object(uploaded?.body)['fileId'] }))
  const values = { ...sampleForm(form), motherId, fatherId, contactPhone, hukouAddress, birthCertificateNumber }
  const filed = await person.send('POST', '/api/applications', { body: { itemCode: BIRTH, answers, form: values, materials: given } })
  assert.equal(filed?.status, 201, JSON.stringify(filed?.body))
  const { caseId, number } = Object(filed?.body)
  return { person, caseId, number, own: [phone, contactPhone, residentId, motherId, fatherId, hukouAddress, birthCertificateNumber].map(String) }
}

async function signIn(account: string, password: string): Promise<Person> {
  const answer = await new Person(server.url).send('POST', '/api/sessions', { body: { account, password } })
  assert.equal(answer?.status, 200)
  return new Person(server.url, answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; '))
}

/** The canaries that sing in a text. */
const heard = (text: string): string[] => canaries.filter((canary) => text.includes(canary))

/** What somebody gets to read at an address, whatever it is. */
async function readAt(person: Person, path: string): Promise<string> {
  const answer = await fetch(server.url + path, { headers: { cookie: person.cookie } })
  return answer.text()
}

describe('一千只金丝雀：别人看不到，落盘的读不出', () => {
  it('够一千只，本人自己都看得到', async () => {
    assert(canaries.length >= LEAST)
    assert.equal(new Set(canaries).size, canaries.length)
    const [first] = told
    assert(first)
    const text = await readAt(first.person, `/cases/${first.caseId}`) + await readAt(first.person, `/api/cases/${first.caseId}`)
    assert.equal(heard(text).length, 5)
  })

  it('每个工作人员、别的群众、没有登录的人，读遍所有能读的接口，一只也听不到', async (t) => {
    const anybody = new Person(server.url)
    const staff = await Promise.all(demoAccounts([]).map(async ({ login }) => [login, await Person.signIn(server.url, login)] as const))
    const others = [...staff, ['没有登录', anybody] as const, ['别的群众', told[0]?.person ?? anybody] as const]
    const operations = (await operationsOf(anybody)).filter(({ method }) => method === 'GET')
    const subjects = told.slice(1, 6)
    const wrong: string[] = []
    let read = 0
    for (const [who, person] of others) {
      for (const { path } of operations) {
        for (const about of path.includes('{') ? subjects : subjects.slice(0, 1)) {
          const text = await readAt(person, filled(path, about))
          read += 1
          wrong.push(...heard(text).filter((canary) => who !== '别的群众' || !told[0]?.own.includes(canary)).map((canary) => `${who} ${path}：${canary}`))
        }
      }
    }
    assert.deepEqual(wrong, [])
    assert(read > operations.length * others.length)
    t.diagnostic(`${others.length} 种人读了 ${read} 次`)
  })

  it('被拒绝的、填错的，错误里也没有', async () => {
    const [first, second] = told
    assert(first && second)
    const [phone = '', , residentId = ''] = second.own
    const bodies = [
      { account: 'canary1', password: PASSWORD, name: '金丝雀', phone, residentId }, { account: 'again', password: 'x', name: '金丝雀', phone, residentId },
      { account: 'again', password: PASSWORD, name: '金丝雀', phone, residentId }, { phone, residentId }, { account: phone, password: residentId },
    ]
    for (const body of bodies) {
      const answer = await new Person(server.url).send('POST', '/api/accounts', { body })
      assert(answer !== undefined && answer.status >= 400)
      assert.deepEqual(heard(JSON.stringify(answer.body)), [])
    }
  })

  it('日志里没有，一条都没有', () => {
    assert(server.said.length > LEAST)
    assert.deepEqual(heard(server.said.join('\n')), [])
  })

  it('数据库的每一张表里都没有明文', async () => {
    const tables = await runSql<{ name: string }>(database.db, `
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`)
    assert(tables.length > 30)
    const found: string[] = []
    let named = 0
    for (const { name } of tables) {
      const [row] = await runSql<{ text: string }>(database.db, `select coalesce(string_agg(one::text, E'\\n'), '') as text from ${name} one`)
      if (row?.text.includes('金丝雀') === true) named += 1
      found.push(...heard(row?.text ?? '').map((canary) => `${name}：${canary}`))
    }
    assert.deepEqual(found.slice(0, 20), [])
    assert(named >= 2, '姓名不加密，表里应当读得到，否则上面什么也没有读')
  })
})

function filled(path: string, { caseId, number }: Told): string {
  const values: Readonly<Record<string, string>> = { id: caseId, code: BIRTH, step: 'accept', day: '2026-11-23', number }
  return path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? caseId)
}
