import type { Chance } from '../../cli/simulate/chance.ts'

/** The keywords of JSON Schema our routes use. */
export interface Schema {
  type?: string | readonly string[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  anyOf?: readonly Schema[]
  const?: unknown
  enum?: readonly unknown[]
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  patternProperties?: Readonly<Record<string, Schema>>
}

/** Something that fits the schema; what it means is left to chance. Optional fields are there half of the time. */
export function sampleOf(schema: Schema, chance: Chance): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.oneOf(schema.enum)
  if (schema.anyOf) return sampleOf(chance.oneOf(schema.anyOf), chance)
  switch (schema.type) {
    case 'object':
      return objectOf(schema, chance)
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, chance.between(0, 2)) }, () => sampleOf(schema.items ?? {}, chance))
    case 'integer':
      return chance.between(schema.minimum ?? 0, Math.min(schema.maximum ?? 100, (schema.minimum ?? 0) + 100))
    case 'number':
      return chance.between(0, 1000) / 8
    case 'boolean':
      return chance.happens(0.5)
    case 'null':
      return null
    case 'string':
      return textOf(schema, chance)
    default:
      return chance.oneOf(['示例', 1, true])
  }
}

function objectOf({ properties = {}, required = [], patternProperties = {} }: Schema, chance: Chance): object {
  const kept = Object.entries(properties).filter(([name]) => required.includes(name) || chance.happens(0.5))
  const free = Object.values(patternProperties).map((child, index): [string, unknown] => [`field${index}`, sampleOf(child, chance)])
  return Object.fromEntries([...kept.map(([name, child]): [string, unknown] => [name, sampleOf(child, chance)]), ...free])
}

/** Patterns the routes declare, and what fits them; others get words. */
const FITTING: readonly (readonly [RegExp, string])[] = [
  [/\\d\{4\}-/, '2026-08-17'],
  [/\^\\d\{6\}/, '440106'],
  [/\[A-F\]\[0-9\]\{2\}/, 'B01'],
  [/\[0-9Xx\]\{4\}/, '1234'],
  [/\[0-9A-Za-z-\]\{4,40\}/, 'EX12345'],
  [/\[0-9a-fA-F\]\{8\}|\{36\}/, 'a1b2c3d4-e5f6-4a7b-8c9d-0e1f2a3b4c5d'],
  [/\[0-9\]\{6\}/, '123456'],
  [/\[0-9A-Z\]/, 'SL440114000001'],
  [/\[a-zA-Z\]/, 'accept'],
  [/\[0-9\]/, '7'],
]

function textOf({ pattern, minLength = 0, maxLength = 40 }: Schema, chance: Chance): string {
  const fitting = pattern === undefined ? undefined : FITTING.find(([shape]) => shape.test(pattern))
  if (fitting) return fitting[1]
  const text = chance.oneOf(['示例内容', '李群众', 'citizen', '2026-08-17', '花都区示例路 1 号', '复印件不清楚'])
  return text.padEnd(minLength, '示').slice(0, Math.max(maxLength, minLength))
}
