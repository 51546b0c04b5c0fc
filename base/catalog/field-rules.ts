import type { FieldRules } from '#kernel'
import type { FormField, ItemForm } from './item.ts'

/** What a case has to know of the fields of its form: which are personal, and which not everybody who handles it may read. */
export function fieldRulesOfForm({ properties }: Pick<ItemForm, 'properties'>): FieldRules {
  const fields = Object.entries(properties)
  const personal = fields.filter(([, field]) => isPersonal(field)).map(([name]) => name)
  const declared = fields.flatMap(([name, field]) => (field['x-visibility'] === undefined ? [] : [[name, field['x-visibility']] as const]))
  return { ...(personal.length > 0 && { personal }), ...(declared.length > 0 && { visibility: Object.fromEntries(declared) }) }
}

/** Numbers by which a person is known or reached are personal whatever the item says; the rest is as `x-personal` says. */
export function isPersonal(field: Pick<FormField, 'x-kind' | 'x-personal'>): boolean {
  return field['x-kind'] === 'resident-id' || field['x-kind'] === 'phone' || field['x-personal'] === true
}
