import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { ROLES, type Role } from '#kernel'
import { runSql } from '#platform/database'
import { addCalendarDays, dayAt } from '#platform/day'
import { authenticate } from '../index.ts'
import { District } from '../rights.test-support.ts'
import { staffNow, staffOf } from './staff.ts'
import { heldRoles } from './standing.ts'

const FIRST = '2026-03-02'
const PEOPLE = ['p0', 'p1', 'p2', 'p3'] as const
const HELD: readonly Role[] = ['window', 'reviewer', 'approver', 'hotline']

let district: District
before(async () => {
  district = await District.open()
  await runSql(district.test.db, `insert into people.account (id, login, name, kind, password_hash, organisation, created_at)
    select id, id, id, 'staff', '', 'hall', now() from unnest($1::text[]) id`, [PEOPLE])
})
after(() => district.test.close())

interface Row { absent: number; standIn: number; roles: Role[]; from: number; days: number; endedAfterHours: number | null }
const someRoles = fc.uniqueArray(fc.constantFrom(...HELD), { maxLength: 3 })
const row: fc.Arbitrary<Row> = fc.record({
  absent: fc.nat(3), standIn: fc.nat(3), roles: someRoles, from: fc.nat(9), days: fc.nat(5), endedAfterHours: fc.option(fc.nat(240)),
}).filter(({ absent, standIn }) => absent !== standIn)
const begin = new Date(`${FIRST}T00:00:00+08:00`).getTime()
const instantAfter = (hours: number): Date => new Date(begin + hours * 3_600_000)

async function put(own: readonly Role[][], rows: readonly Row[]): Promise<void> {
  const { db } = district.test
  await runSql(db, 'delete from people.delegation')
  await runSql(db, 'delete from people.account_role where account = any($1)', [PEOPLE])
  for (const [index, roles] of own.entries()) await runSql(db, 'insert into people.account_role select $1, unnest($2::text[])', [PEOPLE[index], roles])
  for (const { absent, standIn, roles, from, days, endedAfterHours } of rows) {
    const first = addCalendarDays(FIRST, from)
    const ended = endedAfterHours === null ? null : instantAfter(endedAfterHours)
    await runSql(db, `insert into people.delegation (id, absent, stand_in, roles, from_day, until_day, reason, set_by, set_at, ended_by, ended_at)
      values (gen_random_uuid(), $1, $2, $3, $4, $5, '', $1, now(), case when $6::timestamptz is null then null else $1 end, $6)`,
    [PEOPLE[absent], PEOPLE[standIn], roles, first, addCalendarDays(first, days), ended])
  }
}

/** The rule in other words: own roles, and for each delegation in force those of the absent's own that it names, or all. */
function expectedRoles(own: readonly Role[][], rows: readonly Row[], { who, hours }: { who: number; hours: number }): Role[] {
  const day = dayAt(instantAfter(hours))
  const left = rows.filter(({ standIn, from, days, endedAfterHours }) => standIn === who && addCalendarDays(FIRST, from) <= day && day <= addCalendarDays(FIRST, from + days) &&
    (endedAfterHours === null || hours < endedAfterHours))
  const passed = left.flatMap(({ absent, roles }) => (own[absent] ?? []).filter((role) => roles.length === 0 || roles.includes(role)))
  return [...new Set([...own[who] ?? [], ...passed])].sort()
}

describe('任何一刻的岗位', () => {
  it('恰好是自己的加上当时有效的委托：任意的人、岗位、日子、提前结束和时刻', async () => {
    let passedOn = 0
    const own1 = fc.uniqueArray(fc.constantFrom(...HELD), { minLength: 1, maxLength: 2 })
    const owns = fc.tuple(own1, own1, own1, own1)
    await fc.assert(fc.asyncProperty(owns, fc.array(row, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(300), { minLength: 3, maxLength: 8 }), async (own, rows, times) => {
      await put(own, rows)
      for (const hours of times) {
        const now = instantAfter(hours)
        const everybody = await staffOf(district.test.db, 'hall', { now, today: dayAt(now) })
        for (const [who, id] of PEOPLE.entries()) {
          const found = await staffNow(district.test.db, id, { now, today: dayAt(now) })
          const expected = expectedRoles(own, rows, { who, hours })
          assert.deepEqual([...found?.roles ?? []].sort(), expected)
          assert.deepEqual([...found?.ownRoles ?? found?.roles ?? []].sort(), [...own[who] ?? []].sort())
          assert.deepEqual(everybody.find((one) => one.id === id), found)
          if (expected.length > (own[who]?.length ?? 0)) passedOn += 1
        }
      }
    }), { numRuns: 40 })
    assert(passedOn > 20, `只有 ${passedOn} 次有代办的岗位，等于没有试`)
  })

  it('登录的人看到的和后台办理时算的是同一个', async () => {
    await put([['window'], ['reviewer'], [], []], [{ absent: 0, standIn: 1, roles: [], from: 0, days: 3, endedAfterHours: null }])
    const token = 'A'.repeat(43)
    const { sm3Hex } = await import('#platform/sm')
    await runSql(district.test.db, `insert into people.session (token_hash, account, created_at, last_seen_at, idle_seconds, expires_at, ip, agent)
      values ($1, 'p1', $2, $2, 100000, $3, '', '')`, [sm3Hex(token), instantAfter(1), instantAfter(20)])
    const [signedIn, background] = [
      await authenticate(district.test.db, { session: token }, instantAfter(2)),
      await staffNow(district.test.db, 'p1', { now: instantAfter(2), today: FIRST }),
    ]
    assert.deepEqual(signedIn, background)
    assert.deepEqual(signedIn?.standsInFor, [{ id: 'p0', name: 'p0', until: addCalendarDays(FIRST, 3), roles: ['window'] }])
  })
})

describe('管理员的岗位不在委托之列', () => {
  const away = (roles: readonly Role[]) => [{ id: 'a', name: '甲', roles, until: FIRST }]
  it('管理员代不了任何人，也没有人代得了管理员，不管表里写了什么', () => {
    for (const own of ROLES) for (const left of ROLES) {
      const held = heldRoles([own], away([left]))
      const isAdministrators = [own, left].some((role) => ['sysadmin', 'secadmin', 'auditor'].includes(role))
      assert.deepEqual([...held.roles].sort(), isAdministrators ? [own] : [...new Set([own, left])].sort(), `${own} ${left}`)
      assert.equal(held.standsInFor !== undefined, !isAdministrators)
    }
  })

  it('没有代办的人与从前一样，不多一个字段', () => {
    assert.deepEqual(heldRoles(['window'], null), { roles: ['window'] })
    assert.deepEqual(heldRoles(['window'], away([])), { roles: ['window'] })
  })
})
