import type { Call } from '#kernel'
import { editions, inForceOn, type Edition } from './rule-book.ts'
import { BY_HAND, LEVEL_NAMES, ruleOf, wordsOf } from './rules.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'

const HISTORY_MAX = 50

/** Every rule as it is in force today, what is planned, and every version with who wrote it and why. */
export async function rulesSeen({ tx, today }: Call) {
  const all = await editions(tx)
  return {
    today,
    rules: inForceOn(all, today).map((now) => {
      const own = all.filter(({ kind, id }) => kind === now.kind && id === now.id)
      const [newest] = own
      return {
        kind: now.kind, id: now.id, name: now.name, ...alertWords(now), now: view(now),
        planned: newest !== undefined && newest.version > now.version && (newest.effectiveOn ?? '') > today ? view(newest) : null,
        newest: newest?.version ?? now.version, versions: own.slice(0, HISTORY_MAX).map(view), fields: fieldsOf(now, own.at(-1)),
      }
    }),
  }
}

function alertWords(rule: Edition) {
  if (rule.kind !== 'alert') return { levelName: null, trigger: null, action: null }
  const { level, trigger, action } = ruleOf(rule.id)
  return { levelName: LEVEL_NAMES[level], ...wordsOf({ trigger, action, settings: rule.settings }) }
}

function view({ version, settings, isOn, tells, official, basis, effectiveOn, reason, by, at }: Edition) {
  return {
    version, settings, isOn, tells, basis, effectiveOn, reason, by, at: at?.toISOString() ?? null,
    standing: version > 1 ? '本区改过' : official ? '规则有依据，数字是默认值' : '默认值',
  }
}

/** The numbers this rule has, with what we ship. */
function fieldsOf(rule: Edition, shipped: Edition | undefined) {
  return SETTING_NAMES.filter((name) => rule.settings[name] !== undefined)
    .map((name) => ({ name, ...SETTINGS[name], default: shipped?.settings[name] ?? null }))
}

/** The rules of alerting as they stand today, in words, with what people enter by hand. */
export async function standingRules({ tx, today }: Call) {
  const rules = inForceOn(await editions(tx), today).filter(({ kind }) => kind === 'alert')
  return {
    rules: rules.map((rule) =>
      ({ ...alertWords(rule), id: rule.id, version: rule.version, name: rule.name, isOn: rule.isOn, basis: rule.basis, standing: view(rule).standing })),
    byHand: Object.entries(BY_HAND).map(([id, one]) => ({ id, ...one })),
  }
}
