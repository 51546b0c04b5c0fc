import { seeOther, type Reply } from '#platform/reply'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { checkForm, formOfPage, readFormFields, type ItemForm } from '#base/catalog'
import { tidyText } from '#base/pages'
import { changeDraft } from '../../drafts.ts'
import type { DraftView } from './draft-view.ts'

export type FormInput = Readonly<Record<string, string | string[]>>

/** What was typed on one page, as values of the form; what cannot be read stays as typed. */
export function valuesOfPage(form: ItemForm, input: FormInput): Record<string, unknown> {
  const typed = (name: string) => lastOf(Object.hasOwn(input, name) ? input[name] : undefined)
  const tidy = Object.entries(form.properties).map(([name, shape]) => [name, tidyText(shape, typed(name))])
  return readFormFields(form, Object.fromEntries(tidy))
}

export interface SentPage { page: number; input: FormInput; fromCheck: boolean }

/**
 * Keeps what was typed on a page. To go on, the page must be right; to stop for today, anything may be kept and is checked
 * again before filing.
 */
export async function takeFormPage(call: Call, view: DraftView, { page, input, fromCheck }: SentPage): Promise<Reply> {
  const form = formOfPage(view.checklist.form, page - 1)
  const values = valuesOfPage(form, input)
  const isLater = input['_then'] === 'later'
  const faults = isLater ? [] : checkForm(form, values, call.today)
  if (faults.length > 0) throw new Refusal('invalid', '请改正标出的地方', faults)
  await changeDraft(call, view.draft.id, ({ form: before }) => ({ form: { ...withoutFields(before, form), ...values } }))
  return seeOther(isLater ? '/me' : nextPath(view, page, fromCheck))
}

function nextPath({ draft, checklist }: DraftView, page: number, fromCheck: boolean): string {
  if (fromCheck) return `/apply/${draft.id}/check`
  const pages = checklist.form['x-pages'].length
  return page < pages ? `/apply/${draft.id}/form/${page + 1}` : `/apply/${draft.id}/materials`
}

function withoutFields(values: Record<string, unknown>, form: ItemForm): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(form.properties, name)))
}

function lastOf(value: string | string[] | undefined): string {
  return [value ?? ''].flat().at(-1) ?? ''
}
