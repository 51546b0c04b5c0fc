/** What the body of a request looks like: any JSON whose texts name what stands in them. */
export type Template = { readonly [name: string]: TemplateValue }
type TemplateValue = string | number | boolean | null | Template | readonly TemplateValue[]

export interface Filling { phone: string; text: string; key: string }

export const DEFAULT_TEMPLATE: Template = { phone: '{phone}', text: '{text}', key: '{key}' }

/** Reads a template; undefined for what is no JSON object, or does not say where number and text go. */
export function templateFrom(text: string): Template | undefined {
  const read = parsed(text)
  if (typeof read !== 'object' || read === null || Array.isArray(read)) return undefined
  // Safe: JSON.parse gives nothing but these values.
  return text.includes('{phone}') && text.includes('{text}') ? read as Template : undefined
}

/** The body of one request. Values are put into texts after parsing, so that nothing in them can change the shape. */
export function filled(template: Template, filling: Filling): string {
  return JSON.stringify(filledValue(template, filling))
}

function filledValue(value: TemplateValue, filling: Filling): unknown {
  if (typeof value === 'string') return value.replace(/\{(phone|text|key)\}/g, (_, name: keyof Filling) => filling[name])
  if (Array.isArray(value)) return value.map((one) => filledValue(one, filling))
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filledValue(one, filling)]))
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
