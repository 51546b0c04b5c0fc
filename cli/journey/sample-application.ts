import type { FormField, Item, ItemForm } from '#base/catalog'

/** Invented but well-formed values, so that a journey can fill in any item's form. Nobody has these numbers. */
const BY_KIND: Readonly<Record<string, string>> = {
  day: '2026-01-05', phone: '13800000000', 'resident-id': '110101199001010015', uscc: '91440114000000000D',
  'project-code': '2026-440114-04-01-123456', address: '花都区示例路 1 号',
}

/** Answers each question with its first option; `preferred` overrides single ones. */
export function sampleAnswers(item: Pick<Item, 'situations'>, preferred: Readonly<Record<string, string>> = {}): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const { id, when, options } of item.situations) {
    const asked = Object.entries(when ?? {}).every(([other, allowed]) => allowed.includes(answers[other] ?? ''))
    const option = preferred[id] ?? options[0]?.id
    if (asked && option !== undefined) answers[id] = option
  }
  return answers
}

/** Fills in every field of the form with a value its schema allows. */
export function sampleForm(form: ItemForm): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(form.properties).map(([name, field]) => [name, sampleValue(field)]))
}

function sampleValue(field: FormField): string | number | boolean {
  if (field.type === 'boolean') return true
  if (field.type !== 'string') return Math.max(field.minimum ?? 1, Math.min(field.maximum ?? 1, 1))
  if (field.enum?.[0] !== undefined) return field.enum[0]
  const text = BY_KIND[String(field['x-kind'] ?? '')] ?? '示例内容'
  return text.padEnd(field.minLength ?? 0, '示').slice(0, field.maxLength ?? text.length + 100)
}
