import { html, type Html } from '#platform/html'
import { Refusal, type FieldError, type RefusalCode } from '#platform/refusal'

/** The id of a field's input on a page. A path like materials.0.fileId is a fine id. */
export function fieldId(path: string): string {
  return `f-${path}`
}

/** Everything that has to be corrected, on top of the page, each with a link to its place and the same words there. */
export function faultSummary(faults: readonly FieldError[]): Html | false {
  if (faults.length === 0) return false
  return html`<div class="faults" role="alert" tabindex="-1" autofocus>
<h2>${faults.length === 1 ? '有一处需要改正' : `有 ${faults.length} 处需要改正`}</h2>
<ul>${faults.map(faultLine)}</ul></div>`
}

function faultLine({ path, message }: FieldError): Html {
  return html`<li>${path === '' ? message : html`<a href="#${fieldId(path)}">${message}</a>`}</li>`
}

/** The sentence at the field; its id is what aria-describedby of the input names. */
export function faultAt(path: string, faults: readonly FieldError[]): Html | undefined {
  const own = faults.filter((fault) => fault.path === path)
  if (own.length === 0) return undefined
  return html`<p class="fault" id="${fieldId(path)}-fault">${own.map(({ message }) => message).join('；')}</p>`
}

/** What a refusal says to somebody looking at a form: its fields, or its own sentence. */
export function faultsOf(refusal: Refusal): readonly FieldError[] {
  return refusal.fields.length > 0 ? refusal.fields : [{ path: '', message: refusal.message }]
}

/** The status a page shown again carries: the same as the edge would have sent, which a test holds. */
export function statusOf({ code }: Pick<Refusal, 'code'>): number {
  return STATUSES[code]
}

const STATUSES: Readonly<Record<RefusalCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  'second-factor': 401,
  forbidden: 403,
  'second-factor-missing': 403,
  'password-change': 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'unsupported-media': 415,
  rule: 422,
  'too-many': 429,
  unavailable: 503,
}

/** Codes after which the person can correct what she sent; the others have pages of their own. */
const MENDABLE: ReadonlySet<string> = new Set(['invalid', 'rule', 'conflict', 'too-large', 'unsupported-media', 'too-many'])

/** Does the work, or shows the form again with what the refusal says. Nothing of the refused work may have been kept. */
export async function orAgain<Result>(work: () => Promise<Result>, again: (refusal: Refusal) => Promise<Result> | Result): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Refusal) || !MENDABLE.has(error.code)) throw error
    return again(error)
  }
}
