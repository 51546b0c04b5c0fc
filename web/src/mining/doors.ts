import { roomAddress } from '../shell/rooms.ts'
import type { Door } from './calls.ts'

export const TABS = { flow: '实际流程', ways: '走法', time: '用时和瓶颈', rework: '返工和换手', fit: '符合程度' } as const
export type Tab = keyof typeof TABS

export const isTab = (name: string | null): name is Tab => name !== null && Object.hasOwn(TABS, name)

/** Where one stands on the page: which survey, which part of it, and which number is open. */
export interface Place { survey: string; tab: Tab; door?: Door }

export function addressOf({ survey, tab, door }: Place): string {
  return roomAddress(
    'mining', new URLSearchParams({ survey, tab, ...(door && { by: door.by, ...(door.value !== undefined && { value: door.value }) }) }).toString(),
  )
}

export function doorIn(query: URLSearchParams): Door | undefined {
  const [by, value] = [query.get('by'), query.get('value')]
  return by === null ? undefined : { by, ...(value !== null && { value }) }
}
