import { changed, freeId, moved, type FormField, type ItemForm } from './item-shape.ts'

/** What a field may be called in data: as the server wants it. */
export const FIELD_NAME = /^[a-z][a-zA-Z0-9]{0,63}$/

export const EMPTY_FORM: ItemForm = { type: 'object', properties: {}, required: [], additionalProperties: false, 'x-pages': [] }

export function addPage(form: ItemForm): ItemForm {
  const { form: withField, name } = newField(form)
  return { ...withField, 'x-pages': [...form['x-pages'], { title: '', fields: [name] }] }
}

export function addField(form: ItemForm, page: number): ItemForm {
  const { form: withField, name } = newField(form)
  return onPage(withField, page, (fields) => [...fields, name])
}

/** Without a field; a page nothing is left on goes too. */
export function removeField(form: ItemForm, name: string): ItemForm {
  const { [name]: _, ...properties } = form.properties
  const pages = form['x-pages'].map((page) => ({ ...page, fields: page.fields.filter((one) => one !== name) })).filter(({ fields }) => fields.length > 0)
  return { ...form, properties, required: form.required.filter((one) => one !== name), 'x-pages': pages }
}

/** The field to a place on a page, counted without itself; a page nothing is left on stays until somebody removes it. */
export function moveField(form: ItemForm, name: string, to: { page: number; at: number }): ItemForm {
  const pages = form['x-pages'].map((page) => ({ ...page, fields: page.fields.filter((one) => one !== name) }))
  return { ...form, 'x-pages': pages.map((page, at) => (at === to.page ? {
    ...page, fields: [...page.fields.slice(0, to.at), name, ...page.fields.slice(to.at)],
  } : page)) }
}

/** One up or down, from the end of a page to the next page. */
export function shiftField(form: ItemForm, name: string, by: 1 | -1): ItemForm {
  const pages = form['x-pages']
  const page = pages.findIndex(({ fields }) => fields.includes(name))
  const fields = pages[page]?.fields ?? []
  const at = fields.indexOf(name) + by
  if (at >= 0 && at < fields.length) return moveField(form, name, { page, at })
  const next = pages[page + by]
  return next === undefined ? form : moveField(form, name, { page: page + by, at: by === 1 ? 0 : next.fields.length })
}

export function movePage(form: ItemForm, at: number, by: 1 | -1): ItemForm {
  return { ...form, 'x-pages': moved(form['x-pages'], at, by) }
}

/** The fields of a page that is removed go to the one before it, or after it where it is the first; the last page takes its fields along. */
export function removePage(form: ItemForm, at: number): ItemForm {
  const pages = form['x-pages']
  const gone = pages[at]
  if (pages.length === 1 && gone) return gone.fields.reduce(removeField, { ...form, 'x-pages': pages })
  const heir = at === 0 ? 1 : at - 1
  const joined = pages.map((page, place) =>
    (place === heir && gone ? { ...page, fields: at === 0 ? [...gone.fields, ...page.fields] : [...page.fields, ...gone.fields] } : page))
  return { ...form, 'x-pages': joined.filter((_, place) => place !== at) }
}

export function changePage(form: ItemForm, at: number, changes: { title?: string; help?: string | undefined }): ItemForm {
  return { ...form, 'x-pages': form['x-pages'].map((page, place) => (place === at ? changed(page, changes) : page)) }
}

export function changeField(form: ItemForm, name: string, field: FormField): ItemForm {
  return { ...form, properties: { ...form.properties, [name]: field } }
}

/** Under another name, in the same place. */
export function renameField(form: ItemForm, name: string, next: string): ItemForm {
  const renamed = (one: string) => (one === name ? next : one)
  return {
    ...form, properties: Object.fromEntries(Object.entries(form.properties).map(([one, field]) => [renamed(one), field])),
    required: form.required.map(renamed), 'x-pages': form['x-pages'].map((page) => ({ ...page, fields: page.fields.map(renamed) })),
  }
}

export function setRequired(form: ItemForm, name: string, isRequired: boolean): ItemForm {
  const others = form.required.filter((one) => one !== name)
  return { ...form, required: isRequired ? [...others, name] : others }
}

export type ReadForm = { form: ItemForm } | { fault: string }

/** A form written as JSON, or what is wrong with it: the words of the reader, and which part is missing. */
export function formIn(text: string): ReadForm {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { fault: `还不是完整的 JSON，没有算进去：${error instanceof Error ? error.message : ''}` }
  }
  const { type, properties, required, 'x-pages': pages } = Object(value)
  const missing = [
    type !== 'object' && 'type 应是 "object"', !isRecord(properties) && 'properties 应是各个字段', !isTexts(required) && 'required 应是字段名的列表',
    !(Array.isArray(pages) && pages.every((page: unknown) => isRecord(page) && isTexts(page['fields']))) && 'x-pages 应是各页，每页有 fields',
  ].filter((words) => words !== false)
  if (missing.length > 0) return { fault: `结构不对，没有算进去：${missing.join('；')}` }
  // Safe: what the editor relies on was looked at above; the rest is checked by the server, which says what is wrong field by field.
  return { form: { ...EMPTY_FORM, ...Object(value) } as ItemForm }
}

function newField(form: ItemForm): { form: ItemForm; name: string } {
  const name = freeId('field', Object.keys(form.properties))
  return { name, form: { ...form, properties: { ...form.properties, [name]: { type: 'string', title: '' } } } }
}

function onPage(form: ItemForm, page: number, change: (fields: string[]) => string[]): ItemForm {
  return { ...form, 'x-pages': form['x-pages'].map((one, at) => (at === page ? { ...one, fields: change(one.fields) } : one)) }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((one) => typeof one === 'string')
