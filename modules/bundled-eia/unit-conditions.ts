import { Refusal } from '#platform/refusal'
import type { Call, Case, StepInput } from '#kernel'
import { filingOf } from './filing.ts'

/** What each unit has to keep to, by its credit code; set while the bundle is reviewed. */
export function conditionsOf({ traits }: Pick<Case, 'traits'>): Readonly<Record<string, string>> {
  const kept = traits['conditions']
  return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept).map(([uscc, text]) => [uscc, String(text)])) : {}
}

export function conditioned({ found, data }: StepInput) {
  return { traits: { ...found.traits, conditions: { ...conditionsOf(found), [String(data['uscc'])]: data['conditions'] } } }
}

export async function refuseUnit(_call: Call, found: Case, { uscc }: Record<string, unknown>): Promise<void> {
  if (filingOf(found)?.units.some((unit) => unit.uscc === uscc)) return
  throw new Refusal('invalid', '这一捆里没有这个建设单位，请核对统一社会信用代码', [{ path: 'uscc', message: '这一捆里没有这个建设单位' }])
}

/** Every unit is approved with requirements of its own. */
export function withoutConditions(found: Case): string | undefined {
  const conditions = conditionsOf(found)
  const missing = filingOf(found)?.units.filter(({ uscc }) => conditions[uscc] === undefined) ?? []
  return missing.length === 0 ? undefined : `还没有拟定要求的单位：${missing.map(({ name }) => name).join('、')}，请退回审查，逐个拟定后再批准`
}
