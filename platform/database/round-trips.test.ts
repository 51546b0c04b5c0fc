import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { inTransaction, openDatabase, runSql, sendSql, type Database } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'

let own: TestDatabase
let place: string
let middleman: Middleman
let db: Database

before(async () => {
  own = await testDatabase([])
  await runSql(own.db, 'create table note (id int)')
  place = mkdtempSync(join(tmpdir(), 'chunfeng-wire-'))
  middleman = await standBetween(own.url, place)
  const url = new URL(own.url)
  db = openDatabase({ url: `postgresql://${url.username}:${url.password}@${encodeURIComponent(place)}${url.pathname}`, max: 1 })
})

after(async () => {
  await db.destroy()
  await middleman.close()
  await own.close()
  rmSync(place, { recursive: true })
})

describe('事务在线路上', () => {
  it('begin 不等答复：第一条语句随它一起发出；只发不等的写入与提交一起发出', async () => {
    await runSql(db, 'select 1')
    middleman.allow(0)
    const work = inTransaction(db, async (tx) => {
      await runSql(tx, 'select $1::int as first', [1])
      for (const id of [1, 2]) sendSql(tx, 'insert into note values ($1)', [id])
    })
    await middleman.hasSeen(['begin', 'as first'])
    middleman.allow(2)
    await middleman.hasSeen(['insert into note', 'insert into note', 'commit'])
    middleman.allow(Infinity)
    await work
    assert.deepEqual(await runSql(own.db, 'select id from note order by id'), [{ id: 1 }, { id: 2 }])
  })

  it('一起开始的语句一起发出', async () => {
    middleman.allow(0)
    const work = inTransaction(db, (tx) => Promise.all(['one', 'two', 'three'].map((name) => runSql(tx, `select 1 as ${name}`))))
    await middleman.hasSeen(['begin', 'as one', 'as two', 'as three'])
    middleman.allow(Infinity)
    assert.deepEqual(await work, [[{ one: 1 }], [{ two: 1 }], [{ three: 1 }]])
  })
})

/** Stands on the wire between us and PostgreSQL, sees what we send, and may hold back the answers. */
interface Middleman {
  /** From now on lets only so many more statements be answered. */
  allow(answersMax: number): void
  /** Resolves when we have sent these words, in this order, since the last call of allow. */
  hasSeen(words: readonly string[]): Promise<void>
  close(): Promise<void>
}

/** PostgreSQL's message 'ready for the next query', of six bytes, ends each answer; the sixth is the state of the transaction. */
const READY = Buffer.from('Z\0\0\0\x05', 'latin1')
const READY_BYTES = 6

async function standBetween(url: string, directory: string): Promise<Middleman> {
  let sent = ''
  let look = (): void => undefined
  let wire: Wire | undefined
  const server = createServer((client) => {
    wire = wireTo(client, connectTo(url))
    client.on('data', (data) => {
      sent += data.toString('latin1')
      look()
    })
  })
  await new Promise<void>((resolve) => server.listen(join(directory, '.s.PGSQL.5432'), resolve))
  return {
    allow: (answersMax) => {
      sent = ''
      wire?.allow(answersMax)
    },
    hasSeen: (words) => new Promise((resolve) => {
      look = () => {
        if (new RegExp(words.join('.*'), 's').test(sent)) resolve()
      }
      look()
    }),
    close: async () => {
      server.close()
    },
  }
}

interface Wire { allow(answersMax: number): void }

/** Passes on everything from the client at once, and answers only as many as are allowed. */
function wireTo(client: Socket, upstream: Socket): Wire {
  let held = Buffer.alloc(0)
  let allowed = Infinity
  const pass = (bytes: number): void => {
    client.write(held.subarray(0, bytes))
    held = held.subarray(bytes)
  }
  const deliver = (): void => {
    for (let end = held.indexOf(READY); allowed > 0 && end >= 0; end = held.indexOf(READY)) {
      pass(end + READY_BYTES)
      allowed -= 1
    }
    if (allowed === Infinity) pass(held.length)
  }
  client.pipe(upstream)
  upstream.on('data', (data) => {
    held = Buffer.concat([held, data])
    deliver()
  })
  return {
    allow: (answersMax) => {
      allowed = answersMax
      deliver()
    },
  }
}

function connectTo(url: string): Socket {
  const { hostname, port } = new URL(url)
  const host = decodeURIComponent(hostname)
  return host.startsWith('/') ? connect(join(host, `.s.PGSQL.${port || 5432}`)) : connect(Number(port || 5432), host)
}
