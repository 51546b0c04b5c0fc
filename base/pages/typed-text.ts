import type { FieldShape } from './field.ts'

/** 全角 letters, digits and spaces, as Chinese input methods leave them behind. */
const FULL_WIDTH = /[\uff01-\uff5e\u3000]/g
const DAY_AS_SAID = /^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?$/

/**
 * What somebody typed, tidied the way the clerk at the window would: numbers without spaces and in plain letters, days in one
 * form. What is unclear stays as it was typed, for the check to name.
 */
export function tidyText(shape: FieldShape, typed: string): string {
  if (shape.type === 'number' || shape.type === 'integer') return halfWidth(typed).replace(/[\s,，]/g, '')
  switch (shape['x-kind']) {
    case 'phone': return halfWidth(typed).replace(/^\s*(?:\+|00)86/, '').replace(/[\s-]/g, '')
    case 'resident-id': case 'uscc': return halfWidth(typed).replace(/[\s-]/g, '').toUpperCase()
    case 'project-code': return halfWidth(typed).replace(/\s/g, '')
    case 'day': return tidyDay(halfWidth(typed).trim())
    default: return typed
  }
}

function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (sign) => (sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)))
}

function tidyDay(text: string): string {
  const [, year = '', month = '', day = ''] = DAY_AS_SAID.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
