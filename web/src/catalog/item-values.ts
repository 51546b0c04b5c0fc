import type { Fields } from './calls.ts'

/** The value at 'name' or 'fee.charged'; no path is deeper. */
export function valueAt(holder: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((found, name) => Object(found)[name], holder)
}

/** The same fields with another value at a path; undefined takes the field away. */
export function withValue(holder: Fields, path: string, value: unknown): Fields {
  const [head = '', tail] = path.split('.')
  const own = tail === undefined ? value : withValue(fieldsOf(holder[head]), tail, value)
  return Object.fromEntries(Object.entries({ ...holder, [head]: own }).filter(([, kept]) => kept !== undefined))
}

/** The rows the table of a list shows. */
export function rowsAt(item: Fields, path: string): Fields[] {
  return listOf(valueAt(item, path))
}

/** The item with the rows of one of its lists put back. */
export function withRows(item: Fields, path: string, rows: readonly Fields[]): Fields {
  return withValue(item, path, rows)
}

/** The questions of an item, to be answered by one of their options. */
export function questionsOf(item: Fields): { id: string; question: string; options: { id: string; label: string }[] }[] {
  return listOf(item['situations']).map(({ id, question, options }) => ({
    id: String(id), question: String(question), options: listOf(options).map((option) => ({ id: String(option['id']), label: String(option['label']) })),
  }))
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function fieldsOf(value: unknown): Fields {
  return Object.fromEntries(Object.entries(Object(value)))
}

/** What is wrong and what to do, in one sentence for beside the field. */
export function faultWords(fault: { text: string; cure: string } | undefined): string | undefined {
  return fault && (fault.text === fault.cure ? fault.text : `${fault.text}，${fault.cure}`)
}
