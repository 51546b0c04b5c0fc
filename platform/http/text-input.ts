import type { JsonSchema } from './closed-schema.ts'
import type { Pairs } from './pairs.ts'

/** A whole number a double holds exactly, without signs of another meaning. */
const INTEGER = /^-?(?:0|[1-9]\d{0,14})$/

/**
 * Addresses and forms carry only text. Turns what the schema declares as a whole number into one, and a single value
 * into a list where the schema wants a list; everything else stays text for the schema to judge.
 */
export function textInput(schema: JsonSchema): (pairs: Pairs) => Record<string, unknown> {
  const declared = Object.entries(schema.properties ?? {})
  const integers = declared.filter(([, { type }]) => type === 'integer').map(([name]) => name)
  const lists = declared.filter(([, { type }]) => type === 'array').map(([name]) => name)
  return (pairs) => {
    const input: Record<string, unknown> = pairs
    for (const name of integers) {
      const value = input[name]
      if (typeof value === 'string' && INTEGER.test(value)) input[name] = Number(value)
    }
    for (const name of lists) {
      const value = input[name]
      if (typeof value === 'string') input[name] = [value]
    }
    return input
  }
}
