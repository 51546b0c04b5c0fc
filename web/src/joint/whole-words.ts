import { refusedOf } from './refused-lane.ts'
import type { Whole, WholeLane } from './whole-calls.ts'

/** '这是新生儿出生一件事里的一项：第 3 项，共 8 项' */
export function placeText({ parent, lanes }: Whole, self: string): string {
  return `这是${parent.title}里的一项：第 ${lanes.findIndex(({ id }) => id === self) + 1} 项，共 ${lanes.length} 项`
}

/** What comes of this item for the others and for the applicant: how it ended and what then, or who is waiting for it and how it is handed over. */
export function onwardText({ lanes }: Pick<Whole, 'lanes'>, { id, state, ended }: Pick<WholeLane, 'id' | 'state' | 'ended'>): string {
  if (ended) return [ended.words, ended.next].filter((words) => words !== null && words !== '').join('。接下来申请人')
  if (state === 'issued') return '已经制好，由综合窗口一次送达'
  const waiting = lanes.flatMap(({ name, waitsFor }) =>
    waitsFor.filter(({ lane }) => lane === id).map(({ needs }) => `${name}才能${needs === 'start' ? '开始' : '准予'}`))
  return waiting.length === 0 ? '没有别的事项等它' : `它办出来，${waiting.join('，')}`
}

/** What the lane waits for, as short as it can be said; of what has come to nothing, what it takes now. */
export function awaitedText({ waitsFor }: Pick<WholeLane, 'waitsFor'>, lanes: readonly Pick<WholeLane, 'id' | 'ended'>[]): string {
  if (waitsFor.length === 0) return '不等别的'
  return waitsFor.map(({ lane, name, needs }) => {
    const ended = lanes.find(({ id }) => id === lane)?.ended
    const lost = ended && ended.outcome !== 'delivered' ? `（${ended.words}，申请人要另外办成）` : ''
    return `等${name}${lost}办出来才能${needs === 'start' ? '开始' : '准予'}`
  }).join('；')
}

/** Who is left waiting when this one is not accepted; undefined where nobody is. */
export function leftWaitingText(lanes: readonly Pick<WholeLane, 'name' | 'waitsFor'>[], refused: string): string | undefined {
  const waiting = lanes.flatMap(({ name, waitsFor }) =>
    waitsFor.filter(({ lane }) => lane === refused).map(({ needs }) => `${name}${needs === 'start' ? '办不了' : '不能准予'}`))
  return waiting.length === 0 ? undefined : `它不受理，申请人另外办成以前，${waiting.join('、')}`
}

/** '办成 2 项，还在办 3 项，没有办成 1 项' */
export function progressText(lanes: readonly Pick<WholeLane, 'ended' | 'state'>[]): string {
  if (lanes.every(({ state }) => state === 'before' || state === 'waiting')) return '还没有受理'
  const done = lanes.filter(({ ended }) => ended?.outcome === 'delivered').length
  const separate = lanes.filter(({ ended }) => ended?.outcome === 'separate').length
  const lost = lanes.filter(({ ended }) => ended !== null).length - done - separate
  const running = lanes.length - done - separate - lost
  return [`办成 ${done} 项`, `还在办 ${running} 项`, ...(separate > 0 ? [`改为单独办 ${separate} 项`] : []), ...(lost > 0 ? [`没有办成 ${lost} 项`] : [])].join('，')
}

/** Names of the items each merged material serves, by material. */
export function servedNames({ lanes, materials }: Whole): ReadonlyMap<string, string[]> {
  return new Map(materials.map(({ id, lanes: served }) => [id, lanes.filter((lane) => served.includes(lane.id)).map(({ name }) => name)]))
}

/** Which items a step of the parent was about, and why those that were not accepted were not. */
export function laneWords(data: Readonly<Record<string, unknown>>, { lanes }: Pick<Whole, 'lanes'>): string[] {
  const nameOf = (id: string) => lanes.find((lane) => lane.id === id)?.name ?? id
  const listed = Array.isArray(data['lanes']) ? data['lanes'].map(String) : []
  const ended = refusedOf(data['ended']).map(({ lane }) => lane)
  const one = typeof data['lane'] === 'string' ? [data['lane']] : []
  const named = [...listed, ...one, ...ended]
  return [
    ...(named.length > 0 ? [named.map(nameOf).join('、')] : []),
    ...refusedOf(data['notAccepted']).map(({ lane, reason }) => `不予受理${nameOf(lane)}：${reason}`),
  ]
}
