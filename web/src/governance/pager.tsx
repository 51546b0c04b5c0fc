import { Link } from '../shell/link.tsx'

const PAGE_SIZE = 50

/** To the pages before and after; nothing where there is one page. */
export function Pager({ page, total, to }: { page: number; total: number; to: (page: number) => string }) {
  if (total <= PAGE_SIZE) return null
  return (
    <nav className="tabs" aria-label="翻页">
      {page > 1 && <Link href={to(page - 1)}>上一页</Link>}
      {page * PAGE_SIZE < total && <Link href={to(page + 1)}>下一页</Link>}
    </nav>
  )
}
