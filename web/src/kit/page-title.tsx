import { useEffect, useRef } from 'react'

/** The heading of a page: also the window's title, and where a reader is taken when the page opens. */
export function PageTitle({ title, count }: { title: string; count?: number }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { document.title = `${count === undefined ? '' : `(${count}) `}${title} · 春风工作台` }, [title, count])
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [title])
  return <h1 ref={heading} tabIndex={-1} className="page-title">{title}</h1>
}
