import { Type, type Static } from 'typebox'

/** Guessing passwords must not pay. */
export const QUERIES_PER_MINUTE_MAX = 30

/** What stands on the receipt and opens the case to whoever holds it. */
export const Secret = Type.Object({ number: Type.String({ maxLength: 60 }), password: Type.String({ maxLength: 60 }) })

/** Numbers are printed in groups and copied with spaces; some keyboards write 全角. */
export function tidySecret({ number, password }: Static<typeof Secret>): Static<typeof Secret> {
  return { number: tidy(number), password: tidy(password) }
}

function tidy(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '')
}
