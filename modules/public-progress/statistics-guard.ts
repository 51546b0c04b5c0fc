import type { ReasonRow, StatisticsRow } from './statistics.ts'

/** Fewer than this could be recognised by those who know the matter. A default (小数保护). */
export const PERSONS_MIN = 5
export const FEW_REASONS = '其他（每类不足 5 件，合并）'

export type GuardedRow = StatisticsRow & {
  /** The average is held back because so few rated that it would tell who said what. */
  ratingHeldBack: boolean
}

/**
 * Holds back averages of fewer than five ratings — and, inside each organisation, of so many more items that what is held
 * back cannot be worked out from the organisation's own average. Pure.
 */
export function guardRatings<Row extends StatisticsRow>({ organisations, items }: { organisations: readonly Row[]; items: readonly Row[] }) {
  // By the items' own organisations: an answer may come without the organisations' rows, and must hold back no less.
  const owners = new Set(items.map(({ organisation }) => organisation))
  const held = new Set([...owners].flatMap((owner) => heldBackIn(items.filter(({ organisation }) => organisation === owner))))
  const guard = (row: Row, isHeld: boolean): Row & GuardedRow => ({ ...row, ratingHeldBack: isHeld, averageRating: isHeld ? null : row.averageRating })
  return {
    organisations: organisations.map((row) => guard(row, isFew(row.ratings))),
    items: items.map((row) => guard(row, held.has(row))),
  }
}

function heldBackIn<Row extends StatisticsRow>(items: readonly Row[]): Row[] {
  const rated = items.filter(({ ratings }) => ratings > 0).toSorted((one, other) => one.ratings - other.ratings)
  const few = rated.filter(({ ratings }) => isFew(ratings))
  let count = few.length
  // One group of five or more alone, or together too few: its total is what the organisation's average minus the rest gives.
  while (count > 0 && count < rated.length && isFew(sumOf(rated.slice(0, count)))) count += 1
  return rated.slice(0, count)
}

/** Reasons that fewer than five cases share are put together; if that alone is still few, nothing of it is said. Pure. */
export function guardReasons(rows: readonly ReasonRow[]): ReasonRow[] {
  return (['refusal', 'correction'] as const).flatMap((kind) => {
    const own = rows.filter((row) => row.kind === kind)
    const many = own.filter(({ cases }) => cases >= PERSONS_MIN)
    const rest = own.filter(({ cases }) => cases < PERSONS_MIN).reduce((total, { cases }) => total + cases, 0)
    return rest >= PERSONS_MIN ? [...many, { kind, label: FEW_REASONS, cases: rest }] : many
  })
}

function isFew(ratings: number): boolean {
  return ratings > 0 && ratings < PERSONS_MIN
}

function sumOf(rows: readonly StatisticsRow[]): number {
  return rows.reduce((total, { ratings }) => total + ratings, 0)
}
