import type { FormField, Item, ItemForm, Situation } from './item.ts'
import { commonField, factOf, OF_WHOM } from './joint-facts.ts'
import type { LanePlan } from './joint-draft-questions.ts'
import { jointCondition } from './joint-lanes.ts'
import type { FieldLink, Lane } from './joint-matter.ts'
import { freeName } from './joint-names.ts'
import { partsOf, type Want } from './joint-parts.ts'

export interface LaneItem { lane: Lane; item: Item; plan: LanePlan }

/** A field of one item, with where it stands there. */
interface Own { name: string; field: FormField; isRequired: boolean; item: Item; page: { title: string; help?: string } }
/** Fields of several items that ask for the same and can be one. */
interface Fact { key: string; field: FormField; wants: Want<Own>[] }
interface Merged { name: string; field: FormField; isRequired: boolean; page: { title: string; help?: string } }

const SAME_NAMES: Readonly<Record<string, string>> = { residentId: 'idNumber' }
/** What says who applies; asked first, on one page. */
const APPLICANT = ['姓名 name', '身份证号码 idNumber', '单位名称', '统一社会信用代码', '申请人姓名或者单位名称', '联系人手机号']
const APPLICANT_PAGE = '申请人'
const TITLE_MAX = 100

/** One form for all: each fact asked once and put into every item that wants it. */
export function mergeForms(lanes: readonly LaneItem[], situations: readonly Situation[]): { form: ItemForm; links: FieldLink[] } {
  const merged: Merged[] = []
  const links: FieldLink[] = []
  for (const fact of factsOf(lanes)) {
    const title = freeTitle(fact, merged)
    for (const { when, wants } of partsOf(fact.wants, situations)) {
      const [first] = wants
      if (!first) continue
      const name = freeName(first.what.name, first.lane, new Set(merged.map((other) => other.name)))
      const { 'x-when': _when, ...field } = fact.field
      const page = APPLICANT.includes(fact.key) ? { title: APPLICANT_PAGE } : first.what.page
      merged.push({
        name, page, isRequired: wants.some(({ what }) => what.isRequired),
        field: { ...field, title, ...(Object.keys(when).length > 0 && { 'x-when': when }) },
      })
      links.push(...wants.map(({ lane, what }) => ({ field: name, lane, into: what.name })))
    }
  }
  return { form: formOf(merged), links }
}

function factsOf(lanes: readonly LaneItem[]): Fact[] {
  const facts: Fact[] = []
  for (const { lane, item, plan } of lanes) {
    for (const own of fieldsOf(item, plan)) {
      const when = jointCondition(lane, own.field['x-when'])
      if (!when) continue
      const want = { lane: lane.id, when, what: own }
      const key = keyOf(own)
      const at = facts.findIndex((fact) => fact.key === key && commonField(fact.field, own.field) !== undefined)
      const fact = facts[at]
      if (fact) facts[at] = { ...fact, field: commonField(fact.field, own.field) ?? fact.field, wants: [...fact.wants, want] }
      else facts.push({ key, field: own.field, wants: [want] })
    }
  }
  return facts
}

function fieldsOf(item: Item, { says = {}, without = [] }: LanePlan): Own[] {
  return item.form['x-pages'].flatMap(({ title, help, fields }) => fields.flatMap((name) => {
    const own = item.form.properties[name]
    const field = own && { ...own, title: says[name] ?? own.title }
    return field && !without.includes(name)
      ? [{ name, field, isRequired: item.form.required.includes(name), item, page: { title, ...(help !== undefined && { help }) } }]
      : []
  }))
}

/** What a field asks for; where its title does not say enough, with its name. */
function keyOf({ name, field, item }: Own): string {
  const fact = factOf(field)
  const isTwice = Object.values(item.form.properties).filter((other) => factOf(other) === fact).length > 1
  return OF_WHOM.has(fact) || isTwice ? `${fact} ${SAME_NAMES[name] ?? name}` : fact
}

/** Two fields of the merged form must not read the same. */
function freeTitle({ field, wants }: Fact, merged: readonly Merged[]): string {
  const taken = new Set(merged.map((other) => factOf(other.field)))
  const isFree = (title: string) => !taken.has(factOf({ title }))
  const [first] = wants
  const { title } = field
  const tried = [title, `${first?.what.page.title ?? ''}：${title}`, `${title}（${first?.what.item.name ?? ''}）`].map((one) => one.slice(0, TITLE_MAX))
    .find(isFree)
  if (tried !== undefined) return tried
  for (let number = 2; ; number++) if (isFree(`${title}（${number}）`)) return `${title}（${number}）`
}

function formOf(merged: readonly Merged[]): ItemForm {
  const pages = new Map<string, ItemForm['x-pages'][number]>()
  const inOrder = [...merged.filter(({ page }) => page.title === APPLICANT_PAGE), ...merged.filter(({ page }) => page.title !== APPLICANT_PAGE)]
  for (const { name, page } of inOrder) {
    const known = pages.get(page.title)
    pages.set(page.title, known ? { ...known, fields: [...known.fields, name] } : { ...page, fields: [name] })
  }
  return {
    type: 'object', properties: Object.fromEntries(merged.map(({ name, field }) => [name, field])),
    required: merged.filter(({ isRequired }) => isRequired).map(({ name }) => name), additionalProperties: false, 'x-pages': [...pages.values()],
  }
}
