import { isDay, type Day } from '#platform/day'
import { validate } from '#platform/identifiers'
import type { FieldError } from '#platform/refusal'
import type { FormField, ItemForm } from './item.ts'

const TEXT_CHARACTERS_MAX = 2000
/** Control characters other than tab and line ends; the database cannot store the first of them in JSON. */
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
const PLAIN_NUMBER = /^[+-]?\d{1,15}(\.\d{1,10})?$/

/**
 * Everything wrong with a filled form, with a sentence for each field; empty when it may be taken.
 * Values are typed JSON and are never converted; a field the form does not have is refused. `today` in China.
 */
export function checkForm(form: ItemForm, data: unknown, today: Day): FieldError[] {
  if (!isPlainObject(data)) return [{ path: '', message: '表单应是一组“字段: 内容”，请按表单的字段填写后再提交' }]
  const unknown = Object.keys(data).filter((name) => !Object.hasOwn(form.properties, name))
  return [
    ...unknown.map((name) => ({ path: name, message: `表单里没有“${shorten(name)}”这一项，请去掉后再提交` })),
    ...Object.entries(form.properties).flatMap(([path, field]) => {
      const value = Object.hasOwn(data, path) ? data[path] : undefined
      const message = isBlank(value) ? blankFault(form, path, field) : faultOf(field, value, today)
      return message === undefined ? [] : [{ path, message }]
    }),
  ]
}

/**
 * What a browser sent for this form, as typed values: spaces around text go, blanks are left out, numbers and yes/no are read.
 * What cannot be read stays as it was typed, so that `checkForm` can say so; inputs that are not fields of the form are the page's own.
 */
export function readFormFields(form: ItemForm, inputs: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form.properties).flatMap(([name, field]) => {
    const value = Object.hasOwn(inputs, name) ? typedValue(field, inputs[name]) : undefined
    return isBlank(value) ? [] : [[name, value]]
  }))
}

/** The form of one page alone, for checking as the applicant goes; page numbers begin with 0. */
export function formOfPage(form: ItemForm, page: number): ItemForm {
  const pages = form['x-pages'].slice(page, page + 1)
  const order = pages.flatMap(({ fields }) => fields)
  const names = new Set(order)
  return {
    ...form,
    // In the order of the page, so that what is wrong is named from top to bottom: the database keeps no order.
    properties: Object.fromEntries(order.flatMap((name) => { const field = form.properties[name]; return field ? [[name, field]] : [] })),
    required: form.required.filter((name) => names.has(name)),
    'x-pages': pages,
  }
}

function blankFault(form: ItemForm, path: string, field: FormField): string | undefined {
  if (!form.required.includes(path)) return undefined
  return field.enum || field.type === 'boolean' ? `请选择“${field.title}”` : `请填写“${field.title}”`
}

function faultOf(field: FormField, value: unknown, today: Day): string | undefined {
  if (field.type === 'boolean') return typeof value === 'boolean' ? undefined : `“${field.title}”请选择是或否`
  if (field.type !== 'string') return numberFault(field, value)
  if (typeof value !== 'string') return `“${field.title}”应填文字`
  return textFault(field, value) ?? kindFault(field, value, today)
}

function numberFault(field: FormField, value: unknown): string | undefined {
  const { title, minimum, maximum } = field
  if (typeof value !== 'number' || !Number.isFinite(value)) return `“${title}”应填数字，例如 12`
  if (field.type === 'integer' && !Number.isSafeInteger(value)) return `“${title}”应填整数，不带小数`
  if (minimum !== undefined && value < minimum) return `“${title}”不能小于 ${minimum}，请核对后重填`
  if (maximum !== undefined && value > maximum) return `“${title}”不能大于 ${maximum}，请核对后重填`
  return undefined
}

function textFault(field: FormField, value: string): string | undefined {
  const { title, minLength = 0, maxLength = TEXT_CHARACTERS_MAX } = field
  const characters = [...value].length
  if (!value.isWellFormed() || CONTROL_CHARACTER.test(value)) return `“${title}”里有无法保存的字符，请重新输入，不要粘贴特殊符号`
  if (characters > maxLength) return `“${title}”最多 ${maxLength} 个字，现在有 ${characters} 个，请写短一些`
  if (characters < minLength) return `“${title}”至少 ${minLength} 个字，现在有 ${characters} 个，请补充`
  if (field.enum && !field.enum.includes(value)) return `“${title}”请在列出的选项里选一个：${shorten(field.enum.join('、'))}`
  return undefined
}

function kindFault(field: FormField, value: string, today: Day): string | undefined {
  switch (field['x-kind']) {
    case 'day':
      return isDay(value) ? undefined : `“${field.title}”应是真实的日期，例如 ${today}，请核对年月日`
    case 'phone':
    case 'resident-id':
    case 'uscc':
    case 'project-code': {
      const { valid, why } = validate(field['x-kind'], value, today)
      return valid ? undefined : `“${field.title}”不对：${why}`
    }
    default:
      return undefined
  }
}

function typedValue(field: FormField, input: unknown): unknown {
  if (typeof input !== 'string') return input
  const text = input.replaceAll('\r\n', '\n').trim()
  if (field.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text
  if (field.type === 'string') return text
  return PLAIN_NUMBER.test(text) ? Number(text) : text
}

function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

function isPlainObject(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
