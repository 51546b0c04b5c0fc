/** The tables of the assessment, read and written; what may be done to them is decided elsewhere. */
import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import type { Scheme } from './scheme.ts'
import { resultsOf, type Result } from './scoring.ts'
import type { Span } from './span.ts'
import type { AssessedValue } from './values.ts'

export interface Period extends Span {
  id: string
  /** 0 drawn up · 1 as it was locked · each correction the next. */
  version: number
  scheme: Scheme
  drawnBy: string
  drawnAt: Date
  lockedBy: string | null
  lockedAt: Date | null
  appealUntil: Day | null
  isExample: boolean
}
export interface KeptValue extends AssessedValue { asOf: Date }

export interface Correction {
  version: number
  organisation: string
  indicator: string
  before: CorrectedValue
  after: CorrectedValue
  reason: string
  appealId: string | null
  by: string
  at: Date
}
export type CorrectedValue = Pick<AssessedValue, 'n' | 'part' | 'value' | 'low' | 'high'>

const PERIOD = `id, kind, starts_on as "startsOn", ends_on as "endsOn", version, scheme, drawn_by_name as "drawnBy", drawn_at as "drawnAt",
  locked_by_name as "lockedBy", locked_at as "lockedAt", appeal_until as "appealUntil", is_example as "isExample"`
const PERIODS_MAX = 200
/** Organisations times indicators. */
const VALUES_MAX = 20_000

/** The periods, the newest first. */
export function periodsIn(tx: Tx): Promise<Period[]> {
  return runSql<Period>(tx, `select ${PERIOD} from assessment.period order by starts_on desc, kind limit ${PERIODS_MAX}`)
}

export async function periodOf(tx: Tx, id: string): Promise<Period> {
  return found(await runSql<Period>(tx, `select ${PERIOD} from assessment.period where id = $1`, [id]))
}

/** The same, held until the transaction ends: whoever locks, corrects, appeals or publishes takes turns here. */
export async function heldPeriod(tx: Tx, id: string): Promise<Period> {
  return found(await runSql<Period>(tx, `select ${PERIOD} from assessment.period where id = $1 for update`, [id]))
}

function found([period]: readonly Period[]): Period {
  if (!period) throw new Refusal('not-found', '没有这个考核期')
  return period
}

/** The last period of the same kind that was locked before this one. */
export async function periodBefore(tx: Tx, { kind, startsOn }: Span): Promise<Period | undefined> {
  const [period] = await runSql<Period>(tx,
    `select ${PERIOD} from assessment.period where kind = $1 and starts_on < $2 and version > 0 order by starts_on desc limit 1`, [kind, startsOn])
  return period
}

export function valuesIn(tx: Tx, { id, version }: Pick<Period, 'id' | 'version'>): Promise<KeptValue[]> {
  return runSql<KeptValue>(tx, `
    select organisation, indicator, n, part, value, low, high, definition_version as "definitionVersion", source, as_of as "asOf"
    from assessment.value where period_id = $1 and version = $2 order by organisation, indicator limit ${VALUES_MAX}`, [id, version])
}

export function resultsIn(tx: Tx, { id, version }: Pick<Period, 'id' | 'version'>): Promise<Result[]> {
  return runSql<Result>(tx, `
    select organisation, score, low, high, grade, rank, rank_from as "rankFrom", rank_to as "rankTo", words
    from assessment.result where period_id = $1 and version = $2 order by rank nulls last, organisation limit 1000`, [id, version])
}

export function correctionsIn(tx: Tx, { id }: Pick<Period, 'id'>): Promise<Correction[]> {
  return runSql<Correction>(tx, `
    select version, organisation, indicator, before, after, reason, appeal_id as "appealId", written_by_name as by, written_at as at
    from assessment.correction where period_id = $1 order by version limit 500`, [id])
}

/** Writes the values of one version, and the results that follow from them by the scheme of the period. */
export async function writeVersion(tx: Tx, { id, scheme }: Pick<Period, 'id' | 'scheme'>, version: number, values: readonly KeptValue[]): Promise<void> {
  await runSql(tx, `
    insert into assessment.value (period_id, version, organisation, indicator, n, part, value, low, high, definition_version, source, as_of)
    select $1, $2, organisation, indicator, n, part, value, low, high, "definitionVersion", source, "asOf" from json_to_recordset($3::json) as given (
      organisation text, indicator text, n int, part int, value float8, low float8, high float8, "definitionVersion" text, source text, "asOf" timestamptz)`,
  [id, version, JSON.stringify(values)])
  await runSql(tx, `
    insert into assessment.result (period_id, version, organisation, score, low, high, grade, rank, rank_from, rank_to, words)
    select $1, $2, organisation, score, low, high, grade, rank, "rankFrom", "rankTo", words from json_to_recordset($3::json) as given (
      organisation text, score float8, low float8, high float8, grade text, rank int, "rankFrom" int, "rankTo" int, words text)`,
  [id, version, JSON.stringify(resultsOf(scheme, values))])
}
