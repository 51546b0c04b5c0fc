import { Button, InputNumber } from 'antd'
import { moved, replaced, without, type Parts } from './item-shape.ts'

/** Other promised limits under some answers; under which, is ticked in the table. */
export function LimitList({ parts, change }: { parts: Parts; change: (parts: Parts) => void }) {
  const { limitsByAnswer: limits, promisedWorkingDays } = parts
  const put = (next: Parts['limitsByAnswer']) => change({ ...parts, limitsByAnswer: next })
  return (
    <section className="card" aria-label="分情形的时限">
      <h2>分情形的时限（{limits.length}）</h2>
      <p className="faded">平常是 {promisedWorkingDays} 个工作日。有的情形另有时限的，在这里加一行，再到表里勾选是哪种回答；几行都成立的，先写的先用。</p>
      <ol className="part-cards">
        {limits.map((limit, at) => (
          // Limits have no name of their own; where they stand is what tells them apart.
          <li key={at} className="acts">
            <label>
              第 {at + 1} 行承诺工作日{' '}
              <InputNumber
                min={0}
                max={3650}
                precision={0}
                value={limit.promisedWorkingDays}
                onChange={(days) => put(replaced(limits, at, { ...limit, promisedWorkingDays: Number(days ?? 0) }))}
              />
            </label>
            <Button size="small" disabled={at === 0} onClick={() => put(moved(limits, at, -1))} aria-label={`第 ${at + 1} 行时限上移`}>
              上移
            </Button>
            <Button size="small" danger onClick={() => put(without(limits, at))} aria-label={`第 ${at + 1} 行时限删去`}>
              删去
            </Button>
          </li>
        ))}
      </ol>
      <Button onClick={() => put([...limits, { when: {}, promisedWorkingDays }])}>增加一行时限</Button>
    </section>
  )
}
