import { VISITOR, type Call } from '#kernel'
import { themeOf, type Theme } from './theme.ts'

/** Who reads the page, and how she wants it shown. */
export interface Visit {
  /** Null for somebody who has not signed in. */
  readonly name: string | null
  readonly theme: Theme
  /** The firm she acts for as its agent in this session; `lapsed`: it has taken that back, and she acts for herself. */
  readonly actsFor?: { readonly name: string; readonly isLapsed: boolean }
}

export function visitOf({ actor }: Pick<Call, 'actor'>, { cookies }: { cookies: Readonly<Record<string, string | undefined>> }): Visit {
  const firm = actor.agency?.name ?? actor.lapsedAgency
  const actsFor = firm === undefined ? undefined : { name: firm, isLapsed: actor.agency === undefined }
  return { name: actor.id === VISITOR.id ? null : actor.name, theme: themeOf(cookies), ...(actsFor && { actsFor }) }
}
