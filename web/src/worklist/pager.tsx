import { Button } from 'antd'
import type { Place } from './place.ts'
import type { Shown } from './rows.ts'
import { LOADED_MAX } from './use-worklist.ts'

interface PagerProps { shown: Shown; part: number; total: number; turn: (to: Partial<Place>) => void }

/** Pages of what is loaded; a queue longer than that goes on in further parts. */
export function Pager({ shown: { page, pages }, part, total, turn }: PagerProps) {
  const parts = Math.ceil(total / LOADED_MAX)
  if (pages === 1 && parts <= 1) return null
  const hasMore = page < pages || part < parts
  const back = () => turn(page > 1 ? { page: page - 1 } : { part: part - 1, page: LOADED_MAX })
  const on = () => turn(page < pages ? { page: page + 1 } : { part: part + 1, page: 1 })
  return (
    <nav aria-label="分页" className="pager">
      <Button disabled={page <= 1 && part <= 1} onClick={back}>上一页</Button>
      <span>第 {page} 页，共 {pages} 页{parts > 1 && `；这是${partText(part, total)}，排序和筛选在这些件里进行`}</span>
      <Button disabled={!hasMore} onClick={on}>下一页</Button>
    </nav>
  )
}

function partText(part: number, total: number): string {
  return `第 ${(part - 1) * LOADED_MAX + 1}–${Math.min(total, part * LOADED_MAX)} 件`
}
