import { html, type Html } from '#platform/html'
import { isDay } from '#platform/day'
import type { FieldError } from '#platform/refusal'
import { choices } from './choices.ts'
import { faultAt, fieldId } from './faults.ts'
import { unbroken } from './parts.ts'
import { plainDayWords } from './words.ts'

/** What a page needs to know of a field; a field of an item's form is one. */
export interface FieldShape {
  type: 'string' | 'number' | 'integer' | 'boolean'
  title: string
  description?: string
  enum?: readonly string[]
  'x-kind'?: string
}

export interface FieldState {
  value?: unknown
  faults?: readonly FieldError[]
  isRequired?: boolean
  /** The label is the heading of the page. */
  isHeading?: boolean
  autocomplete?: string
  inputType?: 'text' | 'password' | 'search'
}

/** Longer lists fold into a drop-down. */
const RADIOS_MAX = 8

/** One field with its label, hint and fault. The name of the input is the name of the field. */
export function field(name: string, shape: FieldShape, state: FieldState = {}): Html {
  const options = optionsOf(shape)
  if (options !== undefined && options.length <= RADIOS_MAX) {
    const { faults, isHeading } = state
    return choices(name, { legend: titleOf(shape, state), options, hint: shape.description, value: textOf(state.value), faults, isHeading })
  }
  const id = fieldId(name)
  const fault = faultAt(name, state.faults ?? [])
  const hint = hintOf(shape)
  const description = describedBy(id, { hasHint: hint !== undefined, hasFault: fault !== undefined })
  const label = html`<label for="${id}"${state.isHeading && html` class="big"`}>${titleOf(shape, state)}</label>`
  return html`<div class="field${fault && ' wrong'}">
${state.isHeading ? html`<h1>${label}</h1>` : label}
${hint !== undefined && html`<p class="hint" id="${id}-hint">${unbroken(hint)}</p>`}
${fault}
${control(name, shape, { state, options, description })}
</div>`
}

/** The words under which a value is shown back. */
export function valueWords(shape: FieldShape, value: unknown): string {
  if (value === undefined || value === '') return '（没有填）'
  if (shape.type === 'boolean') return value === true ? '是' : '否'
  const text = textOf(value)
  return shape['x-kind'] === 'day' && isDay(text) ? plainDayWords(text) : text
}

interface Control { state: FieldState; options: readonly Option[] | undefined; description: Html }
interface Option { value: string; label: string }

function control(name: string, shape: FieldShape, { state, options, description }: Control): Html {
  const id = fieldId(name)
  const value = textOf(state.value)
  if (options !== undefined) {
    return html`<select id="${id}" name="${name}"${description}><option value="">请选择</option>${options.map((option) =>
      html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`)}</select>`
  }
  if (shape['x-kind'] === 'long-text') return html`<textarea id="${id}" name="${name}" rows="5"${description}>\n${value}</textarea>`
  const autocomplete = state.autocomplete !== undefined && html` autocomplete="${state.autocomplete}"`
  return html`<input id="${id}" name="${name}" value="${value}"${attributesOf(shape, state)}${autocomplete}${description}>`
}

/** A native day field cannot hold what is no day; so that nothing typed is lost, such a value comes back in a text field. */
function attributesOf(shape: FieldShape, { value, inputType }: FieldState): Html {
  if (inputType !== undefined) return html` type="${inputType}"`
  if (shape.type === 'integer') return html` type="text" inputmode="numeric" class="short"`
  if (shape.type === 'number') return html` type="text" inputmode="decimal" class="short"`
  switch (shape['x-kind']) {
    case 'day': return textOf(value) === '' || isDay(textOf(value)) ? html` type="date" class="short"` : html` type="text" class="short"`
    case 'phone': return html` type="tel" class="short"`
    case 'resident-id': return html` type="text" spellcheck="false" autocapitalize="characters" data-private`
    case 'uscc': return html` type="text" spellcheck="false" autocapitalize="characters"`
    default: return html` type="text"`
  }
}

function optionsOf(shape: FieldShape): readonly Option[] | undefined {
  if (shape.type === 'boolean') return [{ value: 'true', label: '是' }, { value: 'false', label: '否' }]
  return shape.enum?.map((value) => ({ value, label: value }))
}

function hintOf(shape: FieldShape): string | undefined {
  if (shape['x-kind'] !== 'day') return shape.description
  return [shape.description, '例如 2026-05-07'].filter((hint) => hint !== undefined).join('。')
}

function titleOf({ title }: FieldShape, { isRequired = true }: FieldState): string {
  return isRequired ? title : `${title}（可以不填）`
}

function describedBy(id: string, { hasHint, hasFault }: { hasHint: boolean; hasFault: boolean }): Html {
  const ids = [hasHint && `${id}-hint`, hasFault && `${id}-fault`].filter((one) => one !== false)
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}${hasFault && html` aria-invalid="true"`}`
}

function textOf(value: unknown): string {
  return value === undefined || value === null ? '' : String(value)
}
