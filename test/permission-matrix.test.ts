import assert from 'node:assert/strict'
import { after, before, describe, it, type TestContext } from 'node:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { pino } from 'pino'
import { inTransaction, runSql } from '#platform/database'
import { buildServer } from '#platform/http'
import { createKeyPair } from '#platform/sm'
import { documentsOf, endpointOf, RELATIONS, ROLES, type Actor, type Agency, type Case, type Relation, type Route } from '#kernel'
import { person } from '#kernel/testing'
import { routesWith } from '#app'
import { storeEditions } from '../base/catalog/versions.ts'
import { jointOf } from '../base/joint/joint-of.test-support.ts'
import { AGENT, FIRST_DAY, filed, hall, ITEM, type Hall } from '../modules/applications/hall.test-support.ts'
import { sampleRequest, type Places } from './sample-request.ts'

const routes = routesWith({ signingKey: createKeyPair() })
const folder = mkdtempSync(join(tmpdir(), 'chunfeng-matrix-'))
process.env['CHUNFENG_DATA'] = folder

let ground: Hall
let server: FastifyInstance
let actor: Actor | null = null
before(async () => {
  ground = await hall()
  const { database, world } = ground
  await inTransaction(database, (tx) => storeEditions(tx, [JOINT, PERMITS].map((item) => ({ item, source: null }))))
  const edge = { kernel: world.kernel, database, now: () => world.now, authenticate: async () => actor }
  // Some answers are read from the account itself.
  await runSql(database, `insert into people.account (id, login, name, kind, password_hash, created_at)
    select id, id, id, 'citizen', '', now() from unnest($1::text[]) id`, [[...ROLES.map((role) => `matrix-${role}`), 'no-role']])
  server = buildServer({
    endpoints: routes.map((route) => endpointOf(edge, route)), log: pino({ level: 'silent' }), ready: async () => true, requestsPerMinuteMax: 0,
  })
})
after(async () => {
  await server.close()
  await ground.close()
  rmSync(folder, { recursive: true, force: true })
})

function ask(who: Actor | null, request: InjectOptions): Promise<LightMyRequestResponse> {
  actor = who
  return server.inject(request)
}

const name = ({ method, path }: Route): string => `${method} ${path}`
const isPage = ({ path }: Route): boolean => !path.startsWith('/api/')
const NOWHERE = '00000000-0000-4000-8000-000000000000'
const PLACES: Places = {
  // Retired it would be gone for the cases that follow.
  '/api/workflows/:caseType/:file file': '1.bpmn',
  caseType: 'application',
  version: '1',
  '/api/catalog/items/:code/retire code': 'SL0999999',
  id: NOWHERE,
  fileId: NOWHERE,
  draftId: NOWHERE,
  file: `${NOWHERE}.pdf`,
  code: 'SL0100001',
  step: 'accept',
  day: '2026-03-02',
  page: '1',
  hall: 'centre',
  district: '440106',
  materialId: 'application',
  peer: 'city',
  '/api/mining/logs/xes/:file file': `${NOWHERE}.xes`,
  '/api/mining/logs/csv/:file file': `${NOWHERE}.csv`,
  '/api/efficiency/indicators/:id id': 'B01',
  '/api/efficiency/indicators/:id/cases id': 'B01',
  '/api/efficiency/detectors/:id/cases id': 'given-ratings',
  '/api/rules/:kind/:id kind': 'alert',
  '/api/rules/:kind/:id id': 'overdue',
  '/api/rules/:kind/:id/trial kind': 'alert',
  '/api/rules/:kind/:id/trial id': 'overdue',
  '/api/alerts/:id/dismissal id': '1',
  '/api/alerts/:id/rectification id': '1',
  kind: 'acceptance',
  face: 'service',
  number: 'PYRY-2026-0001',
  '/api/messages/:id/read id': '1',
  '/me/messages/:id/read id': '1',
}

/** Turned away at the door: 401 or 403; a person on a page is sent to sign in. */
function turnedAway({ statusCode, headers }: LightMyRequestResponse): 401 | 403 | null {
  if (statusCode === 401 || (statusCode === 303 && /^\/sign-in(\?|$)/.test(String(headers.location)))) return 401
  return statusCode === 403 ? 403 : null
}

/** Signing in is refused with 401 by the handler itself, to everybody who gives a wrong password. */
const JUDGES_IDENTITY = ['POST /api/sessions', 'POST /sign-in', 'POST /api/second-factors']

function isAsDeclared(route: Route, someone: Actor | null, answer: LightMyRequestResponse): boolean {
  if (answer.statusCode >= 500 && answer.statusCode !== 503) return false
  const welcome = route.for.includes('anyone')
    || (someone !== null && (route.for.includes('signed-in') || someone.roles.some((role) => route.for.includes(role))))
  if (welcome) return turnedAway(answer) === null || JUDGES_IDENTITY.includes(name(route))
  return turnedAway(answer) === (someone === null ? 401 : 403)
}

describe('哪种身份能用哪个接口', () => {
  it('每个接口 × 每种角色和没有登录的人：恰好是路由表写的', async (t: TestContext) => {
    const people: [who: string, actor: Actor | null][] = [
      ['访客', null], ...ROLES.map((role): [string, Actor] => [role, person(`matrix-${role}`, [role], 'nowhere')]),
    ]
    const wrong: string[] = []
    let cells = 0
    for (const route of routes) {
      const request = sampleRequest(route, PLACES)
      for (const [who, someone] of people) {
        const answer = await ask(someone, request)
        if (!isAsDeclared(route, someone, answer)) wrong.push(`${name(route)} ${who}：${answer.statusCode} ${answer.body.slice(0, 200)}`)
        cells += 1
      }
    }
    assert.deepEqual(wrong, [])
    assert.equal(cells, routes.length * (ROLES.length + 1))
    t.diagnostic(`${routes.length} 个接口 × ${people.length} 种身份 = ${cells} 格`)
  })

  it('没有角色的账号只能用人人可用和登录可用的', async () => {
    for (const route of routes.filter((one) => !isPage(one) && !JUDGES_IDENTITY.includes(name(one)))) {
      const open = route.for.includes('anyone') || route.for.includes('signed-in')
      assert.equal(turnedAway(await ask(person('no-role', []), sampleRequest(route, PLACES))), open ? null : 403, name(route))
    }
  })

  it('路径里有办件的接口都写明关系', () => {
    const about = routes.filter(({ path }) => /\/(cases|documents|receipt)\/:/.test(path))
    assert(about.length > 15)
    assert.deepEqual(about.filter(({ relations }) => !relations || relations.length === 0).map(name), [])
  })
})

/** The agent who filed the case, as far as the firm has empowered her. */
function agentWith(changes: Partial<Agency>): Actor {
  return { ...person('agent', []), agency: {
    party: 'firm', name: '某公司（示例）', items: [], organisations: [], powers: ['see', 'supplement'], until: '2026-12-31', ...changes,
  } }
}

/** Somebody in each relation to the case, nobody of whom stands in two; what is sealed is another case. */
const IN_RELATION: Readonly<Record<Exclude<Relation, 'system'>, Actor>> = {
  applicant: { ...person('party-colleague', []), party: 'firm' }, agent: agentWith({}), window: person('r-window', ['window'], 'hall'),
  owner: person('r-owner', ['reviewer'], 'market-regulation'), approver: person('r-approver', ['approver'], 'market-regulation'),
  handler: person('r-handler', []), supervisor: person('r-supervisor', ['supervisor'], 'government-services'),
  sealed: person('r-discipline', ['discipline'], 'discipline'),
}
/** The same roles elsewhere, and people with a role that gives no relation: the case does not exist for them. */
const STRANGERS: readonly Actor[] = [
  person('s-window', ['window'], 'town'),
  person('s-reviewer', ['reviewer'], 'hall'),
  person('s-approver', ['approver'], 'hall'),
  person('s-citizen', ['citizen']),
  { ...person('s-agent', ['enterprise']), party: 'another-firm' },
  person('s-leader', ['leader'], 'market-regulation'),
  person('s-discipline', ['discipline'], 'discipline'),
  person('s-sysadmin', ['sysadmin'], 'nowhere'),
  // Whose agency is revoked, or of another firm, or for another matter; and one of the firm's who may only see what she has filed herself.
  person('agent', []),
  agentWith({ party: 'another-firm' }),
  agentWith({ items: ['SL0100009'] }),
  agentWith({ organisations: ['hall'] }),
  { ...agentWith({ powers: ['file'] }), id: 's-other-agent' },
]

/** Let in at the door by a role that gives no relation, so that only the relation decides. */
function admitted(route: Route, someone: Actor): Actor {
  const [first] = route.for
  const needs = first !== 'anyone' && first !== 'signed-in' && !someone.roles.some((role) => route.for.includes(role))
  return needs ? { ...someone, roles: [...someone.roles, first] } : someone
}

async function placesOf(found: Case): Promise<Places> {
  const [document] = await documentsOf(ground.database, found.id)
  const [row] = await runSql<{ file: string }>(ground.database, 'select file_id as file from applications.material where case_id = $1 limit 1', [found.id])
  return {
    ...PLACES, id: found.id, fileId: row?.file ?? NOWHERE, file: `${document?.id ?? NOWHERE}.pdf`, '/documents/:id id': document?.id ?? NOWHERE,
  }
}

/** The same matter as one of several: some routes are about nothing else. */
const [JOINT, PERMITS] = [jointOf(ITEM, 'life-event', 'SLJ10001'), jointOf(ITEM, 'joint-permits', 'SLJ10002')] as const

function itemFor({ path }: Route): string {
  if (path.endsWith('/joint-choice')) return PERMITS.code
  return path.startsWith('/api/joint/') ? JOINT.code : ITEM.code
}

async function freshCase(changes: { sealed: boolean; itemCode?: string }): Promise<Case> {
  const { found } = await filed(ground, AGENT, { itemCode: changes.itemCode ?? ITEM.code })
  await runSql(ground.database, "update kernel.case set handler_id = 'r-handler', sealed = $2 where id = $1", [found.id, changes.sealed])
  return found
}

const isNowhere = ({ statusCode }: LightMyRequestResponse): boolean => statusCode === 404

/** Whether a relation was let in exactly where the route names it. Which step it may take is asked in the matrix of steps. */
function sees(route: Route, relation: Relation, answer: LightMyRequestResponse): boolean {
  if (!route.relations?.includes(relation)) return isNowhere(answer) || answer.statusCode === 403
  return !isNowhere(answer) && (route.path.includes(':step') || turnedAway(answer) === null)
}

describe('哪种关系能看哪个办件', () => {
  const about = routes.filter(({ relations }) => relations !== undefined)
  it('每个有关系的接口 × 每种关系、外人：没有写的看不到，写了的看得到', async (t: TestContext) => {
    ground.world.today = FIRST_DAY
    const wrong: string[] = []
    let cells = 0
    const cell = async (route: Route, someone: Actor, { places, allowed }: {
      places: Places; allowed: (answer: LightMyRequestResponse) => boolean
    }): Promise<void> => {
      const answer = await ask(admitted(route, someone), sampleRequest(route, places))
      if (!allowed(answer)) wrong.push(`${name(route)} ${someone.id}：${answer.statusCode} ${answer.body.slice(0, 120)}`)
      cells += 1
    }
    for (const route of about) {
      const [open, sealed] = [
        await placesOf(await freshCase({ sealed: false, itemCode: itemFor(route) })),
        await placesOf(await freshCase({ sealed: true, itemCode: itemFor(route) })),
      ]
      for (const relation of RELATIONS.filter((one) => one !== 'system')) {
        // A step that was taken changes who stands how to the case: each gets one of his own.
        const own = route.path.includes(':step') && relation !== 'sealed' ? await placesOf(await freshCase({ sealed: false })) : open
        await cell(route, IN_RELATION[relation], { places: relation === 'sealed' ? sealed : own, allowed: (answer) => sees(route, relation, answer) })
      }
      for (const stranger of STRANGERS) await cell(route, stranger, { places: open, allowed: isNowhere })
      for (const relation of ['window', 'owner', 'approver', 'supervisor'] as const)
        await cell(route, IN_RELATION[relation], { places: sealed, allowed: isNowhere })
    }
    assert.deepEqual(wrong, [])
    assert(about.length > 12)
    t.diagnostic(`${about.length} 个接口 × ${RELATIONS.length - 1} 种关系、${STRANGERS.length} 种外人、封存 = ${cells} 格`)
  })

  it('办件在不在，外人得到的答复一样', async () => {
    const places = await placesOf(await freshCase({ sealed: false }))
    for (const route of about.filter((one) => !isPage(one))) {
      const stranger = admitted(route, person('nobody', []))
      const [there, nowhere] = [await ask(stranger, sampleRequest(route, places)), await ask(stranger, sampleRequest(route, PLACES))]
      const said = (answer: LightMyRequestResponse): unknown => ({ status: answer.statusCode, ...answer.json().error, traceId: '' })
      assert.deepEqual(said(there), said(nowhere), name(route))
    }
  })
})
