import { roomAddress } from '../shell/rooms.ts'
import type { Band, Change, Choices, Run } from './calls.ts'

const ROLE_WORDS: Readonly<Record<string, string>> = { window: '窗口', owner: '审查', approver: '审批' }

export const runAddress = (id: string): string => roomAddress('what-if', new URLSearchParams({ run: id }).toString())

export function stationText({ role, organisationName }: { role: string; organisationName: string }): string {
  return `${organisationName}（${ROLE_WORDS[role] ?? role}）`
}

/** What is to be heeded names a station by its key; people know it by its name. */
export function withNames(remark: string, stations: readonly { key: string; role: string; organisationName: string }[]): string {
  return stations.reduce((words, station) => words.replaceAll(`“${station.key}”`, `“${stationText(station)}”`), remark)
}

export const percentText = (share: number): string => `${Math.round(share * 100)}%`

/** 21.4（20.9—21.8） */
export function bandText({ mean, low, high }: Band, digits: number): string {
  return low === high ? mean.toFixed(digits) : `${mean.toFixed(digits)}（${low.toFixed(digits)}—${high.toFixed(digits)}）`
}

/** With its sign, and the band in which nine of ten differences lie. */
export function differenceText(band: Band, digits: number): string {
  const signed = (value: number): string => {
    const text = value.toFixed(digits)
    return Number(text) === 0 ? (0).toFixed(digits) : `${value > 0 ? '+' : '−'}${text.replace('-', '')}`
  }
  return band.low === band.high ? signed(band.mean) : `${signed(band.mean)}（${signed(band.low)} 到 ${signed(band.high)}）`
}

/** What would be otherwise, a sentence each. */
export function changeTexts({ staff = [], limits = [], together = [], routing = [], bundles = [] }: Change, { stations, items, steps }: Choices): string[] {
  const itemName = (code: string): string => items.find(({ item }) => item === code)?.name ?? code
  const stationName = (key: string): string => {
    const found = stations.find(({ station }) => station === key)
    return found ? stationText(found) : key
  }
  return [
    ...staff.map(({ station, add }) => `${stationName(station)}${add > 0 ? '加' : '减'} ${Math.abs(add)} 人`),
    ...limits.map(
      ({ item, workingDays, pace }) => `“${itemName(item)}”承诺 ${workingDays} 个工作日${pace === 'follows' ? '，部门跟着快慢' : '，办理快慢不变'}`,
    ),
    ...together.map(({ items: codes, share }) => `${codes.map((code) => `“${itemName(code)}”`).join('、')}的 ${percentText(share)} 一起办`),
    ...routing.map(
      ({ step, share, item }) =>
        `${item === undefined ? '' : `“${itemName(item)}”的`}办件有 ${percentText(share)} 走“${steps.find((one) => one.step === step)?.label ?? step}”`,
    ),
    ...bundles.map(({ item, share, size }) => `“${itemName(item)}”的 ${percentText(share)} 打捆，${size} 件一捆`),
  ]
}

export function stateText({ state, done }: Pick<Run, 'state' | 'done'>): string {
  switch (state) {
    case 'waiting': return '等着推演'
    case 'running': return `正在推演 ${done}%`
    case 'done': return '算完了'
    case 'failed': return '没有算成'
  }
}
