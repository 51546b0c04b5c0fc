import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { orAgain, showPage, statusOf, visitOf } from '#base/pages'
import { boardOf, placeOf } from '../../queue/board.ts'
import { checkIn, takeNumber } from '../../queue/take.ts'
import { isMachineKey } from '../../register/machine-key.ts'
import { hallOf } from '../../register/register.ts'
import { boardMain } from './board-page.ts'
import { HallPath } from './hall-routes.ts'
import { machineMain, takenMain, unlockMain } from './machine-page.ts'
import { showScreen } from './screen.ts'
import { ticketPage } from './ticket-page.ts'

type Cookies = Readonly<Record<string, string | undefined>>

const COOKIE = 'hall-machine'
const YEAR_SECONDS = 31_536_000
const Text = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const TAKEN_A_MINUTE_MAX = 60
const UNLOCKED_A_MINUTE_MAX = 10

/** The screens of a hall. Whoever is not the hall's own machine can look, and take no numbers. */
export const queuePages: readonly Route[] = [
  route({
    method: 'GET',
    path: '/hall/:hall/board',
    summary: '叫号大屏',
    for: ['anyone'],
    params: HallPath,
    handle: async (call, { params }) => {
      const board = await boardOf(call, params.hall)
      return showScreen({ title: `叫号：${board.hall.name}`, isLive: true, main: boardMain(board, call.now) })
    },
  }),
  route({
    method: 'GET',
    path: '/hall/:hall/machine',
    summary: '取号机',
    for: ['anyone'],
    params: HallPath,
    handle: async (call, { params, cookies }) => ((await isMachine(call, params.hall, cookies)) ? machine(call, params.hall) : locked(call, params.hall)),
  }),
  route({
    method: 'POST',
    path: '/hall/:hall/machine',
    summary: '设为取号机',
    for: ['anyone'],
    params: HallPath,
    body: Type.Object({ key: Text(100) }),
    perMinuteMax: UNLOCKED_A_MINUTE_MAX,
    handle: async (call, { params, body }) => {
      const key = body.key?.trim() ?? ''
      if (!(await isMachineKey(call.tx, params.hall, key))) return locked(call, params.hall, '口令不对，请核对，或请管理员重新发一个')
      return seeOther(`/hall/${params.hall}/machine`, { cookies: [{ name: COOKIE, value: key, maxAgeSeconds: YEAR_SECONDS }] })
    },
  }),
  route({
    method: 'POST',
    path: '/hall/:hall/tickets',
    summary: '在取号机上取号',
    for: ['anyone'],
    params: HallPath,
    body: Type.Object({ letter: Text(1), priority: Text(3), key: Text(60) }),
    transaction: 'none',
    perMinuteMax: TAKEN_A_MINUTE_MAX,
    handle: (call, { params: { hall }, body, cookies }) =>
      atMachine(call, { hall, cookies }, (inside) => {
        if (body.letter === undefined) throw new Refusal('invalid', '请点要办的业务')
        return takeNumber(inside, {
          hall,
          letter: body.letter,
          isPriority: body.priority === 'yes',
          source: 'machine',
          ...(body.key !== undefined && body.key !== '' && { requestKey: `${hall} ${body.key}` }),
        })
      }),
  }),
  route({
    method: 'POST',
    path: '/hall/:hall/arrivals',
    summary: '在取号机上签到',
    for: ['anyone'],
    params: HallPath,
    body: Type.Object({ code: Text(20) }),
    transaction: 'none',
    perMinuteMax: TAKEN_A_MINUTE_MAX,
    handle: (call, { params: { hall }, body, cookies }) =>
      atMachine(call, { hall, cookies }, async (inside) => {
        try {
          return await checkIn(inside, { hall, code: (body.code ?? '').replace(/\D/g, '') })
        } catch (error) {
          // On the machine an unknown number is something to correct, not a page that does not exist.
          throw error instanceof Refusal && error.code === 'not-found' ? new Refusal('invalid', error.message) : error
        }
      }),
  }),
  route({
    method: 'GET',
    path: '/hall/:hall/tickets/:id',
    summary: '排到哪里了',
    for: ['anyone'],
    params: Type.Object({ hall: HallPath.properties.hall, id: Id }),
    handle: async (call, input) => {
      const { hall, id } = input.params
      const [place, own, known] = await Promise.all([placeOf(call, hall, id), hallOf(call.tx, hall), isMachine(call, hall, input.cookies)])
      if (known) return showScreen({ title: `${place.ticket.number} 号`, isLive: false, main: takenMain({ place, hall: own }) })
      return showPage(visitOf(call, input), ticketPage({ place, hallName: own.name }))
    },
  }),
]

function isMachine({ tx }: Call, hall: string, cookies: Cookies): Promise<boolean> {
  return isMachineKey(tx, hall, cookies[COOKIE])
}

async function machine(call: Call, hall: string, refusal?: Refusal): Promise<Reply> {
  const board = await boardOf(call, hall)
  const main = machineMain({ board, requestKey: randomUUID(), fault: refusal?.message })
  return showScreen({ title: `取号：${board.hall.name}`, isLive: false, main, ...(refusal && { status: statusOf(refusal) }) })
}

async function locked(call: Call, code: string, fault?: string): Promise<Reply> {
  const hall = await hallOf(call.tx, code)
  return showScreen({
    title: `取号机：${hall.name}`, isLive: false, main: unlockMain({ hall, fault }), ...(fault !== undefined && { status: statusOf({ code: 'invalid' }) }),
  })
}

/** Takes a number on the hall's own machine and leads to it; what can be corrected is said on the machine itself. */
async function atMachine(call: Call, { hall, cookies }: { hall: string; cookies: Cookies }, take: (inside: Call) => Promise<{ id: string }>): Promise<Reply> {
  if (!await isMachine(call, hall, cookies)) return locked(call, hall, '这台机器还不是取号机，没有取号')
  return orAgain<Reply>(async () => {
    const { id } = await inTransaction(call.tx, (tx) => take({ ...call, tx }))
    return seeOther(`/hall/${hall}/tickets/${id}`)
  }, (refusal) => machine(call, hall, refusal))
}
