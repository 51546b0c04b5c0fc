import { VISITOR, type Call } from '#kernel'
import { themeOf, type Theme } from './theme.ts'

/** Who reads the page, and how she wants it shown. */
export interface Visit {
  /** Null for somebody who has not signed in. */
  readonly name: string | null
  readonly theme: Theme
}

export function visitOf({ actor }: Pick<Call, 'actor'>, { cookies }: { cookies: Readonly<Record<string, string | undefined>> }): Visit {
  return { name: actor.id === VISITOR.id ? null : actor.name, theme: themeOf(cookies) }
}
