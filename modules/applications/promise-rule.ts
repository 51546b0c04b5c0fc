import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { Type, type Static } from 'typebox'
import { inProject } from '#platform/project'
import { schemaErrors } from '#platform/schema'

/** wait: the review stands still until the material is there · terminate: the case is ended. */
const Consequence = Type.Union([Type.Literal('wait'), Type.Literal('terminate')])

/** How 容缺 is handled. No law sets these numbers: they are defaults, and `basis` says so to whoever asks. */
const PromiseRule = Type.Object({
  basis: Type.String({ minLength: 10 }),
  remindWorkingDaysBefore: Type.Integer({ minimum: 0, maximum: 20 }),
  remindOnTheDay: Type.Boolean(),
  /** What the department may do once a promise is broken. */
  afterBroken: Type.Array(Consequence, { minItems: 1, maxItems: 2 }),
  /** How long the review waits. */
  furtherWorkingDays: Type.Integer({ minimum: 1, maximum: 60 }),
  /** How long a broken promise is shown to whoever decides on the next one. */
  rememberMonths: Type.Integer({ minimum: 0, maximum: 120 }),
}, { additionalProperties: false })
export type PromiseRule = Static<typeof PromiseRule>

export const PROMISE_RULE: PromiseRule = ruleIn(readFileSync(inProject('data/rules/promises.json'), 'utf8'))

/** The rule a file holds. Throws on anything that is not one: the program must not run on half a rule. */
export function ruleIn(text: string): PromiseRule {
  const value: unknown = JSON.parse(text)
  assert.deepEqual(schemaErrors(PromiseRule, value), [], 'data/rules/promises.json')
  // Safe: checked in the line above.
  return value as PromiseRule
}
