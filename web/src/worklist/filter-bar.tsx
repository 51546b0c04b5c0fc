import { Button, Input, type InputRef } from 'antd'
import { useImperativeHandle, useRef, type Ref } from 'react'
import { countText } from '../shell/counts.tsx'

interface FilterBarProps {
  ref: Ref<HTMLInputElement>
  words: string
  setWords: (words: string) => void
  found: number
  total: number | undefined
  refresh: () => void
}

export function FilterBar({ ref, words, setWords, found, total, refresh }: FilterBarProps) {
  const box = useRef<InputRef>(null)
  // Safe: Ant Design keeps the input it renders for as long as it is there.
  useImperativeHandle(ref, () => box.current?.input as HTMLInputElement)
  const leave = (event: React.KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return
    if (event.key === 'Escape') setWords('')
    event.currentTarget.blur()
  }
  return (
    <div className="filter-bar" role="search">
      <Input
        ref={box} allowClear className="filter-box" maxLength={100}
        aria-label="筛选编号、事项、申请人、状态" placeholder="筛选编号、事项、申请人、状态（按 /）"
        value={words} onChange={(event) => setWords(event.target.value)} onKeyDown={leave}
      />
      <p role="status">{total === undefined ? '正在取……' : `${words === '' ? '' : `找到 ${found} 件，`}共 ${countText(total)} 件`}</p>
      <Button onClick={refresh}>刷新 <kbd>r</kbd></Button>
    </div>
  )
}
