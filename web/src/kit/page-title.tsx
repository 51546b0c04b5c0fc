import { useEffect, useRef } from 'react'

/** What the window is called; with a number in front where there is something to count. */
export function useWindowTitle(title: string, count?: number): void {
  useEffect(() => { document.title = `${count === undefined ? '' : `(${count}) `}${title} · 春风工作台` }, [title, count])
}

/** The heading of a page, where a reader is taken when the page opens. */
export function PageTitle({ title, count }: { title: string; count?: number | undefined }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useWindowTitle(title, count)
  useEffect(() => { heading.current?.focus({ preventScroll: true }) }, [title])
  return <h1 ref={heading} tabIndex={-1} className="page-title">{title}</h1>
}
