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

/** The rows the table of a list shows: a row for each option of a situation, each field of the form, else each entry. */
export function rowsAt(item: Fields, path: string): Fields[] {
  if (path === 'situations') return listOf(item['situations']).flatMap(optionRows)
  if (path === 'form') return formRows(fieldsOf(item['form']))
  return listOf(valueAt(item, path))
}

/** The item with the rows of one of its lists put back. */
export function withRows(item: Fields, path: string, rows: readonly Fields[]): Fields {
  if (path === 'situations') return withValue(item, path, situationsOf(rows))
  return withValue(item, path, path === 'form' ? formOf(rows) : rows)
}

/** 'premises=leased、lent；kind=new' */
export function conditionText(value: unknown): string {
  return Object.entries(fieldsOf(value)).map(([id, options]) => `${id}=${Array.isArray(options) ? options.join('、') : ''}`).sort().join('；')
}

/** The condition a text says, or null where it says none: each question once, each with an option at least. */
export function conditionIn(text: string): Record<string, string[]> | null {
  const parts = text.split(/[；;]/).map((part) => {
    const [id = '', options = '', ...more] = part.split(/[=＝]/).map((piece) => piece.trim())
    return more.length > 0 ? { id: '', options: [] } : { id, options: options.split(/[、，,]/).map((option) => option.trim()).filter((option) => option !== '') }
  })
  if (parts.some(({ id, options }) => id === '' || options.length === 0) || new Set(parts.map(({ id }) => id)).size < parts.length) return null
  return Object.fromEntries(parts.map(({ id, options }) => [id, options]))
}

/** The questions of an item, to be answered by one of their options. */
export function questionsOf(item: Fields): { id: string; question: string; options: { id: string; label: string }[] }[] {
  return listOf(item['situations']).map(({ id, question, options }) => ({
    id: String(id), question: String(question), options: listOf(options).map((option) => ({ id: String(option['id']), label: String(option['label']) })),
  }))
}

function optionRows(situation: Fields): Fields[] {
  const { options, ...question } = situation
  return listOf(options).map((option) => ({ ...question, ...Object.fromEntries(Object.entries(option).map(([name, value]) => [`option-${name}`, value])) }))
}

function situationsOf(rows: readonly Fields[]): Fields[] {
  return grouped(rows, 'id').map((group) => {
    const own = Object.entries(group[0] ?? {}).filter(([name]) => !name.startsWith('option-'))
    const options = group.map((row) => Object.fromEntries(Object.entries(row).flatMap(([name, value]) => name.startsWith('option-') ? [[name.slice('option-'.length), value]] : [])))
    return { ...Object.fromEntries(own), options }
  })
}

function formRows(form: Fields): Fields[] {
  const properties = fieldsOf(form['properties'])
  const required = Array.isArray(form['required']) ? form['required'] : []
  return listOf(form['x-pages']).flatMap(({ title, help, fields }) => (Array.isArray(fields) ? fields : []).map((name: unknown) => ({
    page: title, ...(help !== undefined && { pageHelp: help }), name, ...fieldsOf(properties[String(name)]), isRequired: required.includes(name),
  })))
}

function formOf(rows: readonly Fields[]): Fields {
  return {
    type: 'object', additionalProperties: false,
    properties: Object.fromEntries(rows.map(({ page: _, pageHelp: __, name, isRequired: ___, ...field }) => [String(name), field])),
    required: rows.filter(({ isRequired }) => isRequired === true).map(({ name }) => name),
    'x-pages': grouped(rows, 'page').map((group) => {
      const help = group.find(({ pageHelp }) => pageHelp !== undefined)?.['pageHelp']
      return { title: group[0]?.['page'] ?? '', ...(help !== undefined && { help }), fields: group.map(({ name }) => name) }
    }),
  }
}

/** In the order in which each group first comes up. */
function grouped(rows: readonly Fields[], by: string): Fields[][] {
  const groups = new Map<unknown, Fields[]>()
  for (const row of rows) groups.set(row[by], [...groups.get(row[by]) ?? [], row])
  return [...groups.values()]
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function fieldsOf(value: unknown): Fields {
  return Object.fromEntries(Object.entries(Object(value)))
}
