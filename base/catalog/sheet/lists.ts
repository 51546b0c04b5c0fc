import type { Item } from '../item.ts'

type Fields = Readonly<Record<string, unknown>>

/** Rows of 情形, a row for each option, as the questions they make; the options stand in the order of the rows. */
export function situationsOf(rows: readonly Fields[]): object[] {
  const questions = Map.groupBy(rows, ({ id }) => id)
  return [...questions.values()].flatMap((options) => {
    const [first] = options
    if (!first) return []
    const { 'option.id': _, 'option.label': __, 'option.help': ___, ...question } = first
    return [{ ...question, options: options.map(optionOf) }]
  })
}

export function situationRows({ situations }: Pick<Item, 'situations'>): Fields[] {
  return situations.flatMap(({ options, ...question }) => options.map(({ id, label, help }) => ({
    ...question, 'option.id': id, 'option.label': label, ...(help !== undefined && { 'option.help': help }),
  })))
}

/** Rows of 表单, a row for each field, as the form they make; fields of the same page are asked together. */
export function formOf(rows: readonly Fields[]): object {
  const pages = Map.groupBy(rows, ({ page }) => page)
  return {
    type: 'object', additionalProperties: false,
    properties: Object.fromEntries(rows.map(({ page: _, pageHelp: __, name, required: ___, ...field }) => [String(name), field])),
    required: rows.filter(({ required }) => required === true).map(({ name }) => name),
    'x-pages': [...pages].map(([title, fields]) => {
      const help = fields.find(({ pageHelp }) => pageHelp !== undefined)?.['pageHelp']
      return { title, ...(help !== undefined && { help }), fields: fields.map(({ name }) => name) }
    }),
  }
}

export function formRows({ form }: Pick<Item, 'form'>): Fields[] {
  return form['x-pages'].flatMap(({ title, help, fields }) => fields.flatMap((name) => {
    const field = form.properties[name]
    // The title of the page is no name for the title of the field.
    return field ? [{ page: title, ...(help !== undefined && { pageHelp: help }), name, ...field, required: form.required.includes(name) }] : []
  }))
}

function optionOf({ 'option.id': id, 'option.label': label, 'option.help': help }: Fields): Fields {
  return { id, label, ...(help !== undefined && { help }) }
}
