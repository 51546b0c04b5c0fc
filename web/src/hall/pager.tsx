import { Button } from 'antd'

interface PagerProps { page: number; total: number; size: number; go: (page: number) => void }

/** Earlier and later pages; nothing when one holds all. */
export function Pager({ page, total, size, go }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / size))
  if (pages === 1) return null
  return (
    <nav className="acts" aria-label="翻页">
      <Button disabled={page <= 1} onClick={() => go(page - 1)}>上一页</Button>
      <span>第 {page} 页，共 {pages} 页</span>
      <Button disabled={page >= pages} onClick={() => go(page + 1)}>下一页</Button>
    </nav>
  )
}
