import type { ItemField, MaterialsView } from '../api/types.ts'

export interface Fact { name: string; title: string; value: string; /** Corrected by the applicant after the notice. */ corrected: boolean }
export interface FactSection { title: string; facts: Fact[] }

type Known = Pick<MaterialsView, 'answers' | 'situations' | 'form'>
interface Given { form: Readonly<Record<string, unknown>>; corrected: ReadonlySet<string> }

/** What the applicant said, in the words and the order she was asked: her situation first, then the pages of the form. */
export function factSections(known: Known, given: Given): FactSection[] {
  const answered = { title: '办理情形', facts: answerFacts(known) }
  const pages = known.form['x-pages'].map(({ title, fields }) => ({ title, facts: fields.flatMap((name) => factFor(known, given, name)) }))
  const paged = new Set(known.form['x-pages'].flatMap(({ fields }) => fields))
  const unpaged = Object.keys(given.form).filter((name) => !paged.has(name))
  const rest = { title: '其他', facts: unpaged.flatMap((name) => factFor(known, given, name)) }
  return [answered, ...pages, rest].filter(({ facts }) => facts.length > 0)
}

function answerFacts({ situations, answers }: Known): Fact[] {
  return situations.flatMap(({ id, question, options }) => {
    const option = options.find((other) => other.id === answers[id])
    return option ? [{ name: id, title: question, value: option.label, corrected: false }] : []
  })
}

function factFor({ form }: Known, given: Given, name: string): Fact[] {
  const value = given.form[name]
  if (value === undefined || value === null || value === '') return []
  const field = form.properties[name]
  return [{ name, title: field?.title ?? name, value: valueText(value, field), corrected: given.corrected.has(name) }]
}

/** The value as people say it. */
function valueText(value: unknown, field: ItemField | undefined): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
  return GROUPED[field?.['x-kind'] ?? '']?.(text) ?? text
}

/** Long numbers in the groups in which they are read aloud and compared. */
const GROUPED: Readonly<Record<string, (text: string) => string>> = {
  phone: (text) => text.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3'),
  'resident-id': (text) => text.replace(/^(\d{6})(\d{8})(\w{4})$/, '$1 $2 $3'),
}
