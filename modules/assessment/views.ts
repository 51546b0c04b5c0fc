import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { appealsIn } from './appeals.ts'
import { unitLines, type UnitLine } from './bulletin/facts.ts'
import { mendingOf } from './failed.ts'
import { correctionsIn, periodBefore, periodOf, periodsIn, valuesIn, type Period } from './ledger.ts'
import { bulletinsOf } from './publish.ts'
import { nameOf } from './span.ts'

/** Those who see every unit before it is published; the others see their own. */
const EVERYWHERE = ['supervisor', 'leader', 'bureau'] as const

/** The periods somebody may see: everything for those who run the assessment, what is locked for the units. */
export async function assessmentsFor(call: Call) {
  const everywhere = seesEverywhere(call)
  const periods = (await periodsIn(call.tx)).filter(({ version }) => everywhere || version > 0)
  return { today: call.today, periods: periods.map(headOf) }
}

/** One period: the units with their figures, corrections, appeals, bulletins. A unit sees itself until the bulletin is out, then all. */
export async function assessmentFor(call: Call, id: string) {
  const period = await periodOf(call.tx, id)
  const everywhere = seesEverywhere(call)
  if (!everywhere && period.version === 0) throw new Refusal('not-found', '没有这个考核期')
  const own = call.actor.organisation
  const [units, corrections, appeals, bulletins, values] = await Promise.all([
    periodBefore(call.tx, period).then((earlier) => unitLines(call, period, earlier)), correctionsIn(call.tx, period),
    appealsIn(call, id, everywhere ? null : own), bulletinsOf(call.tx, id), valuesIn(call.tx, period),
  ])
  const isOpen = everywhere || bulletins.at(-1)?.version === period.version
  const mayRead = ({ organisation }: { organisation: string }): boolean => isOpen || organisation === own
  const mending = await mendingOf(call, period, units.map(({ organisation }) => organisation))
  const named = <Row extends { organisation: string }>(row: Row) => ({ ...row, organisationName: call.kernel.nameOf(row.organisation) })
  return {
    today: call.today,
    ...headOf(period),
    scheme: period.scheme,
    own,
    isWhole: isOpen,
    units: units
      .filter(mayRead)
      .map(masked(isOpen))
      .map((unit) => ({ ...unit, rectification: mending.get(unit.organisation) ?? null })),
    corrections: corrections.filter(mayRead).map(named),
    appeals: appeals.map(named),
    bulletins,
    source: sourceOf(values.filter(mayRead)),
  }
}

function headOf(period: Period) {
  const { id, kind, startsOn, endsOn, version, drawnBy, drawnAt, lockedBy, lockedAt, appealUntil, isExample, scheme } = period
  return {
    id, kind, name: nameOf(period), startsOn, endsOn, version, drawnBy, drawnAt, lockedBy, lockedAt, appealUntil, isExample, schemeVersion: scheme.version,
  }
}

/** Ranks say something of the others: a unit learns its rank with the bulletin. */
function masked(isOpen: boolean) {
  return (unit: UnitLine): UnitLine => (isOpen ? unit : { ...unit, rank: null, rankFrom: null, rankTo: null })
}

function sourceOf(values: readonly { source: string; asOf: Date; definitionVersion: string }[]) {
  const [first] = values
  return {
    sources: [...new Set(values.map(({ source }) => source))].slice(0, 20),
    definitionVersion: first?.definitionVersion ?? null, asOf: first?.asOf.toISOString() ?? null,
  }
}

function seesEverywhere({ actor }: Call): boolean {
  return EVERYWHERE.some((role) => actor.roles.includes(role))
}
