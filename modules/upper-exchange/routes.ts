import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { created } from '#platform/reply'
import { route, type Route } from '#kernel'
import { settleDown } from './inbox/settle.ts'
import { dropRow, mendRow, RESEND_MAX, resendRows } from './outbox/mend.ts'
import { retryNow } from './outbox/turn.ts'
import { connect, PEER_IDS, peerOf, switchOff, switchOn, type PeerId } from './peers.ts'
import { askForDay } from './reconcile/days.ts'
import { FAMILY_IDS, type Family } from './shapes/column.ts'
import { supervisions } from './supervision/list.ts'
import { days, downIn, overview, rowOf, rowsIn, shapes } from './views.ts'

const closed = { additionalProperties: false } as const
const PeerName = Type.Unsafe<PeerId>(Type.Union(PEER_IDS.map((one) => Type.Literal(one))))
const OnePeer = Type.Object({ peer: PeerName }, closed)
const OneRow = Type.Object({ id: Id }, closed)
const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const words = Type.String({ minLength: 2, maxLength: 500 })

const Connection = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 500 }),
  families: Type.Array(Type.Unsafe<Family>(Type.Union(FAMILY_IDS.map((one) => Type.Literal(one)))), {
    minItems: 1, maxItems: FAMILY_IDS.length, uniqueItems: true,
  }),
  newSecret: Type.Optional(Type.Boolean()),
}, closed)
const Mending = Type.Object({ changes: Type.Record(Type.String({ pattern: '^.{1,64}$' }), Type.String({ maxLength: 4000 })), reason: words }, closed)

/** Where the platforms are is the system administrator's; what goes there, and what came back, the bureau's. */
export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/upper-exchange', summary: '与省、市平台的数据交换：接通没有、排着多少、退回多少', for: ['bureau', 'sysadmin'],
    handle: (call) => overview(call),
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/shapes', summary: '上报的表和每一列的规则，哪些是默认值', for: ['bureau', 'sysadmin'],
    handle: async () => shapes(),
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/peers/:peer', summary: '登记上级平台的地址和报什么；密钥只出现一次', for: ['sysadmin'], params: OnePeer,
    body: Connection,
    handle: (call, { params, body }) => connect(call, params.peer, body),
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/peers/:peer/on', summary: '从某天收的件起开始报送', for: ['bureau'], params: OnePeer,
    body: Type.Object({ fromDay: DayText }, closed),
    handle: async (call, { params, body }) => { await switchOn(call, params.peer, body.fromDay); return { on: true } },
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/peers/:peer/off', summary: '停止报送', for: ['bureau', 'sysadmin'], params: OnePeer,
    handle: async (call, { params }) => { await switchOff(call, params.peer); return { on: false } },
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/peers/:peer/retry', summary: '连不上的，现在就再试', for: ['bureau', 'sysadmin'], params: OnePeer,
    handle: async (call, { params }) => { await peerOf(call.tx, params.peer); await retryNow(call.tx, params.peer, call.now); return { asked: true } },
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/peers/:peer/rows', summary: '退回的或排着队的数据', for: ['bureau'], params: OnePeer,
    query: Type.Object({ state: Type.Optional(Type.Union([Type.Literal('rejected'), Type.Literal('waiting')])), after: Type.Optional(Id) }, closed),
    handle: (call, { params, query: { state = 'rejected', after } }) => rowsIn(call, { peer: params.peer, state, ...(after !== undefined && { after }) }),
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/peers/:peer/days', summary: '每天的对账', for: ['bureau'], params: OnePeer,
    handle: async (call, { params }) => { await peerOf(call.tx, params.peer); return days(call, params.peer) },
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/peers/:peer/days/:day/check', summary: '现在就和上级对一天的账', for: ['bureau'],
    params: Type.Object({ peer: PeerName, day: DayText }, closed),
    handle: async (call, { params }) => { await askForDay(call, params.peer, params.day); return { asked: true } },
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/peers/:peer/down', summary: '上级下发的数据', for: ['bureau'], params: OnePeer,
    handle: (call, { params }) => downIn(call, params.peer),
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/supervisions', summary: '上级督办：督办了哪些办件，答复到哪一步', for: ['bureau', 'supervisor'],
    handle: (call) => supervisions(call),
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/down/:id/settle', summary: '下发的一条处理好了', for: ['bureau'], params: OneRow,
    body: Type.Object({ note: words }, closed),
    handle: async (call, { params, body }) => { await settleDown(call, params.id, body.note); return { settled: true } },
  }),
  route({
    method: 'GET', path: '/api/upper-exchange/rows/:id', summary: '上报的一行：每一列的规则、现在的值、以前的版本', for: ['bureau'], params: OneRow,
    handle: (call, { params }) => rowOf(call, params.id),
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/rows/:id/mend', summary: '改正退回的一行，版本加一重报', for: ['bureau'], params: OneRow, body: Mending,
    handle: async (call, { params, body }) => created(await mendRow(call, params.id, body)),
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/rows/:id/drop', summary: '这一行不再上报', for: ['bureau'], params: OneRow,
    body: Type.Object({ reason: words }, closed),
    handle: async (call, { params, body }) => { await dropRow(call, params.id, body.reason); return { dropped: true } },
  }),
  route({
    method: 'POST', path: '/api/upper-exchange/resend', summary: '几行原样重报，版本各加一', for: ['bureau'],
    body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: RESEND_MAX, uniqueItems: true }) }, closed),
    handle: (call, { body }) => resendRows(call, body.ids),
  }),
]
