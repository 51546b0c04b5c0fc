import { localPath } from '#platform/http'

/** The page of ours a request came from; '/' when there is none, and never a page of another site. */
export function cameFrom({ referer, host }: Readonly<Record<string, string | undefined>>): string {
  const page = referer === undefined ? null : URL.parse(referer)
  return page === null || page.host !== host ? '/' : localPath(page.pathname + page.search)
}
