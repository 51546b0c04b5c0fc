import type { Decimal } from './decimal.ts'

/** What is to be bundled: small firms of one park (park-sme), or infrastructure of one kind. */
export type BundleKind = 'park-sme' | 'infrastructure'
export const BUNDLE_KINDS: Readonly<Record<BundleKind, string>> = { 'park-sme': '产业园区内同类型小微企业项目', infrastructure: '同类型基础设施项目' }

/** 环评类别 (环境影响评价法第十六条). */
export type EiaClass = '报告书' | '报告表' | '登记表'
export const EIA_CLASSES: readonly EiaClass[] = ['报告书', '报告表', '登记表']

/** Tons a year of what holds solvents; paint with its thinner. What is water-based is not in here and does not count. */
export interface SolventTons { paint: Decimal; ink: Decimal; adhesive: Decimal }

/** One project of a bundle, with everything that was left out filled in. */
export interface BundleProject {
  name: string
  class: EiaClass
  industry: string | undefined
  process: string | undefined
  /** Id of the park it stands in. */
  park: string | undefined
  infraKind: string | undefined
  /** County by its division code. */
  county: string
  solventTons: SolventTons
  active: boolean
  /** Built before approval, and not settled. */
  openViolation: boolean
  signed: boolean
  /** Its own sections that the report lacks. */
  missingSections: readonly string[]
  /** To be approved by the province. */
  provincial: boolean
}

export interface Park { id: string; name: string; planEia: string; implemented: boolean }

export interface Bundle {
  kind: BundleKind
  projects: readonly BundleProject[]
  park: Park | null
  /** Who leads: a unit of the bundle, or whoever all have charged with it. */
  lead: string | null
  mergedSections: readonly string[]
}

/** 花都区. */
export const HUADU_COUNTY = '440114'

/** What is left out of a project means this. */
export const PROJECT_DEFAULTS = {
  class: '报告表', industry: undefined, process: undefined, park: undefined, infraKind: undefined, county: HUADU_COUNTY,
  solventTons: { paint: '0', ink: '0', adhesive: '0' }, active: true, openViolation: false, signed: true, missingSections: [], provincial: false,
} as const satisfies Omit<BundleProject, 'name'>
