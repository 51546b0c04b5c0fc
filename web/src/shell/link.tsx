import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { go } from './router.ts'

/** A link to a page of ours; with Ctrl or the middle button it opens a new tab like any other. */
export function Link({ href, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return <a href={href} onClick={follow} {...rest} />
}
