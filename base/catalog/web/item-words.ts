import { PAUSE_KINDS } from '#kernel'
import { limitWords, visitWords } from '#base/pages'
import type { Item } from '../item.ts'

/** 事项类型, 行使层级, 服务对象, 办理形式: codes of GB/T 39046-2020 appendix A in the words people read. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  '01': '行政许可', '02': '行政处罚', '03': '行政强制', '04': '行政征收', '05': '行政给付', '06': '行政检查', '07': '行政确认', '08': '行政奖励',
  '09': '行政裁决', '10': '其他行政权力', '20': '公共服务',
}
export const LEVEL_OF_USE: Readonly<Record<string, string>> = {
  1: '国家级', 2: '省级', 3: '市级', 4: '县级', 5: '镇（乡、街道）级', 6: '村（社区）级', 7: '分级管理',
}
export const SERVED: Readonly<Record<string, string>> = { 1: '自然人', 2: '企业法人', 3: '事业法人', 4: '社会组织法人', 5: '行政机关', 6: '其他组织' }
export const WAYS: Readonly<Record<string, string>> = { 1: '窗口办理', 2: '电脑上办', 3: '手机上办', 4: '快递申请', 9: '其他' }
export const AUDIENCES = { person: '个人', enterprise: '企业和单位' } as const

/** What stands where an imported source says nothing: a default must not look like a fact. */
const UNSTATED = '来源未载明'

/** The words, unless the item's source says nothing about the field they come from. */
export function stated(item: Pick<Item, 'unstated'>, name: keyof Item, words: string): string {
  return item.unstated?.includes(name) ? UNSTATED : words
}

export function limitOf(item: Item): string {
  return stated(item, 'promisedWorkingDays', limitWords(item.promisedWorkingDays))
}

export function visitsOf(item: Item): string {
  return stated(item, 'visits', visitWords(item.visits))
}

export function feeOf(item: Item): string {
  return stated(item, 'fee', item.fee.charged ? '收费' : '不收费')
}

export function listed(words: Readonly<Record<string, string>>, codes: readonly string[]): string {
  return codes.map((code) => words[code] ?? code).join('、')
}

export function pauseWords(kind: string): string {
  const names: Readonly<Record<string, string>> = PAUSE_KINDS
  return names[kind] ?? kind
}

/** Whether it can be applied for at all: a joint matter that is not made ready yet is only listed. */
export function isOpenYet({ joint }: Pick<Item, 'joint'>): boolean {
  return joint?.readiness !== 'draft'
}

/** Whether it can be applied for here; an item whose source does not say may be tried. */
export function isOnline({ handleForms, unstated = [] }: Pick<Item, 'handleForms' | 'unstated'>): boolean {
  return unstated.includes('handleForms') || handleForms.includes('2') || handleForms.includes('3')
}
