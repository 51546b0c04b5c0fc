import assert from 'node:assert/strict'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openDatabase, runSql } from '#platform/database'
import { joinEmbedded } from '#platform/postgres'
import { chunfeng } from './command-line.ts'
import { Crowd } from './crowd.ts'
import { halfDone } from './half-done.ts'
import { readMatter, signInCrew, type Told } from './load-client.ts'
import { clear, temporaryPlace } from './place.ts'
import { postmasterOf } from './postmaster.ts'
import { ServerProcess } from './server-process.ts'

const CLIENTS = 4
const ACKNOWLEDGED_BETWEEN = 40

const place = temporaryPlace()
const backups = join(place, 'backups')
const data = join(place, 'data')
/** Where the operator keeps the keys apart from everything. */
const offline = join(place, 'offline')
let server: ServerProcess
/** What had been confirmed when the operator chose the moment, and what when everything was lost. */
let byThen: Told[]
let byTheEnd: Told[]
let chosen: Date

before(async () => {
  server = await ServerProcess.start({ CHUNFENG_DATA: data, DATABASE_URL: '' })
  const crew = await signInCrew(server.url)
  const crowd = new Crowd('drill', CLIENTS, { server, crew, matter: await readMatter(crew.applicant) })
  await crowd.more(ACKNOWLEDGED_BETWEEN)
  const made = await chunfeng(['backup', '--to', backups], { CHUNFENG_DATA: data })
  assert.equal(made.code, 0, made.note)
  assert.match(made.out, /不在备份里[^]*sm2-signing\.json[^]*master-key\.json/)
  cpSync(join(data, 'keys'), join(offline, 'keys'), { recursive: true })
  cpSync(`${data}.keys`, join(offline, 'master'), { recursive: true })
  await crowd.more(ACKNOWLEDGED_BETWEEN)
  chosen = new Date()
  byThen = structuredClone(crowd.told)
  await crowd.more(ACKNOWLEDGED_BETWEEN)
  await crowd.stop()
  byTheEnd = crowd.told
  assert.equal((await chunfeng(['backup', '--newest'], { CHUNFENG_DATA: data })).code, 0)
  await loseEverything()
})

after(async () => {
  await server?.kill()
  for (const name of ['data', 'then', 'end', 'broken']) await clear(join(place, name)).catch(() => undefined)
  await clear(place)
})

/** Server and database die at once; nothing of the old directory is used again. */
async function loseEverything(): Promise<void> {
  const pid = postmasterOf(data)?.pid
  await server.kill()
  if (pid !== undefined) process.kill(pid, 'SIGKILL')
}

async function restored(name: string, words: readonly string[]): Promise<{ directory: string; told: Restored }> {
  const directory = join(place, name, 'data')
  mkdirSync(directory, { recursive: true })
  for (const path of [join(place, name), directory]) chmodSync(path, 0o755)
  cpSync(join(offline, 'keys'), join(directory, 'keys'), { recursive: true })
  const { code, out, note } = await chunfeng(['restore', '--json', '--from', backups, ...words], {
    CHUNFENG_DATA: directory, CHUNFENG_KEYS: join(offline, 'master'),
  })
  assert.equal(code, 0, `${note}${out}`)
  return { directory, told: JSON.parse(out) }
}

interface Restored { ok: boolean; cases: number; events: number; lastAt: string; altered: object[]; filesMissing: string[]; keysMissing: string[] }

async function eventsIn(directory: string): Promise<{ events: Map<string, string[]>; latest: Date; contradictions: string[] }> {
  const { url, stop } = await joinEmbedded(directory)
  const database = openDatabase({ url, max: 2 })
  try {
    const rows = await runSql<{ id: string; steps: string[]; latest: Date }>(database,
      "select case_id as id, array_agg(split_part(kind, '.', 2) order by seq) as steps, max(at) as latest from kernel.event group by case_id")
    const latest = new Date(Math.max(...rows.map((row) => row.latest.getTime())))
    return { events: new Map(rows.map(({ id, steps }) => [id, steps])), latest, contradictions: await halfDone(database, directory) }
  } finally {
    await database.destroy()
    await stop()
  }
}

/** Every step somebody was told of is there, in its place. */
function holds(events: ReadonlyMap<string, string[]>, told: readonly Told[]): void {
  assert(told.length > 0 && told.some(({ steps }) => steps.length > 1))
  for (const { caseId, steps } of told) {
    assert.deepEqual(events.get(caseId)?.slice(0, steps.length), steps.map(({ step }) => step), caseId)
  }
}

describe('备份与恢复演练：大家正在办的时候备份，然后机器和数据全部丢失', () => {
  it('恢复到选定的那一秒：那时确认过的一步不少，那以后的一步没有，核验全部完好', async (t) => {
    const { directory, told } = await restored('then', ['--until', chosen.toISOString()])
    assert.deepEqual([told.ok, told.altered, told.filesMissing, told.keysMissing], [true, [], [], []])
    const { events, latest, contradictions } = await eventsIn(directory)
    holds(events, byThen)
    assert(latest.getTime() <= chosen.getTime(), `${latest.toISOString()} 在 ${chosen.toISOString()} 以后`)
    assert.deepEqual(contradictions, [])
    t.diagnostic(`选定时刻以前确认 ${byThen.length} 件，恢复 ${told.cases} 件、${told.events} 条记录`)
  })

  it('不选时间，恢复到最后送出的日志：到最后确认过的一步不少', async () => {
    const { directory, told } = await restored('end', [])
    assert.equal(told.ok, true)
    const { events, contradictions } = await eventsIn(directory)
    holds(events, byTheEnd)
    assert.equal(events.size, new Set([...events.keys(), ...byTheEnd.map(({ caseId }) => caseId)]).size)
    assert.deepEqual(contradictions, [])
  })

  it('目录里已有数据库就不恢复，什么也不覆盖', async () => {
    const { code, note } = await chunfeng(['restore', '--from', backups], { CHUNFENG_DATA: join(place, 'end', 'data') })
    assert.equal(code, 1)
    assert.match(note, /已有数据库/)
  })

  it('密钥没有放好，或放的是另一把，就不开始，也说清楚缺哪一把、放在哪里', async () => {
    const directory = join(place, 'keyless')
    const without = await chunfeng(['restore', '--from', backups], { CHUNFENG_DATA: directory })
    assert.equal(without.code, 1)
    assert.match(without.note, /缺签名私钥（编号 [0-9a-f]{8}），应放在 .*keyless\/keys\/sm2-signing\.json/)
    assert.match(without.note, /缺个人信息主密钥（指纹 [0-9a-f]{16}），应放在 .*keyless\.keys\/master-key\.json/)
    mkdirSync(join(place, 'other'))
    writeFileSync(join(place, 'other', 'master-key.json'), readFileSync(join(offline, 'master', 'master-key.json'), 'utf8').replace(/"key": "../, '"key": "00'))
    const wrong = await chunfeng(['restore', '--from', backups], { CHUNFENG_DATA: directory, CHUNFENG_KEYS: join(place, 'other') })
    assert.match(wrong.note, /不是个人信息主密钥/)
    assert.equal(existsSync(directory), false)
  })

  it('不能恢复到最早的备份以前', async () => {
    const { code, note } = await chunfeng(['restore', '--from', backups, '--until', '2020-01-01'], { CHUNFENG_DATA: join(place, 'early') })
    assert.equal(code, 1)
    assert.match(note, /最早的备份完成于/)
  })

  it('备份里有一个字节变了就说出来，不留半个数据库', async () => {
    const { name } = JSON.parse(readFileSync(join(data, 'backup.json'), 'utf8'))
    const path = join(backups, name, 'cluster', 'global', 'pg_control')
    const content = readFileSync(path)
    content[100] = (content[100] ?? 0) ^ 1
    writeFileSync(path, content)
    const { code, note } = await chunfeng(['restore', '--from', backups, '--without-keys'], { CHUNFENG_DATA: join(place, 'broken') })
    assert.equal(code, 1)
    assert.match(note, /pg_control 已损坏/)
    assert.equal((await chunfeng(['doctor', '--json', '--only', 'cluster'], { CHUNFENG_DATA: join(place, 'broken') })).code, 1)
  })
})

