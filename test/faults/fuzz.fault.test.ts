import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inTransaction } from '#platform/database'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { chanceFrom } from '../../cli/simulate/chance.ts'
import { drawRequest, type Draft } from './fuzz-request.ts'
import { prepareGround, type Ground } from './fuzz-ground.ts'
import { halfDone } from './half-done.ts'
import { withManyMutations, withOneMutation } from './mutations.ts'
import { nameOf, type Operation } from './operations.ts'
import { clear, temporaryPlace } from './place.ts'
import { RawConnection, type NoAnswer, type RawAnswer } from './raw-connection.ts'
import { ServerProcess } from './server-process.ts'
import { faultIn } from './verdict.ts'
import { wireOf, type Wire } from './wire.ts'

/** The same seed sends the same requests. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20_260_817)
/** Some stay without an answer by intention: those whose end never comes. */
const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 20_250)
const ANSWERED_MIN = Math.floor(REQUESTS * 0.99)
const CONNECTIONS = 16
/** Every operation has seven turns or more in which the request is right in all that we know of. */
const TURN_EVERY = 6
/** Turns of their own at the end, for those that were never lucky. */
const MORE_TURNS_MAX = 40
const FAULTS_SHOWN_MAX = 5
const KNOWN_MAX = 400
/** A day's digest is there only when the day is over. */
const TOMORROW = 'GET /api/public/digests/{day}'
/**
 * Fuzzed like all others, but what is drawn cannot succeed there: it would take a running code, the edition of a draft, a real
 * workbook or the number of an account, what another administrator, a firm or a colleague has asked for, an address the operator allows,
 * a provider of identities that answers, a time that is still free, the key of a ticket machine, a hall that is open at this hour, or it
 * would lock everybody out. Their own tests go through them.
 */
const OUT_OF_REACH = [
  /\/api\/me\/(password|sessions|second-factor)/,
  /^POST \/api\/second-factors$/,
  /\/api\/admin\/accounts\/\{id\}/,
  /^POST \/api\/admin\/posts\/removal$/,
  /\/api\/catalog\/items\/\{code\}\/(draft|draft\/discard|publish|difference)$/,
  /^POST \/api\/catalog\/workbook$/,
  /^POST \/api\/desk\/handovers$/,
  /\/key-resets\/\{id\}/,
  /^POST \/api\/me\/(first-password|unified-identity)/,
  /\/delegations\b/,
  /^POST \/api\/agencies\/\{id\}/,
  /^POST \/api\/webhooks$/,
  /\/api\/webhooks\/\{id\}/,
  /^POST \/me\/(unified|devices)/,
  /^GET \/sign-in\/unified/,
  /^POST \/api\/desk\/runs\/\{id\}\/(undo|effect)$/,
  /^POST \/api\/(hall|appointments)\b/,
  /^POST \/(items\/\{code\}\/appointment|appointments\/\{id\}\/change|hall\/)/,
  /^GET \/hall\/\{hall\}\/tickets/,
  // A case that is over and not rated yet: the form on its page is mostly quicker. And an answer that is there to be asked about.
  /^POST \/api\/cases\/\{id\}\/rating$/,
  /^POST \/questions\/\{id\}\/follow-up$/,
  // A draft in which everything is filled in and every material is there comes about by luck; the walks of the citizens file theirs.
  /^POST \/apply\/\{draftId\}\/check$/,
  // The moment or the version of an assessment that somebody has seen before she decides on it.
  /^POST \/api\/assessment(s\/\{id\}\/(lock|corrections|bulletin)|-scheme)$/,
  // A message to another district that has stopped, and a table of marks.
  /^POST \/api\/anywhere\/(exchange\/\{id\}\/resume|marks\/sheet)$/,
  // A platform above that the operator allows, and rows and messages that came back from it.
  /^POST \/api\/upper-exchange\//,
  /\/api\/upper-exchange\/(rows\/\{id\}|peers\/\{peer\}\/days)$/,
  // A bundle that three firms have confirmed, the papers of one, and units of one that is approved.
  /^POST \/eia-bundle\/drafts\/\{draftId\}\/(file|letters)$/,
  /\/eia-bundle\/sign\/\{draftId\}/,
  /\/eia-bundles\/\{id\}\/files\//,
  /\/eia-units\//,
]

const place = temporaryPlace()
let database: TestDatabase
let server: ServerProcess
let ground: Ground
let servingPid: number | undefined
const tally = new Map<string, number>()
const reached = new Map<string, number>()
const faults: string[] = []
/** What went over a connection last may be the cause of what comes next. */
const previous = new Map<RawConnection, Wire>()

before(async () => {
  database = await testDatabase()
  server = await ServerProcess.start({ DATABASE_URL: database.url, CHUNFENG_DEMO_CASES: '1', CHUNFENG_DATA: `${place}/data` })
  servingPid = server.pid
  ground = await prepareGround(server, database.db)
})

after(async () => {
  await server?.kill()
  await database?.close()
  await clear(place)
})

async function sendAll(): Promise<void> {
  let next = 0
  const port = Number(new URL(server.url).port)
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const connection = new RawConnection(port)
      while (next < REQUESTS && faults.length < FAULTS_SHOWN_MAX) await sendOne(connection, next++)
      connection.close()
    }),
  )
  const connection = new RawConnection(port)
  for (let more = 0; more < MORE_TURNS_MAX && unreached().length > 0; more += 1) {
    for (const operation of unreached()) await sendOne(connection, next++, operation)
  }
  connection.close()
}

/** What no request has gone through yet. Which of them are lucky depends on how fast the machine is. */
function unreached(): Operation[] {
  return ground.operations.filter((operation) => {
    const name = nameOf(operation)
    return !reached.has(name) && name !== TOMORROW && !OUT_OF_REACH.some((one) => one.test(name))
  })
}

/**
 * Half are right but for one thing, some are right, the rest hardly at all. Each is drawn from the seed and its own number;
 * now and then the next operation has its turn, so that none is left to luck.
 */
async function sendOne(connection: RawConnection, index: number, own?: Operation): Promise<void> {
  const chance = chanceFrom(SEED + index * 7919)
  const turn = own ?? (index % TURN_EVERY === 0 ? ground.operations[(index / TURN_EVERY) % ground.operations.length] : undefined)
  const drawn = drawRequest(ground, chance, turn)
  const share = turn ? 0 : chance.next()
  const draft = spareSessions(share < 0.05 ? drawn : share < 0.65 ? withOneMutation(drawn, chance) : withManyMutations(drawn, chance))
  const wire = wireOf(draft, draft.account === 'nobody' ? `session=${'x'.repeat(43)}` : (ground.cookies.get(draft.account) ?? ''), chance)
  const answer = await connection.ask(wire.bytes, wire)
  const fault = faultIn(draft, wire, answer)
  if (fault !== undefined) faults.push(told({ index, draft, wire, fault }, previous.get(connection)))
  previous.set(connection, wire)
  if (!('broken' in answer)) note(drawn, answer, draft.method === drawn.method && draft.path === drawn.path)
}

interface Found {
  index: number
  draft: Draft
  wire: Wire
  fault: string
}

function told({ index, draft, wire, fault }: Found, earlier: Wire | undefined): string {
  const who = draft.account || '没有登录'
  return `第 ${index} 个（种子 ${SEED}）${draft.about}，${who}：${fault}\n${shown(wire)}\n同一连接上的前一个：${shown(earlier)}`
}

/** Who signs out is out for the rest of the run; so only those do who were never in. */
function spareSessions(draft: Draft): Draft {
  return /sessions|sign-out/.test(draft.path) && !['', 'nobody'].includes(draft.account) ? { ...draft, account: 'nobody' } : draft
}

/** Counts the answer, and remembers what is new for later requests to name. With another method or path it reached something else. */
function note({ about }: Draft, { status, headers, body }: RawAnswer, isThere: boolean): void {
  tally.set(String(status), (tally.get(String(status)) ?? 0) + 1)
  if (status < 400 && isThere) reached.set(about, (reached.get(about) ?? 0) + 1)
  const draftId = /^\/apply\/([0-9a-f-]{36})/.exec(headers.get('location') ?? '')?.[1]
  if (draftId !== undefined) remember(ground.known.drafts, { id: draftId, materials: ground.known.materials })
  if (status !== 201) return
  const { id, caseId, number, queryPassword, fileId } = JSON.parse(body.toString('utf8'))
  // The oldest make room for new ones.
  if (about === 'POST /api/mining/surveys') remember(ground.known.desk.surveys, id)
  if (about === 'POST /api/what-if/runs') remember(ground.known.desk.whatIfRuns, id)
  if (queryPassword !== undefined)
    remember(ground.known.cases, { id: caseId, number, password: queryPassword, file: ground.known.files[0] ?? '' })
  if (fileId !== undefined) remember(ground.known.files, fileId)
}

function remember<Value>(pool: Value[], value: Value): void {
  pool.push(value)
  if (pool.length > KNOWN_MAX) pool.shift()
}

/** The beginning and the end: what stands between seldom matters. */
function shown(wire: Wire | undefined): string {
  const text = wire?.bytes.toString('latin1') ?? ''
  return JSON.stringify(text.length > 1500 ? `${text.slice(0, 1000)}……${text.slice(-500)}` : text)
}

describe('两万个胡乱的请求', () => {
  it('每一个都得到明白的答复，没有一个是系统错误，也没有断开', async (t) => {
    await sendAll()
    const answered = [...tally.values()].reduce((sum, count) => sum + count, 0)
    t.diagnostic(
      `种子 ${SEED}（FUZZ_SEED=${SEED} 重放），${answered} 个答复：${[...tally]
        .sort()
        .map(([status, count]) => `${status}×${count}`)
        .join(' ')}`,
    )
    assert.deepEqual([...faults, ...server.faults().map((line) => line.slice(0, 3000))].slice(0, FAULTS_SHOWN_MAX), [])
    assert(answered >= ANSWERED_MIN, `只有 ${answered} 个答复`)
  })

  it('每个接口和页面都有请求走通过，否则上面一条没有检验力', () => {
    assert.deepEqual(unreached().map(nameOf), [])
    for (const status of ['200', '201', '303', '400', '401', '403', '404', '405', '409', '413', '415'])
      assert(tally.has(status), `没有一个 ${status}`)
  })

  it('服务还是原来那个进程，仍然就绪', async () => {
    assert.equal(server.pid, servingPid)
    await server.ready()
    assert.equal((await fetch(`${server.url}/healthz`)).status, 200)
  })

  it('没有一个办件、文书、文件是半截的', async () => {
    // As of one instant: the server still works off what it was asked for.
    assert.deepEqual(await inTransaction(database.db, (tx) => halfDone(tx, `${place}/data`), 'repeatable read'), [])
  })
})
