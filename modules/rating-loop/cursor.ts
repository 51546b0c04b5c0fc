import { isDay } from '#platform/day'
import { Refusal } from '#platform/refusal'

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** A day among the open ones; a moment among the closed, to the microsecond, as the table keeps it. */
const KEYS = { no: '(\\d{4}-\\d{2}-\\d{2})', yes: '(\\d{4}-\\d{2}-\\d{2}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{6}Z)' } as const
const DAY_LENGTH = 10

/** Where a page ends: what the list is in order of, and the id that tells equals apart. */
export function cursorOf({ key, id }: { key: string; id: string }): string {
  return `${key} ${id}`
}

/** @throws Refusal for what is no end of a page of this list */
export function readCursor(text: string, closed: keyof typeof KEYS): [key: string, id: string] {
  const [, key, id] = new RegExp(`^${KEYS[closed]} (${UUID})$`).exec(text) ?? []
  if (key === undefined || id === undefined || !isDay(key.slice(0, DAY_LENGTH))) throw new Refusal('invalid', '翻页的位置不对，请从第一页看起')
  return [key, id]
}
