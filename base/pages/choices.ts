import { html, type Content, type Html } from '#platform/html'
import type { FieldError } from '#platform/refusal'
import { faultAt, fieldId } from './faults.ts'

export interface Choices {
  legend: Content
  options: readonly { value: string; label: Content; help?: Content | undefined }[]
  hint?: string | undefined
  /** Chosen already; several for check boxes. */
  value?: string | readonly string[] | undefined
  faults?: readonly FieldError[] | undefined
  /** The legend is the heading of the page. */
  isHeading?: boolean | undefined
  kind?: 'radio' | 'checkbox'
}

/** Radios or check boxes under one question. The first one carries the id a fault links to. */
export function choices(name: string, { legend, options, hint, value, faults = [], isHeading = false, kind = 'radio' }: Choices): Html {
  const id = fieldId(name)
  const fault = faultAt(name, faults)
  const chosen = new Set([value ?? []].flat())
  const described = [hint !== undefined && `${id}-hint`, fault !== undefined && `${id}-fault`].filter((one) => one !== false)
  return html`<div class="field${fault && ' wrong'}"><fieldset${described.length > 0 && html` aria-describedby="${described.join(' ')}"`}>
<legend${isHeading && html` class="question"`}>${isHeading ? html`<h1>${legend}</h1>` : legend}</legend>
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
${fault}
${options.map(({ value: own, label, help }, index) => {
    const marks = html`${index === 0 && html` id="${id}"`}${chosen.has(own) && html` checked`}`
    return html`<label class="choice"><input type="${kind}" name="${name}" value="${own}"${marks}>
<span>${label}${help !== undefined && html`<small>${help}</small>`}</span></label>
`
  })}</fieldset></div>`
}

/** One box to tick, with its own label. */
export function checkBox(name: string, label: Content, faults: readonly FieldError[] = []): Html {
  const id = fieldId(name)
  const fault = faultAt(name, faults)
  return html`<div class="field${fault && ' wrong'}">${fault}
<label class="choice"><input type="checkbox" name="${name}" value="yes" id="${id}"${fault && html` aria-describedby="${id}-fault"`}>
<span>${label}</span></label></div>`
}
