import { runSql } from '#platform/database'
import type { Call } from '#kernel'
import { officeStates } from './measures.ts'
import { wholeMonths } from './period.ts'
import type { Scope } from './scope.ts'
import settings from './settings.json' with { type: 'json' }

/** A state of one matter at one unit, by how long cases stayed in it. */
export interface SlowStep { organisation: string; itemCode: string; itemName: string; state: string; n: number; mean: number; median: number; p90: number }

const STEPS_MAX = 10
/** One case alone makes no slow step. A default; change settings.json. */
export const STAYS_MIN = settings.staysMin.value

/** The ten slowest by mean working days, each with its median and 90th percentile. Places are not kept by matter: none for a place. */
export async function slowestSteps(call: Pick<Call, 'tx' | 'kernel'>, scope: Scope): Promise<SlowStep[]> {
  if (scope.place !== undefined) return []
  return scope.from === scope.to ? stepsOfDay(call, scope) : stepsOfMonths(call, scope)
}

/** By any row of `counted`: as one of the cases that passed through calls the matter. */
const NAME = `(select fact.item_name from figures.stay passed join figures.case_fact fact using (case_id)
  where passed.item_code = counted.item_code and passed.state = counted.state and passed.organisation = counted.organisation and passed.left_on is not null limit 1)`
const SPREAD = `percentile_disc(0.5) within group (order by working_days) as median, percentile_disc(0.9) within group (order by working_days) as p90`
const FIGURES = 'counted.n, counted.mean, counted.median, counted.p90'

/** The stays that ended on one day are few. */
async function stepsOfDay({ tx, kernel }: Pick<Call, 'tx' | 'kernel'>, { from, organisation }: Scope): Promise<SlowStep[]> {
  return runSql<SlowStep>(tx, `
    select counted.organisation, counted.item_code as "itemCode", ${NAME} as "itemName", counted.state, ${FIGURES} from (
      select organisation, item_code, state, count(*)::int as n, avg(working_days)::float8 as mean, ${SPREAD} from figures.stay
      where left_on = $1 and kind = 'service' and state = any($2::text[]) and ($3::text is null or organisation = $3)
      group by 1, 2, 3 having count(*) >= ${STAYS_MIN}) counted
    order by mean desc, n desc, organisation, "itemCode", state limit ${STEPS_MAX}`, [from, officeStates(kernel), organisation ?? null])
}

/** Which are the slowest the counters tell; how those ten spread is read from how many stays took how many days. */
async function stepsOfMonths({ tx, kernel }: Pick<Call, 'tx' | 'kernel'>, scope: Scope): Promise<SlowStep[]> {
  const { from, to } = wholeMonths(scope)
  const slowest = await runSql<Known>(tx, `
    select organisation, item_code as "itemCode", substr(measure, ${STAGE.length + 1}) as state, sum(n)::int as n, sum(total)::float8 / sum(n)::float8 as mean
    from figures.measure where measure = any($1::text[]) and grain = 'month' and organisation > '' and item_code > '' and place = '' and start between $2 and $3
      and ($4::text is null or organisation = $4)
    group by 1, 2, 3 having sum(n) >= ${STAYS_MIN} order by mean desc, n desc, 1, 2, 3 limit ${STEPS_MAX}`,
  [officeStates(kernel).map((state) => `${STAGE}${state}`), from, to, scope.organisation ?? null])
  return spreadOf(tx, slowest, scope)
}

const STAGE = 'stage.'
type Known = Pick<SlowStep, 'organisation' | 'itemCode' | 'state' | 'n' | 'mean'>

async function spreadOf(tx: Call['tx'], known: readonly Known[], scope: Scope): Promise<SlowStep[]> {
  const { from, to } = wholeMonths(scope)
  return runSql<SlowStep>(tx, `
    select counted.organisation, counted.item_code as "itemCode", ${NAME} as "itemName", counted.state, counted.n, counted.mean, spread.median, spread.p90
    from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::float8[]) with ordinality as counted (organisation, item_code, state, n, mean, place)
    cross join lateral (
      select min(working_days) filter (where upto >= counted.n * 0.5) as median, min(working_days) filter (where upto >= counted.n * 0.9) as p90 from (
        select working_days, sum(sum(days.n)) over (order by working_days) as upto
        from generate_series($6::date, $7::date, interval '1 month') as months (first)
        join figures.stay_days days on days.month = months.first::date and days.state = counted.state
          and days.item_code = counted.item_code and days.organisation = counted.organisation
        group by working_days) took) spread
    order by counted.place`, [...(['organisation', 'itemCode', 'state', 'n', 'mean'] as const).map((name) => known.map((step) => step[name])), from, to])
}
