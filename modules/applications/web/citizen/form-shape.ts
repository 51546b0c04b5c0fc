import type { ItemForm } from '#base/catalog'

type FormPage = ItemForm['x-pages'][number]

/** 一步一页: every field on a page of its own; what the pages say to all their fields is said with the first. */
export function oneFieldPerPage(form: ItemForm): ItemForm {
  return { ...form, 'x-pages': form['x-pages'].flatMap(splitPage) }
}

function splitPage(page: FormPage): FormPage[] {
  return page.fields.map((name, index) => (index === 0 ? { ...page, fields: [name] } : { title: page.title, fields: [name] }))
}

/** The number of the page that holds a field, from 1; 0 when none does. */
export function pageWith(form: ItemForm, name: string): number {
  return form['x-pages'].findIndex(({ fields }) => fields.includes(name)) + 1
}
