import type { FormField } from './item.ts'

/** Titles that are said in several ways and ask for the same. */
const SAME_TITLES: readonly (readonly string[])[] = [
  ['联系人手机号', '联系人电话', '联系电话', '经办人联系电话', '手机号码', '手机号'],
  ['身份证号码', '身份证号', '居民身份证号码'],
  ['单位名称', '企业名称', '单位全称'],
]
const TITLE_OF = new Map(SAME_TITLES.flatMap((titles) => titles.map((title) => [title, titles[0] ?? title] as const)))

/** What a field asks for, however it is worded: fields that ask for the same are asked once. */
export function factOf({ title }: Pick<FormField, 'title'>): string {
  const plain = title.replace(/\s/g, '')
  return TITLE_OF.get(plain) ?? plain
}

/** Titles that do not say of whom; the name of the field, or the page it stands on, does. */
export const OF_WHOM: ReadonlySet<string> = new Set(['姓名', '联系人姓名', '身份证号码', '地址', '面积', '名称'])

/** The field whose every value both fields take; undefined when there is none. */
export function commonField(one: FormField, other: FormField): FormField | undefined {
  const type = one.type === other.type ? one.type : commonNumber(one, other)
  const kind = commonKind(one, other)
  const both = one.enum && other.enum ? one.enum.filter((option) => other.enum?.includes(option)) : one.enum ?? other.enum
  const minLength = Math.max(one.minLength ?? 0, other.minLength ?? 0)
  const maxLength = Math.min(one.maxLength ?? Infinity, other.maxLength ?? Infinity)
  const options = both?.filter((option) => [...option].length >= minLength && [...option].length <= maxLength)
  const length = CHECKED.get(kind ?? '')
  const isTooNarrow = length !== undefined && (length < minLength || length > maxLength)
  const minimum = Math.max(one.minimum ?? -Infinity, other.minimum ?? -Infinity)
  const maximum = Math.min(one.maximum ?? Infinity, other.maximum ?? Infinity)
  if (type === undefined || kind === undefined || isTooNarrow || options?.length === 0 || minLength > maxLength || minimum > maximum) return undefined
  const { enum: _enum, minLength: _minLength, maxLength: _maxLength, minimum: _minimum, maximum: _maximum, 'x-kind': _kind, ...rest } = one
  return withVisibility({
    ...rest, type, ...(options && { enum: options }), ...(kind !== 'none' && { 'x-kind': kind }),
    ...(minLength > 0 && { minLength }), ...(maxLength < Infinity && { maxLength }),
    ...(minimum > -Infinity && { minimum }), ...(maximum < Infinity && { maximum }),
  }, other)
}

/** Why a value of the one field would be refused by the other; undefined when every value is taken. */
export function refusal(from: FormField, into: FormField): string | undefined {
  if (from.type !== into.type && !(from.type === 'integer' && into.type === 'number')) return '种类不同（文字、数字、是否）'
  if (CHECKED.has(into['x-kind'] ?? '') && from['x-kind'] !== into['x-kind']) return '没有按同样的格式检查'
  if (into.enum && !from.enum?.every((option) => into.enum?.includes(option))) return '有对方没有的选项'
  const [shortest, longest] = lengthsOf(from)
  if (longest > (into.maxLength ?? Infinity)) return `可以比 ${into.maxLength} 个字长`
  if (shortest < (into.minLength ?? 0)) return `可以比 ${into.minLength} 个字短`
  if ((from.minimum ?? -Infinity) < (into.minimum ?? -Infinity)) return `可以小于 ${into.minimum}`
  return (from.maximum ?? Infinity) > (into.maximum ?? Infinity) ? `可以大于 ${into.maximum}` : undefined
}

/** Kinds of text whose values are checked, so that any other text would be refused, and how many characters their values have. */
const CHECKED: ReadonlyMap<string, number> = new Map([['day', 10], ['phone', 11], ['resident-id', 18], ['uscc', 18], ['project-code', 24]])

/** How short and how long a value may be. */
function lengthsOf({ enum: options, minLength = 0, maxLength = Infinity, 'x-kind': kind }: FormField): [shortest: number, longest: number] {
  const lengths = options?.map((option) => [...option].length) ?? [CHECKED.get(kind ?? '') ?? []].flat()
  return lengths.length > 0 ? [Math.min(...lengths), Math.max(...lengths)] : [minLength, maxLength]
}

function commonNumber(one: FormField, other: FormField): FormField['type'] | undefined {
  const isNumber = ({ type }: FormField) => type === 'number' || type === 'integer'
  return isNumber(one) && isNumber(other) ? 'integer' : undefined
}

/** The stricter kind; undefined when the two exclude each other. */
function commonKind(one: FormField, other: FormField): NonNullable<FormField['x-kind']> | 'none' | undefined {
  const [kind = 'none', another = 'none'] = [one['x-kind'], other['x-kind']]
  if (kind === another) return kind
  if (CHECKED.has(kind)) return CHECKED.has(another) ? undefined : kind
  return CHECKED.has(another) ? another : kind === 'none' ? another : kind
}

/** What one item keeps close is kept close in the merged form too. */
function withVisibility(field: FormField, other: FormField): FormField {
  const { 'x-visibility': visibility, ...rest } = field
  const kept = [visibility, other['x-visibility']]
  const strictest = kept.includes('sealed') ? 'sealed' : visibility === other['x-visibility'] ? visibility : undefined
  return { ...rest, ...((field['x-personal'] ?? other['x-personal']) && { 'x-personal': true }), ...(strictest && { 'x-visibility': strictest }) }
}
