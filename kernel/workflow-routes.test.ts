import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { runSql } from '#platform/database'
import { buildServer } from '#platform/http'
import type { Actor } from './actor.ts'
import { ELSEWHERE, ground, led, opened, REVIEWER, SUPERVISOR, WINDOW, type Ground } from './district.test-support.ts'
import { readBpmn } from './drawing/read-bpmn.test-support.ts'
import { endpointOf } from './endpoints.ts'
import { person } from './testing.ts'
import { workflowRoutes } from './workflow-routes.ts'

const BUREAU = person('bureau', ['bureau'], 'government')
const [OTHER_WINDOW = BUREAU] = ELSEWHERE
let district: Ground
let server: FastifyInstance
let actor: Actor | null = null
before(async () => {
  district = await ground()
  const edge = { kernel: district.world.kernel, database: district.database, now: () => district.world.now, authenticate: async () => actor }
  server = buildServer({
    endpoints: workflowRoutes.map((one) => endpointOf(edge, one)), log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0,
  })
  const { world, database } = district
  await opened(world)
  await led(world, (await opened(world)).id, ['accept'])
  await led(world, (await opened(world)).id, ['accept', 'review', 'grant'])
  const sealed = await opened(world)
  await runSql(database, 'update kernel.case set sealed = true where id = $1', [sealed.id])
  await opened(world, { receivingOrganisation: 'town', ownerOrganisation: 'town' })
})
after(async () => { await server.close(); await district.close() })

const get = (who: Actor | null, url: string) => { actor = who; return server.inject({ method: 'GET', url }) }
async function countsFor(who: Actor): Promise<Record<string, number | null>> {
  const { workflows } = (await get(who, '/api/workflows')).json()
  return Object.fromEntries(workflows[0].states.map(({ name, live }: { name: string; live: number | null }) => [name, live]))
}
const casesIn = async (who: Actor, state: string) => (await get(who, `/api/workflows/errand/1/cases?state=${state}`)).json()

describe('办理流程的接口', () => {
  it('政数局、效能监督看全区各状态的在办件数；办结的不数，密封的一件不露', async () => {
    for (const who of [BUREAU, SUPERVISOR]) {
      const { submitted, accepted, reviewed, granted } = await countsFor(who)
      assert.deepEqual({ submitted, accepted, reviewed, granted }, { submitted: 2, accepted: 1, reviewed: 0, granted: null })
    }
  })

  it('窗口、审查人员只数自己单位经手的', async () => {
    assert.deepEqual(pick(await countsFor(WINDOW)), [1, 1])
    assert.deepEqual(pick(await countsFor(REVIEWER)), [1, 1])
    assert.deepEqual(pick(await countsFor(OTHER_WINDOW)), [1, 0])
  })

  it('每个数打开就是那几件：件数对得上，不说是谁的；有关系的才能点开', async () => {
    for (const who of [BUREAU, SUPERVISOR, WINDOW, REVIEWER]) {
      const counts = await countsFor(who)
      for (const state of ['submitted', 'accepted', 'reviewed']) assert.equal((await casesIn(who, state)).total, counts[state], `${who.id} ${state}`)
      const { cases } = await casesIn(who, 'submitted')
      assert.equal(JSON.stringify(cases).includes('林小溪'), false)
      assert.deepEqual(cases.map(({ mayOpen }: { mayOpen: boolean }) => mayOpen), cases.map(() => who !== BUREAU))
    }
  })

  it('BPMN 文件可以下载，读得进来；没有的流程、版本、状态说清楚', async () => {
    const file = await get(BUREAU, '/api/workflows/errand/1.bpmn')
    assert.equal(file.headers['content-disposition'], 'attachment; filename="errand-1.bpmn"')
    assert.deepEqual((await readBpmn(file.body)).warnings, [])
    for (const url of [
      '/api/workflows/errand/2.bpmn',
      '/api/workflows/nothing/1.bpmn',
      '/api/workflows/errand/1/cases?state=nowhere',
      '/api/workflows/errand/1/cases?state=constructor',
    ]) {
      const answer = await get(BUREAU, url)
      assert.equal(answer.statusCode, 404, url)
      assert.match(answer.json().error.message, /没有/)
    }
  })

  it('群众和没有登录的人不能用', async () => {
    assert.equal((await get(null, '/api/workflows')).statusCode, 401)
    assert.equal((await get(person('citizen', ['citizen']), '/api/workflows')).statusCode, 403)
  })
})

const pick = ({ submitted, accepted }: Record<string, number | null>) => [submitted, accepted]
