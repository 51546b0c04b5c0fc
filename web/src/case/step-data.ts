import type { FieldFault } from '../api/trouble.ts'
import { refusedOf } from '../joint/refused-lane.ts'
import { entriesOf, filledEntries } from './correction-draft.ts'
import type { Field } from './fields.ts'

export type Values = Readonly<Record<string, unknown>>

/** What is sent: blanks are left out, because an optional field that is there must hold something. */
export function stepData(fields: readonly Field[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap((field) => {
    const value = sentValue(field, values[field.name])
    return value === undefined ? [] : [[field.name, value]]
  }))
}

/** The first words said about a field; undefined when it is right. */
export function faultOf(faults: readonly FieldFault[], name: string): string | undefined {
  return faults.find(({ path }) => path === name || path.startsWith(`${name}.`))?.message
}

/** What is said about the form as a whole: faults of fields nobody can see. */
export function otherFaults(faults: readonly FieldFault[], fields: readonly Field[]): FieldFault[] {
  return faults.filter(({ path }) => !fields.some(({ name }) => path === name || path.startsWith(`${name}.`)))
}

/** The first field in the order of the form that is wrong. */
export function firstFaulty(faults: readonly FieldFault[], fields: readonly Field[]): Field | undefined {
  return fields.find(({ name }) => faultOf(faults, name) !== undefined)
}

function sentValue({ control }: Field, value: unknown): unknown {
  switch (control.kind) {
    case 'lines': return filledList(linesOf(value))
    case 'correction': return filledList(filledEntries(entriesOf(value)))
    case 'refused-lanes': return filledList(refusedOf(value).map(({ lane, reason }) => ({ lane, reason: reason.trim() })))
    case 'files': return Array.isArray(value) ? filledList(value) : undefined
    case 'checked-materials': return Array.isArray(value) ? value : undefined
    default: return typeof value === 'string' ? filledText(value) : (value ?? undefined)
  }
}

/** A list as typed, one entry a line, or as drafted. */
export function linesOf(value: unknown): string[] {
  const lines = Array.isArray(value) ? value.filter((line) => typeof line === 'string') : typeof value === 'string' ? value.split('\n') : []
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function filledText(value: string): string | undefined {
  const text = value.trim()
  return text === '' ? undefined : text
}

function filledList(list: unknown[]): unknown[] | undefined {
  return list.length > 0 ? list : undefined
}
