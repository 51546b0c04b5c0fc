/** The special procedures (特别程序) whose time does not count: 行政许可法第四十五条, and 公示 where a law demands it. */
export const PAUSE_KINDS = {
  hearing: '听证',
  bidding: '招标',
  auction: '拍卖',
  inspection: '检验',
  testing: '检测',
  quarantine: '检疫',
  appraisal: '鉴定',
  'expert-review': '专家评审',
  publicity: '公示',
} as const

/** The Chinese name; a kind we do not know is named as it was given. */
export function pauseName(kind: string): string {
  const names: Readonly<Record<string, string>> = PAUSE_KINDS
  return Object.hasOwn(names, kind) ? names[kind] ?? kind : `特别程序（${kind}）`
}
