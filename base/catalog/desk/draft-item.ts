import { Type, type Static, type TSchema } from 'typebox'
import type { Day } from '#platform/day'
import { schemaErrors } from '#platform/schema'
import type { Problem, RuleContext } from '../consistency-rule.ts'
import { problemsOf } from '../consistency.ts'
import { Item } from '../item.ts'

/** What must be there before publishing and may be missing while somebody writes. */
const LATER = new Set(['minLength', 'pattern', 'minItems', 'minimum'])

/** An item that is being written: the same fields, but they may still be empty. */
export const DraftItem = Type.Unsafe<Static<typeof Item>>(relaxed(Item))

/** The same schema without what only has to hold in the end. Names of fields are no keywords and stay. */
function relaxed(schema: TSchema): TSchema {
  const parts = Object.entries(schema).filter(([keyword]) => !LATER.has(keyword)).map(([keyword, value]): [string, unknown] => {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      return [keyword, Object.fromEntries(Object.entries(Object(value)).map(([name, child]) => [name, relaxed(Object(child))]))]
    }
    if (Array.isArray(value)) return [keyword, value.map((entry: unknown) => (typeof entry === 'object' && entry !== null ? relaxed(entry) : entry))]
    return [keyword, keyword === 'items' ? relaxed(Object(value)) : value]
  })
  return Object.fromEntries(parts)
}

/** Where an item that does not exist yet begins. */
export function blankItem(code: string, today: Day): Item {
  return {
    code, version: 1, name: '', everydayNames: [], type: '20', organisation: '',
    receivingOrganisation: '', audience: ['person'], serverTypes: ['1'], useLevel: '4',
    kind: 'promised', decidedAtWindow: false, statutoryWorkingDays: 20, promisedWorkingDays: 10,
    limitsByAnswer: [], visits: 0, handleForms: ['1', '2'], onlineDepth: 4,
    express: false, bookable: false, fee: { charged: false, payableOnline: false, entries: [] }, conditions: [],
    outcome: { name: '', kind: '其他', sample: false }, situations: [], materials: [],
    form: { type: 'object', properties: {}, required: [], additionalProperties: false, 'x-pages': [] },
    legalBasis: [], flow: [], specialProcedures: [], questions: [], places: [], standing: 'example', effectiveFrom: today,
  }
}

/** Everything that stands between a draft and publishing: what is missing or malformed, then what the rules say. */
export function hurdlesOf(item: Item, context: RuleContext): Problem[] {
  const missing = schemaErrors(Item, item).map(({ path, message }) => ({ rule: 'complete', path, ...inTwo(message) }))
  const named = new Set(missing.map(({ path }) => path))
  return [...missing, ...problemsOf(item, context).filter(({ path }) => !named.has(path))]
}

/** '不能为空，请填写': what is wrong, and what to do. */
function inTwo(message: string): { text: string; cure: string } {
  const at = message.indexOf('，请')
  return at < 0 ? { text: message, cure: message } : { text: message.slice(0, at), cure: message.slice(at + 1) }
}
