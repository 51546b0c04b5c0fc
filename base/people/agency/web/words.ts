import type { Power } from '#kernel'
import { plainDayWords } from '#base/pages'
import { organisationName } from '../../organisations.ts'
import type { AgencyRow } from '../agencies.ts'

export const POWER_WORDS: Readonly<Record<Power, string>> = { file: '提交申请', supplement: '补正、补交材料', withdraw: '撤回申请', see: '查看单位其他人办的件' }
export const STANDING_WORDS: Readonly<Record<AgencyRow['standing'], string>> = { coming: '还没开始', running: '正在用', over: '已到期', revoked: '已撤销' }

/** How far it goes, in words. */
export function scopeWords({ items, organisations }: Pick<AgencyRow, 'items' | 'organisations'>, names: ReadonlyMap<string, string>): string {
  const parts = [...items.map((code) => `“${names.get(code) ?? code}”`), ...organisations.map((id) => `${organisationName(id)}的事项`)]
  return parts.length === 0 ? '全部事项' : `只办${parts.join('、')}`
}

export function powerWords(powers: readonly Power[]): string {
  return powers.map((power) => POWER_WORDS[power]).join('；')
}

export function daysWords({ from, until }: Pick<AgencyRow, 'from' | 'until'>): string {
  return `${plainDayWords(from)}至${plainDayWords(until)}`
}
