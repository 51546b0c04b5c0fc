import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import { Type, type Static } from 'typebox'
import { html, type Html } from '#platform/html'
import { inProject } from '#platform/project'
import { schemaErrors } from '#platform/schema'

/** Whom to ring up about anything at all. A default of ours; `basis` says so to whoever asks. */
const Hotline = Type.Object({
  basis: Type.String({ minLength: 10 }),
  number: Type.String({ pattern: '^[0-9-]{3,20}$' }),
  name: Type.String({ minLength: 2, maxLength: 30 }),
}, { additionalProperties: false })
export type Hotline = Static<typeof Hotline>

export const HOTLINE: Hotline = hotlineIn(readFileSync(inProject('data/rules/contact.json'), 'utf8'))

/** The hotline a file names. Throws on anything that is not one: a page without a number to ring is not to be shown. */
export function hotlineIn(text: string): Hotline {
  const value: unknown = JSON.parse(text)
  assert.deepEqual(schemaErrors(Hotline, value), [], 'data/rules/contact.json')
  // Safe: checked in the line above.
  return value as Hotline
}

/** The number, as something a telephone rings up when it is touched. */
export function telephone(words: string = HOTLINE.number): Html {
  return html`<a href="tel:${HOTLINE.number}">${words}</a>`
}
