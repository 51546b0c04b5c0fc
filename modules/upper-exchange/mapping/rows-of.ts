import type { Family } from '../shapes/column.ts'
import { tableOf } from '../shapes/tables.ts'
import { fitted, type Columns } from '../shapes/validate.ts'
import { GUANGDONG_MAPPINGS } from './guangdong.ts'
import { NATIONAL_MAPPINGS } from './national.ts'
import { ratingRow } from './rating.ts'
import { eventOf, type Mapping, type Subject } from './subject.ts'

const MAPPINGS: Readonly<Record<Family, readonly Mapping[]>> = { national: NATIONAL_MAPPINGS, guangdong: GUANGDONG_MAPPINGS, rating: [ratingRow] }
/** More rows than this no event makes: its materials are limited. */
const ROWS_PER_EVENT_MAX = 1000

export interface Row { family: Family; table: string; sequence: number; columns: Columns; place: number }

/** What one event of the log gives each of these families, in the order in which it goes up; `place` orders the rows of a case. Pure. */
export function rowsOf(subject: Subject, families: readonly Family[]): Row[] {
  const { seq } = eventOf(subject)
  return families.flatMap((family) => MAPPINGS[family].flatMap((mapping) => mapping(subject)).map(({ table, sequence, columns }, index) => ({
    family, table, sequence, columns: fitted(tableOf(table), columns), place: seq * ROWS_PER_EVENT_MAX + index,
  })))
}

/** Everything a step of an application can be, for the reaction; a test holds it against the workflows. */
export const REPORTED_STEPS = [
  'open',
  'assign',
  'accept',
  'deemAccepted',
  'acceptTogether',
  'deemTogether',
  'refuseAcceptance',
  'refuseTogether',
  'requestCorrection',
  'correctTogether',
  'supplement',
  'supplementTogether',
  'startSpecialProcedure',
  'endSpecialProcedure',
  'extend',
  'extendTogether',
  'review',
  'approve',
  'deny',
  'issue',
  'deliver',
  'deliverTogether',
  'withdraw',
  'withdrawTogether',
  'terminate',
  'terminateTogether',
  'archive',
  'rate',
  'handInPromised',
  'receivePromised',
  'breakPromise',
  'awaitPromised',
  'resumeReview',
  'leaveTogether',
  'joinTogether',
] as const
/** The type of case whose steps go up. */
export const REPORTED_TYPE = 'application'
