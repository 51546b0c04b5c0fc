import type { PropertySchema, StepSchema } from '../api/types.ts'

/** One control of a step's form, read from its schema. */
export interface Field {
  name: string
  title: string
  required: boolean
  help: string | undefined
  control: Control
}

export type Control =
  | { kind: 'line'; lengthMax: number | undefined }
  | { kind: 'text'; lengthMax: number | undefined }
  | { kind: 'day' }
  | { kind: 'number'; minimum: number | undefined; maximum: number | undefined; whole: boolean }
  | { kind: 'tick' }
  | { kind: 'choice'; options: Option[] }
  /** One entry a line. */
  | { kind: 'lines' }
  /** Ids of materials that have been checked. */
  | { kind: 'checked-materials' }
  /** The correction notice. */
  | { kind: 'correction' }
  /** Items of a joint matter that are not accepted, with reasons. */
  | { kind: 'refused-lanes' }
  /** Files uploaded beside the form. */
  | { kind: 'files' }
export interface Option { value: string; label: string }

/** From here on a text gets room for several lines. */
const LINE_LENGTH_MAX = 200

/** The controls of a form in the order of its schema. What nobody could type in (an open record) is left out. */
export function fieldsOf(schema: StepSchema | undefined): Field[] {
  const required = schema?.required ?? []
  return Object.entries(schema?.properties ?? {}).flatMap(([name, property]) => {
    const control = controlOf(name, property)
    return control ? [{ name, title: property.title ?? name, required: required.includes(name), help: property.description, control }] : []
  })
}

function controlOf(name: string, property: PropertySchema): Control | undefined {
  if (property.anyOf) return choiceOf(property.anyOf)
  switch (property.type) {
    case 'string': return textOf(property)
    case 'integer':
    case 'number': return { kind: 'number', minimum: property.minimum, maximum: property.maximum, whole: property.type === 'integer' }
    case 'boolean': return { kind: 'tick' }
    case 'array': return listOf(name, property.items ?? {})
    default: return undefined
  }
}

function choiceOf(options: NonNullable<PropertySchema['anyOf']>): Control | undefined {
  const known = options.flatMap((option): Option[] => {
    return typeof option.const === 'string' ? [{ value: option.const, label: option.title ?? option.const }] : []
  })
  return known.length === options.length ? { kind: 'choice', options: known } : undefined
}

function textOf({ pattern, maxLength }: PropertySchema): Control {
  if (pattern !== undefined && DAY_PATTERNS.includes(pattern)) return { kind: 'day' }
  return { kind: (maxLength ?? Infinity) > LINE_LENGTH_MAX ? 'text' : 'line', lengthMax: maxLength }
}

/** As the server's schemas write a day. */
const DAY_PATTERNS = ['^\\d{4}-\\d{2}-\\d{2}$']

function listOf(name: string, items: PropertySchema): Control | undefined {
  if (items.type === 'string') return { kind: name === 'checked' ? 'checked-materials' : 'lines' }
  const parts = items.properties ?? {}
  if ('materialId' in parts && 'problems' in parts) return { kind: 'correction' }
  if ('fileId' in parts && 'name' in parts) return { kind: 'files' }
  return 'lane' in parts && 'reason' in parts ? { kind: 'refused-lanes' } : undefined
}
