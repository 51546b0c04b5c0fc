import type { Asked, Choices, Door, Result, TimeKind } from './calls.ts'

/** Days and counts as people read them: no more digits than mean something. */
export function daysText(days: number): string {
  return days >= 100 ? String(Math.round(days)) : String(Math.round(days * 10) / 10)
}

export function percentText(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.floor((part / whole) * 1000) / 10}%`
}

export const TIME_WORDS: Readonly<Record<TimeKind, { label: string; help: string }>> = {
  queue: { label: '排队', help: '轮到部门或窗口，还没有人动过' },
  working: { label: '办理', help: '从有人动手到这一环节办完' },
  applicant: { label: '等申请人', help: '补正等，不算部门的时间' },
  special: { label: '特别程序', help: '听证、检验、专家评审等，不计入期限' },
  parent: { label: '等别的事项', help: '合办的事里等前一项' },
}

/** 政务服务办件 · 市场监管局 · 2026-03-01 至 2026-03-31 收到的 */
export function askedText({ type, item, organisation, from, to, against }: Asked, { types, groups }: Choices): string {
  const kind = types.find((one) => one.type === type)?.label ?? type
  const office = organisation === undefined ? undefined : groups.find((group) => group.organisation === organisation)?.organisationName ?? organisation
  const matter = item === undefined ? undefined : groups.find((group) => group.item === item)?.itemName ?? item
  const period = from === undefined && to === undefined ? '全部时间' : `${from ?? '最早'} 至 ${to ?? '现在'} 收到的`
  return [kind, office, matter, period, against === undefined ? undefined : `对照第 ${against} 版`].filter((part) => part !== undefined).join(' · ')
}

/** What a list of cases is about, as its heading says it. */
export function doorText({ by, value = '' }: Door, { bottlenecks, conformance, rework }: Result): string {
  switch (by) {
    case 'variant': return `第 ${value} 种走法`
    case 'pair': return value
    case 'repeated': return `“${value}”不止一次`
    case 'returned': return `回到“${rework.returns.find(({ state }) => state === value)?.label ?? value}”`
    case 'time': return `有“${Object.entries(TIME_WORDS).find(([kind]) => kind === value)?.[1].label ?? value}”的时间`
    case 'repeating': return '有步骤重复'
    case 'deviation': return conformance.deviations.find(({ key }) => key === value)?.sentence ?? '不符合声明的流程'
    case 'deviating': return '不符合声明的流程'
    case 'handovers': return '换过手'
    case 'stay': {
      const found = bottlenecks.find(({ key }) => key === value)
      return found ? `${found.organisationName}：停在“${found.label}”` : '停在一个环节'
    }
    default: return '全部'
  }
}
