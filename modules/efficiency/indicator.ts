import assert from 'node:assert/strict'
import { Type, type Static } from 'typebox'
import { Compile } from 'typebox/compile'
import caseHandling from './indicators/case-handling.json' with { type: 'json' }
import dataGovernance from './indicators/data-governance.json' with { type: 'json' }
import dataSharing from './indicators/data-sharing.json' with { type: 'json' }
import enterprise from './indicators/enterprise.json' with { type: 'json' }
import hall from './indicators/hall.json' with { type: 'json' }
import hotline from './indicators/hotline.json' with { type: 'json' }
import integratedService from './indicators/integrated-service.json' with { type: 'json' }
import itemCapability from './indicators/item-capability.json' with { type: 'json' }
import own from './indicators/own.json' with { type: 'json' }
import ratings from './indicators/ratings.json' with { type: 'json' }
import supervision from './indicators/supervision.json' with { type: 'json' }

const closed = { additionalProperties: false } as const

/** How many times this part of a measure is taken: the number of cases (n) or what they add up to (total). */
const Term = Type.Object({ measure: Type.String(), part: Type.Union([Type.Literal('n'), Type.Literal('total')]), times: Type.Optional(Type.Number()) }, closed)
export type Term = Static<typeof Term>

const Side = Type.Object({ name: Type.String(), terms: Type.Array(Term) }, closed)

/** One indicator (指标) as data: what is divided by what, where it turns yellow and red, and who says so. */
export const Indicator = Type.Object({
  id: Type.String({ pattern: '^[A-FX][0-9]{2}$' }),
  name: Type.String(),
  group: Type.String(),
  /** proportion: some of so many · ratio: sums divided · mean · count. */
  kind: Type.Union([Type.Literal('proportion'), Type.Literal('ratio'), Type.Literal('mean'), Type.Literal('count')]),
  unit: Type.String(),
  /** context: neither more nor less is better. */
  direction: Type.Union([Type.Literal('up'), Type.Literal('down'), Type.Literal('context')]),
  numerator: Side,
  denominator: Type.Optional(Side),
  thresholds: Type.Object({ green: Type.Optional(Type.String()), yellow: Type.Optional(Type.String()), red: Type.Optional(Type.String()) }, closed),
  basis: Type.String(),
  /** Not read in an official text of ours: to be changed by the district. */
  isDefault: Type.Boolean(),
  effectiveFrom: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  scopes: Type.Array(Type.Union([Type.Literal('organisation'), Type.Literal('item'), Type.Literal('place'), Type.Literal('window')])),
  note: Type.Optional(Type.String()),
  /** Why it cannot be counted yet. */
  missing: Type.Optional(Type.String()),
}, closed)
export type Indicator = Static<typeof Indicator>
export type Scope = Indicator['scopes'][number]

const check = Compile(Type.Array(Indicator))

function loaded(): Indicator[] {
  const all: unknown = [
    ...itemCapability, ...integratedService, ...dataSharing, ...caseHandling, ...ratings,
    ...hotline, ...hall, ...enterprise, ...supervision, ...dataGovernance, ...own,
  ]
  assert(check.Check(all), 'indicators/*.json')
  return all
}

/** All of them, in the order of their groups. */
export const INDICATORS: readonly Indicator[] = loaded()

export function indicatorOf(id: string): Indicator | undefined {
  return INDICATORS.find((indicator) => indicator.id === id)
}

/** Every measure an indicator is made of. */
export function measuresIn({ numerator, denominator }: Indicator): string[] {
  return [...new Set([...numerator.terms, ...denominator?.terms ?? []].map(({ measure }) => measure))]
}
