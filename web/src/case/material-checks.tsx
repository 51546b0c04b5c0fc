import { Button, Checkbox } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { isThere, verdictOf, withAllRight, withAllWrong, withLine, withoutVerdict } from './ticks.ts'
import type { Checking } from './use-checking.ts'

/** The lines to check: tick boxes while the window decides on acceptance, a plain list afterwards. */
export function MaterialChecks({ material, checking: { isOpen, mayCorrect, ticks, setTicks } }: { material: MaterialState; checking: Checking }) {
  if (!isOpen || !isThere(material)) return <ul className="checks">{material.checks.map((line) => <li key={line}>{line}</li>)}</ul>
  const held = ticks[material.id] ?? []
  const isSeen = verdictOf(ticks, material) !== 'unseen'
  return (
    <fieldset className="checks">
      <legend className="unseen">核对要点：{material.name}</legend>
      {material.checks.map((line, index) => (
        <Checkbox key={line} checked={held.includes(index)} onChange={() => setTicks((before) => withLine(before, material, index))}>
          {index < 9 && <kbd>{index + 1}</kbd>} {line}
        </Checkbox>
      ))}
      <div className="check-acts">
        <Button size="small" onClick={() => setTicks((before) => withAllRight(before, material))}>符合 <kbd>x</kbd></Button>
        <Button size="small" onClick={() => setTicks((before) => withAllWrong(before, material))}>都不符合</Button>
        {isSeen && <Button size="small" type="text" onClick={() => setTicks((before) => withoutVerdict(before, material))}>取消核对</Button>}
      </div>
      {mayCorrect && isSeen && held.length < material.checks.length && <p className="faded">没有勾的会写进补正告知书。</p>}
    </fieldset>
  )
}
