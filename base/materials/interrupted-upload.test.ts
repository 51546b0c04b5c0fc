import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from '#base/people'
import type { Route } from '#kernel'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { materialRoutes } from './index.ts'
import type { MaterialTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const NOW = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
let door: Door
let folder = ''
let port = 0
let cookie = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interrupted-'))
  process.env['CHUNFENG_DATA'] = folder
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations', 'base/materials/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(NOW))
  door = new Door(test.db, [...peopleRoutes, ...materialRoutes.map(watched)], NOW)
  port = Number(new URL(await door.server.listen({ host: '127.0.0.1', port: 0 })).port)
  cookie = await door.signIn('citizen')
})
after(async () => {
  await door.server.close()
  await test.close()
  await rm(folder, { recursive: true })
})

/** Every call of a handler, so that the test can wait for those nobody gets an answer from any more. */
const handled: Promise<unknown>[] = []
const desk = new EventEmitter()

function watched(route: Route): Route {
  const handle: Route['handle'] = (call, input) => {
    const work = route.handle(call, input)
    handled.push(work)
    desk.emit('begun')
    return work
  }
  return { ...route, handle }
}

/** Begins an upload of a PDF that claims to be a megabyte long, and sends the first 200 kB. */
async function beginUpload(): Promise<Socket> {
  const begun = once(desk, 'begun')
  const socket = connect(port, '127.0.0.1')
  const head = [
    'POST /api/files HTTP/1.1', 'Host: a', `Cookie: ${cookie}`, 'Content-Type: multipart/form-data; boundary=b', 'Content-Length: 1000000',
  ]
  const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\n${'x'.repeat(200_000)}`
  socket.write(`${head.join('\r\n')}\r\n\r\n${file}`)
  await begun
  return socket
}

async function everythingOnDisk(): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  return found.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('上传中断', () => {
  it('传到一半断线，磁盘和数据库里什么也不留，别人照常上传', async () => {
    for (const socket of [await beginUpload(), await beginUpload(), await beginUpload()]) socket.destroy()
    const good = new FormData()
    good.set('file', new Blob(['%PDF-1.7\n%%EOF\n']), 'good.pdf')
    const answer = await fetch(`http://127.0.0.1:${port}/api/files`, { method: 'POST', body: good, headers: { cookie } })
    assert.equal(answer.status, 201)
    const { sm3 } = JSON.parse(await answer.text())
    const outcomes = await Promise.allSettled(handled)
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected', 'rejected', 'rejected'])
    assert.deepEqual(await everythingOnDisk(), [sm3])
    const rows = await test.db.withTables<MaterialTables>().selectFrom('materials.file').select('sm3').execute()
    assert.deepEqual(rows, [{ sm3 }])
  })
})
