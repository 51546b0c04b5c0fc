/** A town's window, the department that owns the matter, and a district that is only simulated. */
import assert from 'node:assert/strict'
import { runSql } from '#platform/database'
import type { Day } from '#platform/day'
import type { Actor, Case } from '#kernel'
import { person } from '#kernel/testing'
import { hall, ITEM, LIN, REVIEWER, type Hall } from '../applications/hall.test-support.ts'
import { custodyOf } from './receiving/custody.ts'
import { planReceipt, type Plan, type WalkIn } from './receiving/opening.ts'
import { findReceipt, type Receipt } from './receiving/receipt.ts'
import { deliverOne } from './exchange/deliver.ts'
import { sayOne, simulatorWire, type Line } from './exchange/simulator.ts'
import { setBehaviour, type Behaviour } from './exchange/peers.ts'
import { writeMarks } from './marks/marks.ts'

export const TOWN = person('town', ['window'], 'xinhua')
export const OTHER_TOWN = person('town2', ['window'], 'shiling')
export const HALL = person('centre', ['window'], 'hall')
export const BUREAU = person('bureau', ['bureau'], 'government-services')
export const XINHUA = '440114001'
export const SHILING = '440114109'
export const HERE = '440114'
export const TIANHE = '440106'
export const ANSWERS = { premises: 'leased', lessor: 'person' }
export const PAPERS = [{ materialId: 'application', name: '申请书', originals: 1, copies: 0 }, { materialId: 'lease', name: '租赁合同', originals: 0, copies: 1 }]
export const RECEIVING: WalkIn['receiving'] = {
  identity: { kind: '居民身份证', lastFour: '123X', isSamePerson: true }, papers: PAPERS, checked: ['份数与清单一致', '字迹清楚'],
}

export async function ground(): Promise<Hall> {
  const own = await hall()
  await own.world.as(BUREAU, (call) => writeMarks(call, [{ itemCode: ITEM.code, mode: 'proxy', places: [], fromOn: '2026-01-01', basis: '测试' }]))
  return own
}

export const PLAN: Plan = { itemCode: ITEM.code, answers: ANSWERS, ownerPlace: HERE, receivingPlace: XINHUA, returnPlace: SHILING }

export async function planned({ world }: Hall, changes: Partial<Plan> = {}, who: Actor = LIN): Promise<Case> {
  return world.caseNow(await world.as(who, (call) => planReceipt(call, { ...PLAN, ...changes }, undefined)))
}

/** Taken in and sent on by the town's window. */
export async function sent(own: Hall, changes: Partial<Plan> = {}): Promise<Case> {
  const { id } = await planned(own, changes)
  await own.world.step(TOWN, id, 'receive', { data: RECEIVING })
  return own.world.step(TOWN, id, 'send', { data: { way: 'parcel', parcel: 'EX12345' } })
}

/** Signed for by the department here: with the application it has opened. */
export async function signed(own: Hall): Promise<{ id: string; application: Case }> {
  const { id } = await sent(own)
  await own.world.step(REVIEWER, id, 'signFor')
  const { applicationId } = await receiptOf(own, id)
  return { id, application: await own.world.caseNow(applicationId ?? assert.fail('没有开出申请')) }
}

export async function receiptOf({ world }: Hall, id: string): Promise<Receipt> {
  return (await world.as(LIN, ({ tx }) => findReceipt(tx, id))) ?? assert.fail('没有登记')
}

/** Whose hands each thing has been in, in order: 'papers-1: window, carrier, owner'. */
export async function handsOf({ world }: Hall, id: string): Promise<string[]> {
  const all = await world.as(LIN, ({ tx }) => custodyOf(tx, id))
  for (const [, own] of Map.groupBy(all, ({ thing }) => thing)) {
    own.forEach(({ since, until }, index) => {
      const next = own[index + 1]
      assert.equal(until?.getTime(), next?.since.getTime(), '一手接一手，中间不断')
      assert(until === null || since <= until)
    })
  }
  return [...Map.groupBy(all, ({ thing }) => thing)].map(([thing, own]) => `${thing}: ${own.map(({ holder }) => holder).join(', ')}`)
}

export const behave = ({ world }: Hall, behaviour: Behaviour): Promise<void> => world.as(BUREAU, (call) => setBehaviour(call, TIANHE, behaviour))

/** Time passes in steps, until nothing is left to be told or said. */
export async function exchanged(own: Hall, { until, line = () => 'good' }: { until: Day; line?: () => Line }): Promise<void> {
  const { world, database } = own
  for (;;) {
    const here = { database, kernel: world.kernel, now: world.now }
    const moved = [await deliverOne(here, simulatorWire(here, line)), await sayOne(here)]
    if (moved.some(Boolean)) continue
    const [next] = await runSql<{ at: Date | null }>(database, `
      select min(at) as at
      from (select next_at as at from anywhere.outbox where state = 'waiting'
        union all select due_at from anywhere.simulated_saying where said_at is null) t where at > $1`, [world.now])
    if (!next?.at || next.at > new Date(`${until}T23:59:59+08:00`)) return
    world.now = new Date(Math.max(next.at.getTime(), world.now.getTime() + 1000))
  }
}
