import type { Day } from '#platform/day'
import { excludedRated, measured } from '#base/figures'
import type { Call } from '#kernel'
import { ALL_TIME } from './counters.ts'
import type { Due } from './live.ts'
import { wholeMonths, type Stretch } from './period.ts'
import type { Scope } from './scope.ts'

/** What is told of a period. */
export interface Passed { received: number; resolved: number; decided: number; onTime: number; workingDays: number }
export interface Head extends Passed, Due { open: number; rated: number; ratedTotal: number; badRated: number }

type Where = Pick<Scope, 'organisation' | 'place'>

/** The few numbers on top. */
export async function headOf(call: Pick<Call, 'tx'>, scope: Scope, due: Due): Promise<Head> {
  const where = { organisation: scope.organisation, place: scope.place }
  const [passed, open, ratings] = await Promise.all([passedIn(call, scope, wholeMonths(scope)), openNow(call, where), ratingsIn(call, scope)])
  return { ...passed, ...due, open, ...ratings }
}

/** The counters of a stretch. */
export async function passedIn({ tx }: Pick<Call, 'tx'>, { organisation, place }: Where, { from, to }: Stretch): Promise<Passed> {
  const rows = await measured(tx, { measures: ['received', 'resolved', 'decided', 'onTime'], from, to, organisation, place })
  const of = (measure: string) => rows.find((row) => row.measure === measure)
  return {
    received: of('received')?.n ?? 0, resolved: of('resolved')?.n ?? 0, decided: of('decided')?.n ?? 0, onTime: of('onTime')?.n ?? 0,
    workingDays: of('decided')?.total ?? 0,
  }
}

/** Whether anything had been handed in to anybody by the end of that day. */
export async function hasBegunBy({ tx }: Pick<Call, 'tx'>, day: Day): Promise<boolean> {
  return (await measured(tx, { measures: ['received'], from: ALL_TIME.from, to: day })).length > 0
}

/** All that ever came minus all that ever ended. */
async function openNow({ tx }: Pick<Call, 'tx'>, { organisation, place }: { organisation: string | undefined; place: string | undefined }): Promise<number> {
  const rows = await measured(tx, { measures: ['received', 'resolved'], ...ALL_TIME, organisation, place })
  const n = (measure: string): number => rows.find((row) => row.measure === measure)?.n ?? 0
  return n('received') - n('resolved')
}

const RATED = ['rated', 'rated1', 'rated2']

/** Ratings that count: all of the counters, less those the rules exclude. */
async function ratingsIn({ tx }: Pick<Call, 'tx'>, scope: Scope): Promise<{ rated: number; ratedTotal: number; badRated: number }> {
  const asked = { ...wholeMonths(scope), organisation: scope.organisation, place: scope.place }
  const [rows, [excluded]] = await Promise.all([measured(tx, { measures: RATED, ...asked }), excludedRated(tx, asked)])
  const of = (measure: string) => rows.find((row) => row.measure === measure) ?? { n: 0, total: 0 }
  return {
    rated: of('rated').n - (excluded?.n ?? 0), ratedTotal: of('rated').total - (excluded?.total ?? 0),
    badRated: of('rated1').n + of('rated2').n - (excluded?.bad ?? 0),
  }
}
