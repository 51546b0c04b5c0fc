import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { ALL_TIME, nOf, sumsByPlace, sumsByUnit, type Sums } from './counters.ts'
import { dueOf, type Due, type DueRow } from './live.ts'
import type { Passed } from './head.ts'
import { ranked, type Ranked } from './ranking.ts'
import type { Scope } from './scope.ts'
import { isTown, TOWNS } from './towns.ts'

export interface Group extends Omit<Passed, 'workingDays'>, Due { key: string; name: string; shortName: string; open: number }

const PASSED = ['received', 'resolved', 'decided', 'onTime']
const EVER = ['received', 'resolved']

/** Every unit, by how surely it keeps its limits. */
export async function unitsOf({ tx, kernel }: Pick<Call, 'tx' | 'kernel'>, scope: Scope, due: readonly DueRow[]): Promise<Ranked<Group>[]> {
  if (scope.place !== undefined) return []
  const [now, ever, short] = await Promise.all([
    sumsByUnit(tx, PASSED, scope, scope.organisation), sumsByUnit(tx, EVER, ALL_TIME, scope.organisation), shortNames(tx),
  ])
  const groups = [...ever.keys()].map((key) =>
    groupOf({ key, name: kernel.nameOf(key), shortName: short.get(key) ?? kernel.nameOf(key) }, { now, ever, due: dueOf(due, { organisation: key }) }),
  )
  return ranked(groups.filter(({ received, resolved, open }) => received + resolved + open > 0))
}

/** The 镇街, each with its number even where that is 0, and what is of no 镇街. Not kept by unit: none for one. */
export async function townsOf({ tx }: Pick<Call, 'tx'>, scope: Scope, due: readonly DueRow[]): Promise<Group[]> {
  if (scope.organisation !== undefined) return []
  const [now, ever] = await Promise.all([sumsByPlace(tx, PASSED, scope), sumsByPlace(tx, EVER, ALL_TIME)])
  const others = [...ever.keys()].filter((key) => !isTown(key)).map((key) => ({ key, name: OTHER, shortName: OTHER }))
  return [...TOWNS.map(({ code, name }) => ({ key: code, name, shortName: name })), ...others].filter(({ key }) =>
    scope.place === undefined || key === scope.place)
    .map((named) => groupOf(named, { now, ever, due: dueOf(due, { place: named.key }) }))
}

const OTHER = '没有分到镇街'
const UNITS_MAX = 2000

/** As short as a wall needs it. */
async function shortNames(tx: Call['tx']): Promise<Map<string, string>> {
  const rows = await runSql<{ id: string; name: string }>(tx, `select id, short_name as name from people.organisation limit ${UNITS_MAX}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

interface Ground { now: ReadonlyMap<string, Sums>; ever: ReadonlyMap<string, Sums>; due: Due }

function groupOf(named: Pick<Group, 'key' | 'name' | 'shortName'>, { now, ever, due }: Ground): Group {
  const [own, all] = [now.get(named.key), ever.get(named.key)]
  return {
    ...named, ...due, received: nOf(own, 'received'), resolved: nOf(own, 'resolved'), decided: nOf(own, 'decided'), onTime: nOf(own, 'onTime'),
    open: nOf(all, 'received') - nOf(all, 'resolved'),
  }
}
