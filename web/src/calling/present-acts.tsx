import { Button, Input } from 'antd'
import { useState } from 'react'
import { PlainSelect } from '../kit/plain-select.tsx'
import { linkCase, transfer, type Desk, type Visitor, type WorkWindow } from './calls.ts'

interface PresentActsProps {
  present: Visitor
  window: WorkWindow
  windows: readonly WorkWindow[]
  acts: Readonly<Record<'again' | 'pass' | 'finish', () => void>>
  run: (work: () => Promise<Desk>) => Promise<void>
}

/** What else may be done with the one at the window. */
export function PresentActs({ present, window, windows, acts, run }: PresentActsProps) {
  const [target, setTarget] = useState<string>()
  const [number, setNumber] = useState('')
  const others = windows.filter(({ id, hall }) => id !== window.id && hall === window.hall)
  const options = others.map((one) => ({ value: one.id, label: `${one.number}　${one.groupName}` }))
  return (
    <>
      <div className="acts">
        <Button onClick={acts.again}>重呼 <kbd>r</kbd></Button>
        <Button onClick={acts.pass}>过号 <kbd>g</kbd></Button>
        <Button onClick={acts.finish}>办完，先不叫 <kbd>d</kbd></Button>
      </div>
      <details>
        <summary>转窗口、记办件</summary>
        {others.length > 0 && (
          <div className="acts">
            <label>转到 <PlainSelect id="transfer-to" value={target} set={setTarget} options={options} none="请选择" /></label>
            <Button disabled={target === undefined} onClick={() => { if (target !== undefined) void run(() => transfer(window.id, target)) }}>转过去</Button>
          </div>
        )}
        <div className="acts">
          <label htmlFor="visit-case">{present.number} 办成的办件编号</label>
          <Input id="visit-case" className="case-number" maxLength={40} value={number} onChange={({ target: { value } }) => setNumber(value)} />
          <Button disabled={number.trim() === ''} onClick={() => void run(() => linkCase(window.id, number))}>记下</Button>
        </div>
      </details>
    </>
  )
}
