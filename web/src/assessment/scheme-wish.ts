import type { Scheme } from './calls.ts'

/** The settings beside the indicators, and where each stands in the scheme. */
export const SETTINGS: readonly { name: string; label: string; value: (scheme: Scheme) => number }[] = [
  { name: 'excellent', label: '优秀，多少分以上', value: ({ grades }) => grades.excellent },
  { name: 'good', label: '良好，多少分以上', value: ({ grades }) => grades.good },
  { name: 'pass', label: '合格，多少分以上', value: ({ grades }) => grades.pass },
  { name: 'sampleMin', label: '样本不少于', value: ({ sampleMin }) => sampleMin },
  { name: 'coverageMinPercent', label: '计分的权重不少于（%）', value: ({ coverageMinPercent }) => coverageMinPercent },
  { name: 'appealWorkingDays', label: '锁定后几个工作日内可以申诉', value: ({ appealWorkingDays }) => appealWorkingDays },
]

/** The scheme with the numbers that were typed; what is left empty stays as it is, and an indicator of weight 0 is left out. */
export function schemeFrom({ version: _, ...scheme }: Scheme, typed: Readonly<Record<string, string>>): Omit<Scheme, 'version'> {
  const number = (name: string, before: number): number => (typed[name] === undefined || typed[name].trim() === '' ? before : Number(typed[name]))
  const { grades, indicators } = scheme
  return {
    ...scheme,
    indicators: indicators
      .map((rule) => ({
        ...rule,
        weight: number(`${rule.code} weight`, rule.weight),
        full: number(`${rule.code} full`, rule.full),
        pass: number(`${rule.code} pass`, rule.pass),
        zero: number(`${rule.code} zero`, rule.zero),
      }))
      .filter(({ weight }) => weight !== 0),
    grades: { excellent: number('excellent', grades.excellent), good: number('good', grades.good), pass: number('pass', grades.pass) },
    sampleMin: number('sampleMin', scheme.sampleMin),
    coverageMinPercent: number('coverageMinPercent', scheme.coverageMinPercent),
    appealWorkingDays: number('appealWorkingDays', scheme.appealWorkingDays),
  }
}
