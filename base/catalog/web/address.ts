import { Type } from 'typebox'
import type { Answers, Item } from '../item.ts'

/**
 * Answers travel in the address as a=question.option, once for each, so that every page of the way can be kept, shared and
 * gone back to, without an account and without a cookie.
 */
export const AnswersInAddress = Type.Optional(Type.Array(Type.String({ maxLength: 130 }), { maxItems: 30 }))

/** The answers in an address; what is no answer to this item's questions is left out. */
export function answersIn(item: Item, given: readonly string[] = []): Answers {
  return Object.fromEntries(item.situations.flatMap(({ id, options }) => {
    const option = options.find((one) => given.includes(pairOf(id, one.id)))
    return option === undefined ? [] : [[id, option.id]]
  }))
}

/** The address of a page with these answers. */
export function addressWith(path: string, answers: Answers, more: Readonly<Record<string, string>> = {}): string {
  const given = answerPairs(answers).map((pair): [string, string] => ['a', pair])
  const query = new URLSearchParams([...given, ...Object.entries(more)]).toString()
  return query === '' ? path : `${path}?${query}`
}

export function answerPairs(answers: Answers): string[] {
  return Object.entries(answers).map(([id, option]) => pairOf(id, option))
}

function pairOf(id: string, option: string): string {
  return `${id}.${option}`
}
