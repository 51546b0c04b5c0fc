/** Which projects may be approved in one bundle: the rules themselves, without any case. */
export {
  BUNDLE_KINDS,
  EIA_CLASSES,
  HUADU_COUNTY,
  PROJECT_DEFAULTS,
  type Bundle,
  type BundleKind,
  type BundleProject,
  type EiaClass,
  type Park,
  type SolventTons,
} from './bundle.ts'
export { checkBundle, solventTonsOf, type FailedRule, type Verdict } from './check-bundle.ts'
export { isDecimal, type Decimal } from './decimal.ts'
export { readBundle } from './read-bundle.ts'
export { newestRules, rulesOn, RULE_IDS, RULE_VERSIONS, type Certainty, type RuleId, type RuleText, type RuleVersion } from './versions.ts'
